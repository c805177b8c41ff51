-- The members of $entity; with $on, those who were members on that day.
SELECT f.*
FROM tie t JOIN fact f ON f.tie = t.id
WHERE t.object = $entity AND t.type = 'MEMBER_OF'
    AND ($on = '' OR (t."from" = '' OR t."from" <= $on || '~')
      AND (t."to" = '' AND t.modality <> 'former' OR t."to" || '~' >= $on AND t."to" <> ''))
    AND {filter}
