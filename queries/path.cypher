// The shortest path from $a to $b over ties, of 6 or what else stands here; of several the
// one whose ids come first. No WHERE can tell how long it may be: where the shortest were
// longer, Neo4j would try all.
MATCH (a:Entity {id: $a}), (b:Entity {id: $b})
MATCH p = allShortestPaths((a)-[:
  {types}*..6]-(b))
WHERE all(t IN relationships(p) WHERE t.modality IN $modalities
    AND (size($types) = 0 OR type(t) IN $types)
    AND t.confidence >= $confidence
    AND ($since = '' OR coalesce(t.to, CASE WHEN t.from IS NOT NULL THEN '9999' END) + '~' >= $since)
    AND ($until = '' OR coalesce(t.from, t.to) <= $until + '~'))
WITH DISTINCT [n IN nodes(p) | n.id] AS ids
RETURN ids ORDER BY ids LIMIT 1
