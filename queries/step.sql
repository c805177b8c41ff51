-- The ties between $a and $b, in either direction.
SELECT f.*
FROM tie t JOIN fact f ON f.tie = t.id
WHERE (t.subject = $a AND t.object = $b OR t.subject = $b AND t.object = $a)
    AND {filter}
