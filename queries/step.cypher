// The ties between $a and $b, in either direction.
MATCH (:Entity {id: $a})-[t:
  {types}]-(:Entity {id: $b})
WHERE {filter}
WITH t, startNode(t) AS s, endNode(t) AS o
RETURN {fact}
