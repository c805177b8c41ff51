CALL () {
  WHO
  RETURN collect(who) AS whos
}
CALL (whos) {
BRANCHES
}
WITH whos, t ORDER BY ORDERING LIMIT $limit
WITH whos, t, startNode(t) AS s, endNode(t) AS o
RETURN {fact},
  CASE WHEN $entity IN ['', s.id, o.id] THEN '' WHEN s IN whos THEN s.id ELSE o.id END AS via
