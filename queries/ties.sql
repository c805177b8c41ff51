-- The ties of $entity and, unless $direct, of the bodies that are part of it and of
-- those who hold an office at any of these (but not what binds them to it); the latest
-- $limit, or all.
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
  SELECT t.id, iif(t."from" <> '', t."from", t."to") FROM who CROSS JOIN tie t ON t.subject = who.id
  WHERE ($entity IN (t.subject, t.object) OR t.type NOT IN ('HOLDS_POSITION', 'PART_OF'))
    AND t.modality IN (SELECT value FROM json_each($modalities))
    AND (json_array_length($types) = 0 OR t.type IN (SELECT value FROM json_each($types)))
    AND t.confidence >= $confidence
    AND ($since = '' OR iif(t."to" <> '', t."to", iif(t."from" <> '', '9999', '')) || '~' >= $since AND t."from" || t."to" <> '')
    AND ($until = '' OR t."from" || t."to" <> '' AND iif(t."from" <> '', t."from", t."to") <= $until || '~')
  UNION
  SELECT t.id, iif(t."from" <> '', t."from", t."to") FROM who CROSS JOIN tie t ON t.object = who.id
  WHERE ($entity IN (t.subject, t.object) OR t.type NOT IN ('HOLDS_POSITION', 'PART_OF'))
    AND t.modality IN (SELECT value FROM json_each($modalities))
    AND (json_array_length($types) = 0 OR t.type IN (SELECT value FROM json_each($types)))
    AND t.confidence >= $confidence
    AND ($since = '' OR iif(t."to" <> '', t."to", iif(t."from" <> '', '9999', '')) || '~' >= $since AND t."from" || t."to" <> '')
    AND ($until = '' OR t."from" || t."to" <> '' AND iif(t."from" <> '', t."from", t."to") <= $until || '~')
), latest(tie) AS ( -- as many as are wanted, and all others of the last day
  SELECT tie FROM (SELECT tie, rank() OVER (ORDER BY day DESC) AS place FROM theirs) WHERE $limit <= 0 OR place <= $limit
)
SELECT fact.*, CASE WHEN $entity IN (subject, object) THEN ''
               WHEN subject IN (SELECT id FROM who) THEN subject ELSE object END AS via
FROM latest CROSS JOIN fact ON fact.tie = latest.tie
