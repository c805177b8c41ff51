-- The ties of $entity and, unless $direct, of the bodies that are part of it and of
-- those who hold an office at any of these (but not what binds them to it); of
-- everybody where $entity is empty. The latest $limit, of one day the best attested,
-- or all.
WITH RECURSIVE some(n) AS (SELECT 2000), {near}, latest(tie) AS (
  SELECT tie FROM (
    SELECT near.tie FROM near CROSS JOIN tie t ON t.rowid = near.tie
    ORDER BY t.first_day DESC, t.independent DESC, t.confidence DESC, t.id
    LIMIT iif((SELECT yes FROM many), 0, iif($limit > 0, $limit, -1)))
  UNION ALL
  SELECT tie FROM (
    SELECT t.rowid AS tie FROM tie t INDEXED BY tie_day
    WHERE {those}
    ORDER BY t.first_day DESC, t.independent DESC, t.confidence DESC, t.id
    LIMIT iif((SELECT yes FROM many), iif($limit > 0, $limit, -1), 0))
)
SELECT f.*, CASE WHEN $entity IN ('', f.subject, f.object) THEN ''
            WHEN f.subject IN (SELECT id FROM who) THEN f.subject ELSE f.object END AS via
FROM latest CROSS JOIN tie t ON t.rowid = latest.tie CROSS JOIN fact f ON f.tie = t.id
