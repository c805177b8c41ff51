-- The entities that have one of the folded $keys as a name, and those of the $ids.
WITH found(id) AS (
  SELECT entity FROM name WHERE key IN (SELECT value FROM json_each($keys))
  UNION SELECT value FROM json_each($ids)
), standing(id) AS (
  SELECT DISTINCT coalesce(e.merged_into, e.id) FROM found JOIN entity e ON e.id = found.id
)
SELECT c.id, c.name, c.type,
  (SELECT coalesce(sum(p.mentions), 0) FROM entity e JOIN prominence p ON p.entity = e.id
   WHERE e.id = c.id OR e.merged_into = c.id) AS mentions
FROM standing JOIN entity c ON c.id = standing.id
