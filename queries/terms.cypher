// The offices that $entity is said to hold or to have held, with the days of the
// releases that say so.
MATCH (s:Entity {id: $entity})-[t:HOLDS_POSITION]->(o:Entity)
WHERE t.modality IN ['asserted', 'former'] AND t.confidence >= $confidence
RETURN {fact},
  COLLECT { MATCH (:Claim {tie: t.id})-[:STATED_IN]->(r:Release) RETURN DISTINCT coalesce(r.published, '') } AS days
