// All ties of the type and the ends of each of the $keys.
UNWIND $keys AS k
MATCH (s:Entity {id: k.subject})-[t:
  {types}]->(o:Entity {id: k.object})
WHERE type(t) = k.type
WITH DISTINCT t, s, o
RETURN {fact}
