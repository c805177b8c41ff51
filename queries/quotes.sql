-- The surest claim of each of the $ties, with its release.
WITH ranked AS (
  SELECT tie, id, quote, release, row_number() OVER (PARTITION BY tie ORDER BY confidence DESC, id) AS place
  FROM claim WHERE tie IN (SELECT value FROM json_each($ties))
)
SELECT c.tie, c.id AS claim, c.quote, r.id AS release, r.title, r.url, r.publisher, r.published
FROM ranked c JOIN release r ON r.id = c.release
WHERE c.place = 1
