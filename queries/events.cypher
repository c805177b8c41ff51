// What $entity and, unless $direct, the bodies that are part of it and those who hold
// an office at any of these are tied to by the $types; the latest $limit, or all.
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
WHERE type(t) IN $types
  AND t.modality IN $modalities
  AND t.confidence >= $confidence
  AND ($since = '' OR coalesce(t.to, CASE WHEN t.from IS NOT NULL THEN '9999' END) + '~' >= $since)
  AND ($until = '' OR coalesce(t.from, t.to) <= $until + '~')
WITH t, s, o, coalesce(t.from, t.to, '') AS day ORDER BY day DESC
WITH collect([t, s, o, day]) AS found
UNWIND CASE WHEN $limit > 0 AND size(found) > $limit
  THEN [f IN found WHERE f[3] >= found[$limit - 1][3]] ELSE found END AS f // and all others of the last day
WITH f[0] AS t, f[1] AS s, f[2] AS o
RETURN t.id AS tie, type(t) AS type, s.id AS subject, s.name AS subject_name, s.type AS subject_type,
  o.id AS object, o.name AS object_name, o.type AS object_type, t.modality AS modality,
  coalesce(t.from, '') AS from, coalesce(t.to, '') AS to, coalesce(t.title, '') AS title, coalesce(t.place, '') AS place,
  t.releases AS releases, t.independent AS independent, t.confidence AS confidence, t.claims AS claims,
  CASE WHEN s.id = $entity THEN '' ELSE s.id END AS via
