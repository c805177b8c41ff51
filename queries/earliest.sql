-- The ties of $entity and, unless $direct, of the bodies that are part of it and of
-- those who hold an office at any of these (but not what binds them to it); of
-- everybody where $entity is empty. The earliest $limit, or all; then, unless only
-- those that are $dated are wanted, the undated.
WITH RECURSIVE some(n) AS (
  SELECT iif((SELECT yes FROM planned), 1000, 2000)
), planned(yes) AS (
  SELECT $modalities = '["planned"]'
), {near}, dated(most, plans) AS MATERIALIZED ( -- how many to look for, day by day
  SELECT iif(yes AND NOT planned, wanted, 0), iif(yes AND planned, wanted, 0)
  FROM (SELECT iif($limit > 0, $limit, -1) AS wanted, many.yes, planned.yes AS planned FROM many, planned)
), days(tie) AS MATERIALIZED (
  SELECT tie FROM (
    SELECT t.rowid AS tie FROM tie t INDEXED BY tie_day
    WHERE {those}
      AND t.first_day > ''
    ORDER BY t.first_day, t.id LIMIT (SELECT most FROM dated))
  UNION ALL
  SELECT tie FROM (
    SELECT t.rowid AS tie FROM tie t INDEXED BY tie_planned
    WHERE t.modality = 'planned' AND {those}
      AND t.first_day > ''
    ORDER BY t.first_day, t.id LIMIT (SELECT plans FROM dated))
), undated(most, plans) AS MATERIALIZED (
  SELECT iif($dated, 0, iif(most > 0, most - told, most)), iif($dated, 0, iif(plans > 0, plans - told, plans))
  FROM dated, (SELECT count(*) AS told FROM days)
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
    SELECT t.rowid AS tie FROM tie t INDEXED BY tie_day
    WHERE {those}
      AND t.first_day = ''
    ORDER BY t.id LIMIT (SELECT most FROM undated))
  UNION ALL
  SELECT tie FROM (
    SELECT t.rowid AS tie FROM tie t INDEXED BY tie_planned
    WHERE t.modality = 'planned' AND {those}
      AND t.first_day = ''
    ORDER BY t.id LIMIT (SELECT plans FROM undated))
)
SELECT f.*, CASE WHEN $entity IN ('', f.subject, f.object) THEN ''
            WHEN f.subject IN (SELECT id FROM who) THEN f.subject ELSE f.object END AS via
FROM earliest CROSS JOIN tie t ON t.rowid = earliest.tie CROSS JOIN fact f ON f.tie = t.id
