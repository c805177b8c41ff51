-- The dated ties of $entity.
SELECT *, '' AS via
FROM fact
WHERE (subject = $entity OR object = $entity) AND first_day <> ''
  AND modality IN (SELECT value FROM json_each($modalities))
  AND (json_array_length($types) = 0 OR type IN (SELECT value FROM json_each($types)))
  AND confidence >= $confidence
  AND ($since = '' OR last_day <> '' AND last_day || '~' >= $since)
  AND ($until = '' OR first_day <> '' AND first_day <= $until || '~')
