-- The next $page entities after $after, by id, and those that each has a tie to.
WITH some(id) AS (SELECT id FROM entity WHERE id > $after AND merged_into IS NULL ORDER BY id LIMIT $page)
SELECT id, (
  SELECT json_group_array(DISTINCT t.object) FROM tie t INDEXED BY tie_subject
  WHERE t.subject = some.id AND {filter}
) AS next
FROM some
ORDER BY id
