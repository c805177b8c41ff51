-- The latest $limit releases that mention $entity.
WITH own(id) AS MATERIALIZED (
  SELECT id FROM entity WHERE id = $entity
  UNION ALL
  SELECT id FROM entity WHERE merged_into = $entity
), some(n) AS MATERIALIZED ( -- where as many mention it, either way takes as long
  SELECT CAST(sqrt($limit * max(rowid)) AS INTEGER) FROM release
), near(release) AS MATERIALIZED ( -- of very many only some
  SELECT m.release FROM own CROSS JOIN mention m ON m.entity = own.id LIMIT (SELECT n + 1 FROM some)
), many(yes) AS MATERIALIZED ( -- then it is quicker to go back day by day through all releases
  SELECT count(*) > (SELECT n FROM some) FROM near
), latest(release) AS (
  SELECT release FROM (
    SELECT DISTINCT r.id AS release, r.published, r.title FROM near CROSS JOIN release r ON r.id = near.release
    ORDER BY r.published DESC, r.title, r.id LIMIT iif((SELECT yes FROM many), 0, $limit))
  UNION ALL
  SELECT release FROM (
    SELECT r.id AS release FROM release r INDEXED BY release_published
    WHERE EXISTS (SELECT 1 FROM mention m WHERE m.entity IN (SELECT id FROM own) AND m.release = r.id)
    ORDER BY r.published DESC, r.title, r.id LIMIT iif((SELECT yes FROM many), $limit, 0))
)
SELECT r.id, r.title, r.url, r.publisher, r.published,
  (SELECT sum(m.count) FROM mention m WHERE m.entity IN (SELECT id FROM own) AND m.release = r.id) AS count
FROM latest JOIN release r ON r.id = latest.release
