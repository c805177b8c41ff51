-- The next $page entities after $after, by id, and those that each has a tie to.
WITH some(id) AS (SELECT id FROM entity WHERE id > $after AND merged_into IS NULL ORDER BY id LIMIT $page)
SELECT id, (
  SELECT json_group_array(DISTINCT t.object) FROM tie t WHERE t.subject = some.id
    AND t.modality IN (SELECT value FROM json_each($modalities))
    AND (json_array_length($types) = 0 OR t.type IN (SELECT value FROM json_each($types)))
    AND t.confidence >= $confidence
    AND ($since = '' OR iif(t."to" <> '', t."to", iif(t."from" <> '', '9999', '')) || '~' >= $since AND t."from" || t."to" <> '')
    AND ($until = '' OR t."from" || t."to" <> '' AND iif(t."from" <> '', t."from", t."to") <= $until || '~')
) AS next
FROM some
ORDER BY id
