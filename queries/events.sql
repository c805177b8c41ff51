-- What $entity and, unless $direct, the bodies that are part of it and those who hold
-- an office at any of these are tied to by the $types; the latest $limit, or all.
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
), theirs(tie, day) AS (
  SELECT t.id, iif(t."from" <> '', t."from", t."to")
  FROM who CROSS JOIN json_each($types) k CROSS JOIN tie t ON t.subject = who.id AND t.type = k.value
  WHERE t.modality IN (SELECT value FROM json_each($modalities))
    AND t.confidence >= $confidence
    AND ($since = '' OR iif(t."to" <> '', t."to", iif(t."from" <> '', '9999', '')) || '~' >= $since AND t."from" || t."to" <> '')
    AND ($until = '' OR t."from" || t."to" <> '' AND iif(t."from" <> '', t."from", t."to") <= $until || '~')
), latest(tie) AS ( -- as many as are wanted, and all others of the last day
  SELECT tie FROM (SELECT tie, rank() OVER (ORDER BY day DESC) AS place FROM theirs) WHERE $limit <= 0 OR place <= $limit
)
SELECT fact.*, CASE WHEN subject = $entity THEN '' ELSE subject END AS via
FROM latest CROSS JOIN fact ON fact.tie = latest.tie
