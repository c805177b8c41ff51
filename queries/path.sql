-- One level of a breadth-first search: who is tied to whom of the $frontier.
-- Path in Go walks the levels, as a recursive query would visit every path.
WITH near(id) AS (SELECT value FROM json_each($frontier))
SELECT t.object AS next FROM near CROSS JOIN tie t ON t.subject = near.id
  WHERE TRUE
    AND t.modality IN (SELECT value FROM json_each($modalities))
    AND (json_array_length($types) = 0 OR t.type IN (SELECT value FROM json_each($types)))
    AND t.confidence >= $confidence
    AND ($since = '' OR iif(t."to" <> '', t."to", iif(t."from" <> '', '9999', '')) || '~' >= $since AND t."from" || t."to" <> '')
    AND ($until = '' OR t."from" || t."to" <> '' AND iif(t."from" <> '', t."from", t."to") <= $until || '~')
UNION
SELECT t.subject FROM near CROSS JOIN tie t ON t.object = near.id
  WHERE TRUE
    AND t.modality IN (SELECT value FROM json_each($modalities))
    AND (json_array_length($types) = 0 OR t.type IN (SELECT value FROM json_each($types)))
    AND t.confidence >= $confidence
    AND ($since = '' OR iif(t."to" <> '', t."to", iif(t."from" <> '', '9999', '')) || '~' >= $since AND t."from" || t."to" <> '')
    AND ($until = '' OR t."from" || t."to" <> '' AND iif(t."from" <> '', t."from", t."to") <= $until || '~')
