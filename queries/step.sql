-- The ties between $a and $b, in either direction, of $types, which names them all where
-- none are chosen.
SELECT f.*
FROM (SELECT $a AS subject, $b AS object UNION SELECT $b, $a) pair 
CROSS JOIN (SELECT DISTINCT value FROM json_each($types)) k CROSS JOIN (SELECT DISTINCT value FROM json_each($modalities)) m
CROSS JOIN tie t INDEXED BY tie_subject ON t.subject = pair.subject AND t.type = k.value AND t.modality = m.value AND t.object = pair.object
CROSS JOIN fact f ON f.tie = t.id
WHERE {filter}
