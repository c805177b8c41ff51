// The shortest path from $a to $b over ties; of several the one whose ids come first.
MATCH (a:Entity {id: $a}), (b:Entity {id: $b})
MATCH p = allShortestPaths((a)-[:
  {types}*..6]-(b))
WHERE all(t IN relationships(p) WHERE t.modality IN $modalities
    AND (size($types) = 0 OR type(t) IN $types)
    AND t.confidence >= $confidence
    AND ($since = '' OR coalesce(t.to, CASE WHEN t.from IS NOT NULL THEN '9999' END) + '~' >= $since)
    AND ($until = '' OR coalesce(t.from, t.to) <= $until + '~'))
  AND length(p) <= $max
WITH DISTINCT [n IN nodes(p) | n.id] AS ids
RETURN ids ORDER BY ids LIMIT 1
