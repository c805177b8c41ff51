-- The offices that $entity is said to hold or to have held: a row a claim, with the day
-- of its release.
SELECT f.*, c.id AS claim, r.published
FROM fact f JOIN claim c ON c.tie = f.tie JOIN release r ON r.id = c.release
WHERE f.subject = $entity AND f.type = 'HOLDS_POSITION'
  AND f.modality IN ('asserted', 'former') AND f.confidence >= $confidence
