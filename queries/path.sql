-- One level of a breadth-first search: who is tied to whom of the $frontier, of those
-- $among or of all where that is empty; some more than once, a line each.
-- Path in Go walks the levels, as a recursive query would visit every path.
WITH near(id) AS (SELECT value FROM json_each($frontier))
SELECT group_concat(next, char(10)) AS next FROM (
  SELECT t.object AS next FROM near CROSS JOIN tie t INDEXED BY tie_subject ON t.subject = near.id
  WHERE (json_array_length($among) = 0 OR t.object IN (SELECT value FROM json_each($among)))
    AND {filter}
  UNION ALL
  SELECT t.subject FROM near CROSS JOIN tie t INDEXED BY tie_object ON t.object = near.id
  WHERE (json_array_length($among) = 0 OR t.subject IN (SELECT value FROM json_each($among)))
    AND {filter}
)
