-- In how many releases $ids are mentioned, which is about how many ties they have.
SELECT coalesce(sum(p.releases), 0) AS releases
FROM json_each($ids) k CROSS JOIN prominence p ON p.entity = k.value
