// The latest $limit releases that mention $entity.
MATCH (:Entity {id: $entity})<-[:SAME_AS*0..1]-()-[m:MENTIONED_IN]->(r:Release)
WITH r, sum(m.count) AS count
ORDER BY coalesce(r.published, '') DESC, r.title, r.id LIMIT $limit
RETURN r.id AS id, r.title AS title, coalesce(r.url, '') AS url, coalesce(r.publisher, '') AS publisher,
  coalesce(r.published, '') AS published, count
