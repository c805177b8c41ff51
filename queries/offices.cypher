// The offices that $entity is said to hold or to have held: a row a claim, with the day
// of its release.
MATCH (s:Entity {id: $entity})-[t:HOLDS_POSITION]->(o:Entity)
WHERE t.modality IN ['asserted', 'former'] AND t.confidence >= $confidence
MATCH (c:Claim {tie: t.id})-[:STATED_IN]->(r:Release)
RETURN t.id AS tie, type(t) AS type, s.id AS subject, s.name AS subject_name, s.type AS subject_type,
  o.id AS object, o.name AS object_name, o.type AS object_type, t.modality AS modality,
  coalesce(t.from, '') AS from, coalesce(t.to, '') AS to, coalesce(t.title, '') AS title, coalesce(t.place, '') AS place,
  t.releases AS releases, t.independent AS independent, t.confidence AS confidence, t.claims AS claims, c.id AS claim, coalesce(r.published, '') AS published
