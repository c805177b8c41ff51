-- The ties of $types of $a and of $b to what both are tied to, read from them or, where
-- a type is symmetric, towards them too; of the $limit best attested of these, or of all.
WITH one(side, id) AS (SELECT 'a', $a UNION ALL SELECT 'b', $b),
near(side, id, tie, weight) AS (
  SELECT side, t.object, t.id, t.independent
  FROM one CROSS JOIN json_each($types) k CROSS JOIN tie t ON t.subject = one.id AND t.type = k.value
  WHERE t.modality IN (SELECT value FROM json_each($modalities))
    AND t.confidence >= $confidence
    AND ($since = '' OR iif(t."to" <> '', t."to", iif(t."from" <> '', '9999', '')) || '~' >= $since AND t."from" || t."to" <> '')
    AND ($until = '' OR t."from" || t."to" <> '' AND iif(t."from" <> '', t."from", t."to") <= $until || '~')
  UNION ALL
  SELECT side, t.subject, t.id, t.independent
  FROM one CROSS JOIN json_each($types) k CROSS JOIN tie t ON t.object = one.id AND t.type = k.value
  WHERE t.type IN ('MET_WITH', 'COOPERATES_WITH')
    AND t.modality IN (SELECT value FROM json_each($modalities))
    AND t.confidence >= $confidence
    AND ($since = '' OR iif(t."to" <> '', t."to", iif(t."from" <> '', '9999', '')) || '~' >= $since AND t."from" || t."to" <> '')
    AND ($until = '' OR t."from" || t."to" <> '' AND iif(t."from" <> '', t."from", t."to") <= $until || '~')
), best(side, id, weight) AS (SELECT side, id, max(weight) FROM near GROUP BY side, id),
shared(id) AS (
  SELECT id FROM best GROUP BY id HAVING count(*) = 2
  ORDER BY min(weight) DESC, id LIMIT iif($limit > 0, $limit, -1)
)
SELECT near.side, fact.*
FROM shared CROSS JOIN near ON near.id = shared.id CROSS JOIN fact ON fact.tie = near.tie
