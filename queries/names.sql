-- The folded names, with their entities, that hold all $words; the rarest had better
-- come first.
WITH found(entity) AS (
  SELECT w.entity FROM word w
  WHERE w.word = $words ->> 0
    AND NOT EXISTS (SELECT 1 FROM json_each($words) x WHERE NOT EXISTS (
      SELECT 1 FROM word v WHERE v.word = x.value AND v.entity = w.entity))
)
SELECT n.key, coalesce(e.merged_into, e.id) AS id
FROM found CROSS JOIN name n ON n.entity = found.entity CROSS JOIN entity e ON e.id = n.entity
