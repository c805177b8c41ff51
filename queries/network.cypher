// The next $page entities after $after, by id, and those that each has a tie to.
MATCH (e:Entity) WHERE e.id > $after
WITH e ORDER BY e.id LIMIT $page
OPTIONAL MATCH (e)-[t:
  {types}]->(o:Entity)
WHERE {filter}
WITH e.id AS id, collect(DISTINCT o.id) AS next
RETURN id, next ORDER BY id
