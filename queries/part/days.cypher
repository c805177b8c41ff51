CALL () {
  WHO
  WITH collect(who) AS whos // Neo4j looks through 128 one by one, and makes a set of more
  RETURN whos + [i IN range(size(whos), 128) | whos[0]] AS whos
}
CALL (whos) {
BRANCHES
}
WITH whos, t ORDER BY ORDERING LIMIT $limit
WITH whos, t, startNode(t) AS s, endNode(t) AS o
RETURN {fact},
  CASE WHEN $entity IN ['', s.id, o.id] THEN '' WHEN s IN whos THEN s.id ELSE o.id END AS via
