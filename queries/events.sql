-- What $entity and, unless $direct, the bodies that are part of it and those who hold
-- an office at any of these are tied to by the $types; the latest $limit, of one day the
-- best attested, or all.
WITH RECURSIVE body(id, depth) AS (
  SELECT $entity, 0
  UNION
  SELECT t.subject, depth + 1 FROM body
  CROSS JOIN tie t ON t.object = body.id AND t.type = 'PART_OF' AND t.modality = 'asserted'
  JOIN entity e ON e.id = t.subject AND e.type = 'Organization'
  WHERE NOT $direct AND depth < 3
), who(id) AS (
  SELECT id FROM body
  UNION
  SELECT t.subject FROM body
  CROSS JOIN tie t ON t.object = body.id AND t.type = 'HOLDS_POSITION' AND t.modality = 'asserted'
  WHERE NOT $direct
), latest(tie) AS (
  SELECT t.rowid
  FROM who CROSS JOIN json_each($types) k CROSS JOIN tie t INDEXED BY tie_subject ON t.subject = who.id AND t.type = k.value
  WHERE {filter}
  ORDER BY t.first_day DESC, t.independent DESC, t.confidence DESC, t.id
  LIMIT iif($limit > 0, $limit, -1)
)
SELECT f.*, CASE WHEN f.subject = $entity THEN '' ELSE f.subject END AS via
FROM latest CROSS JOIN tie t ON t.rowid = latest.tie CROSS JOIN fact f ON f.tie = t.id
