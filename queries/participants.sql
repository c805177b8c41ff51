-- Who is tied to $entity, an event, by the $types.
WITH theirs(tie) AS (
  SELECT t.id FROM json_each($types) k CROSS JOIN tie t ON t.object = $entity AND t.type = k.value
)
SELECT fact.*
FROM theirs CROSS JOIN fact ON fact.tie = theirs.tie
WHERE modality IN (SELECT value FROM json_each($modalities))
  AND confidence >= $confidence
  AND ($since = '' OR last_day <> '' AND last_day || '~' >= $since)
  AND ($until = '' OR first_day <> '' AND first_day <= $until || '~')
