// The claims of some ties, of a release or a pair of entities, or one claim.
CALL () {
  MATCH (c:Claim {id: $claim}) RETURN c
  UNION
  UNWIND $ties AS tie
  MATCH (c:Claim {tie: tie}) RETURN c
  UNION
  MATCH (c:Claim)-[:STATED_IN]->(:Release {id: $release}) RETURN c
  UNION
  MATCH (a:Entity {id: $a}) MATCH (b:Entity {id: $b}) // of whichever has fewer
  WITH a, b, COUNT { (a)<-[:SUBJECT]-() } + COUNT { (a)<-[:OBJECT]-() } < COUNT { (b)<-[:SUBJECT]-() } + COUNT { (b)<-[:OBJECT]-() } AS fewer
  WITH CASE WHEN fewer THEN a ELSE b END AS few, CASE WHEN fewer THEN b ELSE a END AS many
  WITH few, COLLECT { MATCH (many)<-[:SAME_AS*0..1]-(y) RETURN y } AS far
  MATCH (few)<-[:SAME_AS*0..1]-(x)<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(y)
  WHERE y IN far
  RETURN DISTINCT c
}
MATCH (c)-[:STATED_IN]->(r:Release)
MATCH (c)-[:SUBJECT]->(s)-[:SAME_AS*0..1]->(sc:Entity)
MATCH (c)-[:OBJECT]->(o)-[:SAME_AS*0..1]->(oc:Entity)
RETURN c.id AS id, c.type AS type, s.id AS subject, o.id AS object, c.modality AS modality,
  coalesce(c.from, '') AS from, coalesce(c.to, '') AS to, coalesce(c.title, '') AS title, coalesce(c.place, '') AS place,
  coalesce(c.attributed_to, '') AS attributed_to, r.id AS release, c.quote AS quote, c.start AS start, c.end AS end,
  c.confidence AS confidence, c.rule AS rule, coalesce(c.tie, '') AS tie, sc.name AS subject_name, oc.name AS object_name,
  r.title AS release_title, coalesce(r.url, '') AS url, coalesce(r.publisher, '') AS publisher,
  coalesce(r.published, '') AS published
