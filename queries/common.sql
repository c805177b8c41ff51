-- The ties of $types of $a and of $b to what both are tied to, read from them or, where
-- a type is symmetric, towards them too; of the $limit best attested of these, or of all.
WITH one(side, id) AS (SELECT 'a', $a UNION ALL SELECT 'b', $b),
near(side, id, tie) AS MATERIALIZED (
  SELECT side, t.object, t.rowid
  FROM one CROSS JOIN json_each($types) k CROSS JOIN tie t INDEXED BY tie_subject ON t.subject = one.id AND t.type = k.value
  WHERE {filter}
  UNION ALL
  SELECT side, t.subject, t.rowid
  FROM one CROSS JOIN json_each($types) k CROSS JOIN tie t INDEXED BY tie_object ON t.object = one.id AND t.type = k.value
  WHERE t.type IN ('MET_WITH', 'COOPERATES_WITH') AND {filter}
), both(id) AS MATERIALIZED (
  SELECT id FROM near WHERE side = 'a' INTERSECT SELECT id FROM near WHERE side = 'b'
), weighed(side, id, tie, weight) AS MATERIALIZED (
  SELECT near.side, near.id, near.tie, t.independent FROM near CROSS JOIN tie t ON t.rowid = near.tie WHERE near.id IN (SELECT id FROM both)
), best(side, id, weight) AS (SELECT side, id, max(weight) FROM weighed GROUP BY side, id),
shared(id) AS (
  SELECT id FROM best GROUP BY id
  ORDER BY min(weight) DESC, id LIMIT iif($limit > 0, $limit, -1)
)
SELECT f.*
FROM shared CROSS JOIN weighed ON weighed.id = shared.id CROSS JOIN tie t ON t.rowid = weighed.tie CROSS JOIN fact f ON f.tie = t.id
