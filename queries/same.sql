-- All ties of the type and the ends of each of the $keys.
SELECT DISTINCT f.*
FROM json_each($keys) k
JOIN fact f ON f.subject = k.value ->> 'subject' AND f.object = k.value ->> 'object' AND f.type = k.value ->> 'type'
