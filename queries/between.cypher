// The ties between $a and $b and, unless $direct, the bodies that are part of either and
// those who hold an office at any of these (but of what binds such only what binds the
// two themselves); of $types, which names them all where none are chosen. The latest $limit, of one day the best attested, or all.
CALL () {
  UNWIND [$a, $b] AS side
  MATCH (who:Entity {id: side}) RETURN side, who
  UNION
  UNWIND [$a, $b] AS side
  MATCH p = (:Entity {id: side})<-[:PART_OF*1..3]-(who:Organization)
  WHERE NOT $direct AND all(r IN relationships(p) WHERE r.modality = 'asserted')
    AND all(n IN nodes(p)[1..] WHERE n:Organization)
  RETURN side, who
  UNION
  UNWIND [$a, $b] AS side
  MATCH p = (:Entity {id: side})<-[:PART_OF*0..3]-(body)<-[h:HOLDS_POSITION {modality: 'asserted'}]-(who)
  WHERE NOT $direct AND all(r IN relationships(p)[..-1] WHERE r.modality = 'asserted')
    AND all(n IN nodes(p)[1..-1] WHERE n:Organization)
  RETURN side, who
}
WITH collect(CASE WHEN side = $a THEN who END) AS ones, collect(CASE WHEN side = $b THEN who END) AS others
CALL (ones, others) {
  WITH CASE WHEN size(ones) <= size(others) THEN [ones, others] ELSE [others, ones] END AS sides // of the fewer
  WITH sides[0] AS nears, sides[1] + [i IN range(size(sides[1]), 128) | sides[1][0]] AS fars // as in part/days.cypher
  UNWIND nears AS near
  MATCH (near)-[t:
    {types}]-(far:Entity)
  WHERE far IN fars AND {filter}
    AND (NOT type(t) IN ['HOLDS_POSITION', 'PART_OF'] OR $a IN [near.id, far.id] AND $b IN [near.id, far.id])
  WITH DISTINCT t, coalesce(t.from, t.to, '') AS day
  ORDER BY day DESC, t.independent DESC, t.confidence DESC, t.id
  LIMIT CASE WHEN $limit > 0 THEN $limit ELSE 9223372036854775807 END
  RETURN t
}
WITH ones, others, t, startNode(t) AS s, endNode(t) AS o
RETURN {fact},
  CASE WHEN $a IN [s.id, o.id] THEN '' WHEN s IN ones AND o IN others THEN s.id ELSE o.id END AS via
