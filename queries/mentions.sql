-- How often $entity is mentioned, and in how many releases.
WITH own(id) AS (
  SELECT id FROM entity WHERE id = $entity OR merged_into = $entity
)
SELECT coalesce(sum(p.mentions), 0) AS mentions,
  iif(count(*) > 1, (SELECT count(DISTINCT m.release) FROM own CROSS JOIN mention m ON m.entity = own.id), max(p.releases)) AS releases
FROM own CROSS JOIN prominence p ON p.entity = own.id
