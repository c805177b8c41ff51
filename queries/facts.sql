-- The ties of $entity, of the bodies that are part of it and of those who hold an
-- office at any of these; of everybody where $entity is empty.
WITH RECURSIVE body(id, depth) AS (
  SELECT $entity, 0
  UNION
  SELECT t.subject, depth + 1 FROM body
  CROSS JOIN tie t ON t.object = body.id AND t.type = 'PART_OF' AND t.modality = 'asserted'
  JOIN entity e ON e.id = t.subject AND e.type = 'Organization'
  WHERE depth < 3
), who(id) AS (
  SELECT id FROM body
  UNION
  SELECT t.subject FROM body
  CROSS JOIN tie t ON t.object = body.id AND t.type = 'HOLDS_POSITION' AND t.modality = 'asserted'
), theirs(tie) AS (
  SELECT t.id FROM who CROSS JOIN tie t ON t.subject = who.id AND t.modality IN (SELECT value FROM json_each($modalities))
  UNION
  SELECT t.id FROM who CROSS JOIN tie t ON t.object = who.id AND t.modality IN (SELECT value FROM json_each($modalities))
  UNION
  SELECT t.id FROM tie t WHERE $entity = '' AND t.modality IN (SELECT value FROM json_each($modalities))
)
SELECT fact.*, CASE WHEN $entity IN ('', subject, object) THEN ''
               WHEN subject IN (SELECT id FROM who) THEN subject ELSE object END AS via
FROM theirs CROSS JOIN fact ON fact.tie = theirs.tie
WHERE modality IN (SELECT value FROM json_each($modalities))
  AND (json_array_length($types) = 0 OR type IN (SELECT value FROM json_each($types)))
  AND confidence >= $confidence
  AND ($since = '' OR last_day <> '' AND last_day || '~' >= $since)
  AND ($until = '' OR first_day <> '' AND first_day <= $until || '~')
