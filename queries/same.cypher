// All ties of the $modalities that have the type and the ends of one of the $keys.
UNWIND $keys AS k
MATCH (s:Entity {id: k.subject})-[t:
  {types}]->(o:Entity {id: k.object})
WHERE type(t) = k.type AND t.modality IN $modalities
WITH DISTINCT t, s, o
RETURN {fact}
