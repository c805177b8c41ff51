// $limit releases of a time from $offset on, the latest first, and how many there are.
CALL () {
  MATCH (r:Release)
  WITH coalesce(r.published, '') AS published
  WHERE ($since = '' OR published <> '' AND published + '~' >= $since)
    AND ($until = '' OR published <> '' AND published <= $until + '~')
  RETURN count(*) AS total
}
MATCH (r:Release)
WITH r, total, coalesce(r.published, '') AS published
WHERE ($since = '' OR published <> '' AND published + '~' >= $since)
  AND ($until = '' OR published <> '' AND published <= $until + '~')
WITH r, total, published ORDER BY published DESC, r.id SKIP $offset LIMIT $limit
RETURN r.id AS id, r.title AS title, coalesce(r.url, '') AS url, coalesce(r.publisher, '') AS publisher, published,
  coalesce(r.basis, '') AS basis, COUNT { (:Claim)-[:STATED_IN]->(r) } AS claims, total
