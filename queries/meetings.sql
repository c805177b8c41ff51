-- Who met whom.
SELECT *, subject AS who
FROM fact
WHERE type = 'MET_WITH'
  AND modality IN (SELECT value FROM json_each($modalities))
  AND confidence >= $confidence
  AND ($since = '' OR last_day <> '' AND last_day || '~' >= $since)
  AND ($until = '' OR first_day <> '' AND first_day <= $until || '~')
