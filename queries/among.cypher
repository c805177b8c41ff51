// The ties among $ids.
UNWIND $ids AS id
MATCH (s:Entity {id: id})-[t:
  {types}]->(o:Entity)
WHERE o.id IN $ids AND o <> s AND {filter} AND {source}
RETURN {fact}
