CALL () {
BRANCHES
}
WITH DISTINCT t, coalesce(t.day, '') AS day ORDER BY ORDERING LIMIT $limit
WITH t, startNode(t) AS s, endNode(t) AS o
RETURN {fact},
  CASE WHEN $entity IN ['', s.id, o.id] THEN '' WHEN s.id IN $who THEN s.id ELSE o.id END AS via
