-- The ties between $a and $b and, unless $direct, the bodies that are part of either and
-- those who hold an office at any of these (but of what binds such only what binds the
-- two themselves); of $types, which names them all where none are chosen. The latest $limit, of one day the best attested, or all.
WITH RECURSIVE body(side, id, depth) AS (
  VALUES (1, $a, 0), (2, $b, 0)
  UNION
  SELECT side, t.subject, depth + 1 FROM body
  CROSS JOIN tie t ON t.object = body.id AND t.type = 'PART_OF' AND t.modality = 'asserted'
  JOIN entity e ON e.id = t.subject AND e.type = 'Organization'
  WHERE NOT $direct AND depth < 3
), who(side, id) AS MATERIALIZED (
  SELECT side, id FROM body
  UNION
  SELECT side, t.subject FROM body
  CROSS JOIN tie t ON t.object = body.id AND t.type = 'HOLDS_POSITION' AND t.modality = 'asserted'
  WHERE NOT $direct
), one(id) AS MATERIALIZED (
  SELECT id FROM who WHERE side = 1
), other(id) AS MATERIALIZED (
  SELECT id FROM who WHERE side = 2
), fewer(yes) AS MATERIALIZED ( -- of one; otherwise the ties of the others are gone through
  SELECT (SELECT count(*) FROM one) <= (SELECT count(*) FROM other)
), near(id) AS MATERIALIZED (
  SELECT id FROM one WHERE (SELECT yes FROM fewer) UNION ALL SELECT id FROM other WHERE NOT (SELECT yes FROM fewer)
), far(id) AS MATERIALIZED (
  SELECT id FROM other WHERE (SELECT yes FROM fewer) UNION ALL SELECT id FROM one WHERE NOT (SELECT yes FROM fewer)
), few(yes) AS MATERIALIZED ( -- then each pair is looked up
  SELECT (SELECT count(*) FROM one) * (SELECT count(*) FROM other) <= 50
), pair(subject, object) AS (
  SELECT one.id, other.id FROM one CROSS JOIN other WHERE (SELECT yes FROM few)
  UNION ALL
  SELECT other.id, one.id FROM one CROSS JOIN other WHERE (SELECT yes FROM few)
), found(tie) AS (
  SELECT t.rowid FROM pair CROSS JOIN json_each($types) k CROSS JOIN json_each($modalities) m
  CROSS JOIN tie t INDEXED BY tie_subject ON t.subject = pair.subject AND t.type = k.value AND t.modality = m.value AND t.object = pair.object
  WHERE {filter}
  UNION
  SELECT t.rowid FROM near CROSS JOIN tie t INDEXED BY tie_subject ON t.subject = near.id
  WHERE NOT (SELECT yes FROM few) AND t.object IN (SELECT id FROM far) AND {filter}
  UNION
  SELECT t.rowid FROM near CROSS JOIN tie t INDEXED BY tie_object ON t.object = near.id
  WHERE NOT (SELECT yes FROM few) AND t.subject IN (SELECT id FROM far) AND {filter}
)
SELECT f.*, CASE WHEN $a IN (f.subject, f.object) THEN ''
            WHEN f.subject IN (SELECT id FROM one) AND f.object IN (SELECT id FROM other) THEN f.subject ELSE f.object END AS via
FROM found CROSS JOIN tie t ON t.rowid = found.tie CROSS JOIN fact f ON f.tie = t.id
WHERE t.type NOT IN ('HOLDS_POSITION', 'PART_OF') OR $a IN (t.subject, t.object) AND $b IN (t.subject, t.object)
ORDER BY t.first_day DESC, t.independent DESC, t.confidence DESC, t.id
LIMIT iif($limit > 0, $limit, -1)
