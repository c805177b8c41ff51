// What $entity and, unless $direct, the bodies that are part of it and those who hold
// an office at any of these are tied to by the $types; the latest $limit, of one day the
// best attested, or all.
MATCH (x:Entity {id: $entity})
CALL (x) {
  RETURN x AS s
  UNION
  MATCH p = (x)<-[:PART_OF*1..3]-(s:Organization)
  WHERE NOT $direct AND all(r IN relationships(p) WHERE r.modality = 'asserted')
    AND all(n IN nodes(p)[1..] WHERE n:Organization)
  RETURN s
  UNION
  MATCH p = (x)<-[:PART_OF*0..3]-(body)<-[h:HOLDS_POSITION {modality: 'asserted'}]-(s)
  WHERE NOT $direct AND all(r IN relationships(p)[..-1] WHERE r.modality = 'asserted')
    AND all(n IN nodes(p)[1..-1] WHERE n:Organization)
  RETURN s
}
MATCH (s)-[t:HOSTED|ORGANIZED|PARTICIPATED_IN|MEMBER_OF]->(o:Entity)
WHERE {filter}
WITH t, s, o, coalesce(t.from, t.to, '') AS day
ORDER BY day DESC, t.independent DESC, t.confidence DESC, t.id
LIMIT CASE WHEN $limit > 0 THEN $limit ELSE 9223372036854775807 END
RETURN {fact},
  CASE WHEN s.id = $entity THEN '' ELSE s.id END AS via
