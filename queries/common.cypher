// The ties of $types of $a and of $b to what both are tied to, read from them or, where
// a type is symmetric, towards them too; of the $limit best attested of these, or of all.
UNWIND [['a', $a], ['b', $b]] AS one
MATCH (e:Entity {id: one[1]})-[t:
  {types}]-(x:Entity)
WHERE {filter} AND (startNode(t) = e OR type(t) IN ['MET_WITH', 'COOPERATES_WITH'])
WITH x, one[0] AS side, collect(t) AS ties, max(t.independent) AS weight
WITH x, collect([side, ties]) AS sides, min(weight) AS weight
WHERE size(sides) = 2
WITH x, sides, weight ORDER BY weight DESC, x.id
WITH collect(sides) AS found
UNWIND CASE WHEN $limit > 0 THEN found[..$limit] ELSE found END AS sides
UNWIND sides AS one
UNWIND one[1] AS t
WITH t, startNode(t) AS s, endNode(t) AS o
RETURN {fact}
