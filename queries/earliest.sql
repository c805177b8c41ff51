-- The ties of $entity and, unless $direct, of the bodies that are part of it and of
-- those who hold an office at any of these (but not what binds them to it); of
-- everybody where $entity is empty. The earliest $limit, or all; then, unless only
-- those that are $dated are wanted, the undated.
WITH RECURSIVE {near}, days(tie) AS MATERIALIZED (
  SELECT t.rowid FROM {all}
    AND t.first_day > ''
  ORDER BY t.first_day, t.id
  LIMIT iif((SELECT yes FROM many), iif($limit > 0, $limit, -1), 0)
), earliest(tie) AS (
  SELECT tie FROM (
    SELECT near.tie FROM near CROSS JOIN tie t ON t.rowid = near.tie
    WHERE NOT $dated OR t.first_day <> ''
    ORDER BY t.first_day = '', t.first_day, t.id
    LIMIT iif((SELECT yes FROM many), 0, iif($limit > 0, $limit, -1)))
  UNION ALL
  SELECT tie FROM days
  UNION ALL
  SELECT tie FROM (
    SELECT t.rowid AS tie FROM {all}
      AND t.first_day = ''
    ORDER BY t.id
    LIMIT iif((SELECT yes FROM many) AND NOT $dated, iif($limit > 0, $limit - (SELECT count(*) FROM days), -1), 0))
)
SELECT f.*, CASE WHEN $entity IN ('', f.subject, f.object) THEN ''
            WHEN f.subject IN (SELECT id FROM who) THEN f.subject ELSE f.object END AS via
FROM earliest CROSS JOIN tie t ON t.rowid = earliest.tie CROSS JOIN fact f ON f.tie = t.id
