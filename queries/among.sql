-- The ties among $ids.
WITH some(id) AS MATERIALIZED (SELECT value FROM json_each($ids))
SELECT f.* FROM some CROSS JOIN tie t INDEXED BY tie_subject ON t.subject = some.id CROSS JOIN fact f ON f.tie = t.id
WHERE t.object IN (SELECT id FROM some) AND t.object <> t.subject AND {filter} AND {source}
