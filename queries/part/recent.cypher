// The same as readings.cypher, by going back day by day through all releases that are
// dated: quicker where very many of them mention $entity.
MATCH (x:Entity {id: $entity})
WITH COLLECT { MATCH (x)<-[:SAME_AS*0..1]-(e) RETURN e } AS own
CALL (own) {
  MATCH (r:Release) USING INDEX r:Release(published)
  WHERE r.published > '' AND EXISTS { MATCH (r)<-[:MENTIONED_IN]-(e) WHERE e IN own }
  RETURN r ORDER BY r.published DESC, r.title, r.id LIMIT $limit
}
MATCH (r)<-[m:MENTIONED_IN]-(e)
WHERE e IN own
RETURN r.id AS id, r.title AS title, coalesce(r.url, '') AS url, coalesce(r.publisher, '') AS publisher,
  r.published AS published, sum(m.count) AS count
