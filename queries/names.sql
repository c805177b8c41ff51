-- Every folded name and the entity that it stands for.
SELECT n.key, coalesce(e.merged_into, e.id) AS id
FROM name n JOIN entity e ON e.id = n.entity
