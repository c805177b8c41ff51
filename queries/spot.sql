-- Those of the folded $keys that are names of entities.
SELECT DISTINCT key FROM name WHERE key IN (SELECT value FROM json_each($keys))
