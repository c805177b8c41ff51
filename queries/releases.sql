-- $limit releases of a time from $offset on, the latest first, and how many there are.
WITH those(id, n) AS MATERIALIZED (
  SELECT id, row_number() OVER () FROM (
    SELECT r.id FROM release r
    WHERE ($since = '' OR r.published <> '' AND r.published || '~' >= $since)
      AND ($until = '' OR r.published <> '' AND r.published <= $until || '~')
    ORDER BY r.published DESC, r.id LIMIT $limit OFFSET $offset)
), total(n) AS MATERIALIZED (
  SELECT CASE WHEN $since = '' AND $until = '' THEN (SELECT count(*) FROM release) ELSE ( -- the first without a look at each
    SELECT count(*) FROM release r
    WHERE ($since = '' OR r.published <> '' AND r.published || '~' >= $since)
      AND ($until = '' OR r.published <> '' AND r.published <= $until || '~')) END
)
SELECT r.id, r.title, r.url, r.publisher, r.published, r.basis,
  (SELECT count(*) FROM claim c WHERE c.release = r.id) AS claims, total.n AS total
FROM those CROSS JOIN release r ON r.id = those.id CROSS JOIN total
ORDER BY those.n
