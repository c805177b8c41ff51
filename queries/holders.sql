-- Who is said to hold or to have held an office at $entity, or anywhere where that is
-- empty: a row a claim, with the day of its release.
WITH held(tie) AS (
  SELECT id FROM tie WHERE object = $entity AND type = 'HOLDS_POSITION'
  UNION ALL
  SELECT id FROM tie WHERE $entity = '' AND type = 'HOLDS_POSITION'
)
SELECT f.*, c.id AS claim, r.published
FROM held CROSS JOIN fact f ON f.tie = held.tie JOIN claim c ON c.tie = f.tie JOIN release r ON r.id = c.release
WHERE f.modality IN ('asserted', 'former') AND f.confidence >= $confidence
