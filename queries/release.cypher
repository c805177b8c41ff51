// One release with its text.
MATCH (r:Release {id: $release})
RETURN r.id AS id, r.title AS title, coalesce(r.url, '') AS url, coalesce(r.publisher, '') AS publisher,
  coalesce(r.published, '') AS published, coalesce(r.basis, '') AS basis, r.text AS text
