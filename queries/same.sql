-- All ties of the $modalities that have the type and the ends of one of the $keys.
SELECT DISTINCT f.*
FROM json_each($keys) k
CROSS JOIN tie t INDEXED BY tie_subject
  ON t.subject = k.value ->> 'subject' AND t.type = k.value ->> 'type' AND t.object = k.value ->> 'object'
  AND t.modality IN (SELECT value FROM json_each($modalities))
CROSS JOIN fact f ON f.tie = t.id
