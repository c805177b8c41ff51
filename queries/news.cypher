// The ties, of $entity or of all, that a release of the day $since or later is the
// first to state.
MATCH (r:Release)<-[:STATED_IN]-(c:Claim)
WHERE r.published >= $since AND c.tie IS NOT NULL
WITH DISTINCT c.tie AS tie
MATCH (d:Claim {tie: tie})-[:STATED_IN]->(q:Release)
WITH tie, min(q.published) AS told, head(collect(d)) AS c
WHERE told >= $since
MATCH (c)-[:SUBJECT]->()-[:SAME_AS*0..1]->(x:Entity)
MATCH (x)-[t:
  {types}]-(:Entity)
WHERE t.id = tie AND (size($types) = 0 OR type(t) IN $types) AND t.confidence >= $confidence
WITH DISTINCT t, told, startNode(t) AS s, endNode(t) AS o
WHERE $entity = '' OR $entity IN [s.id, o.id]
RETURN {fact}, told
