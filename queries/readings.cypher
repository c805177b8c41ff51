// The latest $limit releases that mention $entity. Where those are more than $many it is
// quicker to go back day by day through all releases that are dated.
MATCH (x:Entity {id: $entity})
WITH COLLECT { MATCH (x)<-[:SAME_AS*0..1]-(e) RETURN e } AS own
WITH own, reduce(n = 0, e IN own | n + COUNT { (e)-[:MENTIONED_IN]->() }) > $many AS many
CALL (own, many) {
  WITH own, many
  WHERE NOT many
  UNWIND own AS e
  MATCH (e)-[:MENTIONED_IN]->(r:Release)
  WITH DISTINCT r
  RETURN r ORDER BY coalesce(r.published, '') DESC, r.title, r.id LIMIT $limit
  UNION ALL
  WITH own, many
  WHERE many
  MATCH (r:Release) USING INDEX r:Release(published)
  WHERE r.published > '' AND EXISTS { MATCH (r)<-[:MENTIONED_IN]-(e) WHERE e IN own }
  RETURN r ORDER BY r.published DESC, r.title, r.id LIMIT $limit
}
CALL (own, r) {
  MATCH (r)<-[m:MENTIONED_IN]-(e)
  WHERE e IN own
  RETURN sum(m.count) AS count
}
RETURN r.id AS id, r.title AS title, coalesce(r.url, '') AS url, coalesce(r.publisher, '') AS publisher,
  coalesce(r.published, '') AS published, count
