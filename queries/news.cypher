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
  ATTACKED|CALLED_ON|CONTRIBUTES_TO|COOPERATES_WITH|CRITICIZED|HEADQUARTERED_IN|HELD_IN|HOLDS_POSITION
  |HOSTED|LOCATED_IN|MEMBER_OF|MET_WITH|ORGANIZED|PARTICIPATED_IN|PARTNER_OF|PART_OF|PRAISED|SANCTIONED
  |SIGNED|SUCCEEDED|SUPPORTS|VISITED]-(:Entity)
WHERE t.id = tie AND (size($types) = 0 OR type(t) IN $types) AND t.confidence >= $confidence
WITH DISTINCT t, told, startNode(t) AS s, endNode(t) AS o
WHERE $entity = '' OR $entity IN [s.id, o.id]
RETURN t.id AS tie, type(t) AS type, s.id AS subject, s.name AS subject_name, s.type AS subject_type,
  o.id AS object, o.name AS object_name, o.type AS object_type, t.modality AS modality,
  coalesce(t.from, '') AS from, coalesce(t.to, '') AS to, coalesce(t.title, '') AS title, coalesce(t.place, '') AS place,
  t.releases AS releases, t.independent AS independent, t.confidence AS confidence, t.claims AS claims, told
