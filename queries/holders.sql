-- Who is said to hold or to have held an office of the $titles at $bodies, or any
-- office where there are no $bodies, with the days of the releases that say so.
WITH held(tie) AS (
  SELECT t.rowid FROM json_each($bodies) b CROSS JOIN json_each($titles) n
  CROSS JOIN tie t INDEXED BY tie_office ON t.object = b.value AND t.title = n.value AND t.type = 'HOLDS_POSITION'
  UNION ALL
  SELECT t.rowid FROM tie t INDEXED BY tie_office WHERE json_array_length($bodies) = 0 AND t.type = 'HOLDS_POSITION'
)
SELECT f.*, (SELECT json_group_array(DISTINCT r.published) FROM claim c JOIN release r ON r.id = c.release WHERE c.tie = t.id) AS days
FROM held CROSS JOIN tie t ON t.rowid = held.tie CROSS JOIN fact f ON f.tie = t.id
WHERE t.modality IN ('asserted', 'former') AND t.confidence >= $confidence
