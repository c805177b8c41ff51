// The entities that have one of the folded $keys as a name, and those of the $ids.
CALL () {
  UNWIND $keys AS key
  MATCH (:Name {key: key})<-[:NAMED]-()-[:SAME_AS*0..1]->(c:Entity) RETURN c
  UNION
  UNWIND $ids AS id
  MATCH (c:Entity {id: id}) RETURN c
  UNION
  UNWIND $ids AS id
  MATCH (:Merged {id: id})-[:SAME_AS]->(c:Entity) RETURN c
}
RETURN c.id AS id, c.name AS name, c.type AS type, reduce(n = 0, e IN [(c)<-[:SAME_AS*0..1]-(e) | e] | n + coalesce(e.mentions, 0)) AS mentions
