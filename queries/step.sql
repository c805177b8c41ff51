-- The ties between $a and $b, in either direction.
SELECT *
FROM fact
WHERE (subject = $a AND object = $b OR subject = $b AND object = $a)
  AND modality IN (SELECT value FROM json_each($modalities))
  AND (json_array_length($types) = 0 OR type IN (SELECT value FROM json_each($types)))
  AND confidence >= $confidence
  AND ($since = '' OR last_day <> '' AND last_day || '~' >= $since)
  AND ($until = '' OR first_day <> '' AND first_day <= $until || '~')
