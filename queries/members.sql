-- The members of $entity; with $on, those who were members on that day.
SELECT *
FROM fact
WHERE object = $entity AND type = 'MEMBER_OF'
  AND ($on = '' OR ("from" = '' OR "from" <= $on || '~')
    AND ("to" = '' AND modality <> 'former' OR "to" || '~' >= $on AND "to" <> ''))
  AND modality IN (SELECT value FROM json_each($modalities))
  AND confidence >= $confidence
  AND ($since = '' OR last_day <> '' AND last_day || '~' >= $since)
  AND ($until = '' OR first_day <> '' AND first_day <= $until || '~')
