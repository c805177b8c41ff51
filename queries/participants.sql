-- Who is tied to $entity, an event, by the $types.
SELECT f.*
FROM json_each($types) k CROSS JOIN tie t INDEXED BY tie_object ON t.object = $entity AND t.type = k.value
CROSS JOIN fact f ON f.tie = t.id
WHERE {filter}
