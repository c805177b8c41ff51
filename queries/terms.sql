-- The offices that $entity is said to hold or to have held, with the days of the
-- releases that say so.
SELECT f.*, (SELECT json_group_array(DISTINCT r.published) FROM claim c JOIN release r ON r.id = c.release WHERE c.tie = t.id) AS days
FROM tie t CROSS JOIN fact f ON f.tie = t.id
WHERE t.subject = $entity AND t.type = 'HOLDS_POSITION'
  AND t.modality IN ('asserted', 'former') AND t.confidence >= $confidence
