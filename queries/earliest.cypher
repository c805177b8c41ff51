// The ties of $entity and, unless $direct, of the bodies that are part of it and of
// those who hold an office at any of these (but not what binds them to it); of
// everybody where $entity is empty. The earliest $limit, or all; then, unless only
// those that are $dated are wanted, the undated.
{near}
  WHERE NOT $dated OR day <> ''
  ORDER BY day = '', day, t.id
  LIMIT CASE WHEN $limit > 0 THEN $limit ELSE 9223372036854775807 END
  RETURN t
}
WITH whos, t, startNode(t) AS s, endNode(t) AS o
RETURN {fact},
  CASE WHEN $entity IN ['', s.id, o.id] THEN '' WHEN s IN whos THEN s.id ELSE o.id END AS via
