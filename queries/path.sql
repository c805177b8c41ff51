-- One level of a breadth-first search: who is tied to whom of the $frontier.
-- Path in Go walks the levels, as a recursive query would visit every path.
WITH ok AS (
  SELECT subject, object FROM fact
  WHERE (subject IN (SELECT value FROM json_each($frontier)) OR object IN (SELECT value FROM json_each($frontier)))
    AND modality IN (SELECT value FROM json_each($modalities))
    AND (json_array_length($types) = 0 OR type IN (SELECT value FROM json_each($types)))
    AND confidence >= $confidence
    AND ($since = '' OR last_day <> '' AND last_day || '~' >= $since)
    AND ($until = '' OR first_day <> '' AND first_day <= $until || '~')
)
SELECT object AS next FROM ok UNION SELECT subject FROM ok
