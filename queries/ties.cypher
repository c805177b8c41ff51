// The ties of $entity and, unless $direct, of the bodies that are part of it and of
// those who hold an office at any of these (but not what binds them to it); of
// everybody where $entity is empty. The latest $limit, of one day the best attested,
// or all.
{near}
  ORDER BY day DESC, t.independent DESC, t.confidence DESC, t.id
  LIMIT CASE WHEN $limit > 0 THEN $limit ELSE 9223372036854775807 END
  RETURN t
}
WITH whos, t, startNode(t) AS s, endNode(t) AS o
RETURN {fact},
  CASE WHEN $entity IN ['', s.id, o.id] THEN '' WHEN s IN whos THEN s.id ELSE o.id END AS via
