body(id, depth) AS (
  SELECT $entity, 0 WHERE $entity <> ''
  UNION
  SELECT t.subject, depth + 1 FROM body
  CROSS JOIN tie t ON t.object = body.id AND t.type = 'PART_OF' AND t.modality = 'asserted'
  JOIN entity e ON e.id = t.subject AND e.type = 'Organization'
  WHERE NOT $direct AND depth < 3
), who(id) AS MATERIALIZED (
  SELECT id FROM body
  UNION
  SELECT t.subject FROM body
  CROSS JOIN tie t ON t.object = body.id AND t.type = 'HOLDS_POSITION' AND t.modality = 'asserted'
  WHERE NOT $direct
), near(tie) AS MATERIALIZED ( -- the ties of those, but of very many only some
  SELECT t.rowid FROM who CROSS JOIN tie t INDEXED BY tie_subject ON t.subject = who.id
  WHERE {filter}
    AND ($entity IN (t.subject, t.object) OR t.type NOT IN ('HOLDS_POSITION', 'PART_OF'))
  UNION ALL
  SELECT t.rowid FROM who CROSS JOIN tie t INDEXED BY tie_object ON t.object = who.id
  WHERE {filter}
    AND ($entity IN (t.subject, t.object) OR t.type NOT IN ('HOLDS_POSITION', 'PART_OF'))
    AND t.subject NOT IN (SELECT id FROM who)
  LIMIT iif($limit > 0, (SELECT n + 1 FROM some), -1)
), many(yes) AS MATERIALIZED ( -- then it is quicker to go day by day through the ties of all
  SELECT $entity = '' OR $limit > 0 AND (SELECT count(*) FROM near) > (SELECT n FROM some)
)
