// To how many others each of $ids is tied, by ties of any kind.
UNWIND $ids AS id
MATCH (x:Entity {id: id})
OPTIONAL MATCH (x)-[:
  {types}]-(y:Entity)
WHERE y <> x
RETURN id, count(DISTINCT y) AS neighbours
