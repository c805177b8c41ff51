// Who is said to hold or to have held an office of the $titles at $bodies, or any
// office where there are no $bodies, with the days of the releases that say so.
CALL () {
  UNWIND $bodies AS body
  MATCH (s:Entity)-[t:HOLDS_POSITION]->(o:Entity {id: body})
  WHERE coalesce(t.title, '') IN $titles
  RETURN s, t, o
  UNION ALL
  WITH 1 AS all WHERE size($bodies) = 0
  MATCH (s:Entity)-[t:HOLDS_POSITION]->(o:Entity)
  RETURN s, t, o
}
WITH s, t, o WHERE t.modality IN ['asserted', 'former'] AND t.confidence >= $confidence
RETURN {fact},
  COLLECT { MATCH (:Claim {tie: t.id})-[:STATED_IN]->(r:Release) RETURN DISTINCT coalesce(r.published, '') } AS days
