-- The folded names, with their entities, of those in whose names any of the $words is.
-- Of a word that very many have, only some count.
WITH found(entity) AS (
  SELECT DISTINCT w.entity FROM json_each($words) x CROSS JOIN word w ON w.word = x.value LIMIT 500
)
SELECT n.key, coalesce(e.merged_into, e.id) AS id
FROM found CROSS JOIN name n ON n.entity = found.entity CROSS JOIN entity e ON e.id = n.entity
