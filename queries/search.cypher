// The claims by their sentence, and the releases by their title, that hold all words
// of $words, a full-text query.
CALL db.index.fulltext.queryNodes('passages', $words) YIELD node
CALL (node) {
  WITH node WHERE node:Claim
  MATCH (node)-[:STATED_IN]->(r:Release)
  MATCH (node)-[:SUBJECT]->()-[:SAME_AS*0..1]->(s:Entity)
  MATCH (node)-[:OBJECT]->()-[:SAME_AS*0..1]->(o:Entity)
  RETURN node.quote AS text, node.start AS start, node.type AS type, node.modality AS modality, s.name AS subject_name, o.name AS object_name,
    node.confidence AS confidence, coalesce(node.tie, '') AS tie, r
  UNION ALL
  WITH node WHERE node:Release
  RETURN node.title AS text, -1 AS start, '' AS type, '' AS modality, '' AS subject_name, '' AS object_name,
    0.0 AS confidence, '' AS tie, node AS r
}
RETURN node.id AS id, text, start, type, modality, subject_name, object_name, confidence, tie,
  r.id AS release, r.title AS title, coalesce(r.url, '') AS url, coalesce(r.publisher, '') AS publisher, coalesce(r.published, '') AS published
