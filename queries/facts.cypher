// The ties of $entity, of the bodies that are part of it and of those who hold an
// office at any of these; of everybody where $entity is empty.
CALL () {
  MATCH (who:Entity) WHERE $entity = '' RETURN who
  UNION
  MATCH (who:Entity {id: $entity}) RETURN who
  UNION
  MATCH p = (:Entity {id: $entity})<-[:PART_OF*1..3]-(who:Organization)
  WHERE all(r IN relationships(p) WHERE r.modality = 'asserted') AND all(n IN nodes(p)[1..] WHERE n:Organization)
  RETURN who
  UNION
  MATCH p = (:Entity {id: $entity})<-[:PART_OF*0..3]-(body)<-[h:HOLDS_POSITION {modality: 'asserted'}]-(who)
  WHERE all(r IN relationships(p)[..-1] WHERE r.modality = 'asserted') AND all(n IN nodes(p)[1..-1] WHERE n:Organization)
  RETURN who
}
MATCH (who)-[t:
  ATTACKED|CALLED_ON|CONTRIBUTES_TO|COOPERATES_WITH|CRITICIZED|HEADQUARTERED_IN|HELD_IN|HOLDS_POSITION
  |HOSTED|LOCATED_IN|MEMBER_OF|MET_WITH|ORGANIZED|PARTICIPATED_IN|PARTNER_OF|PART_OF|PRAISED|SANCTIONED
  |SIGNED|SUCCEEDED|SUPPORTS|VISITED]-(:Entity)
WHERE t.modality IN $modalities
  AND (size($types) = 0 OR type(t) IN $types)
  AND t.confidence >= $confidence
  AND ($since = '' OR coalesce(t.to, CASE WHEN t.from IS NOT NULL THEN '9999' END) + '~' >= $since)
  AND ($until = '' OR coalesce(t.from, t.to) <= $until + '~')
WITH t, startNode(t) AS s, endNode(t) AS o, collect(who.id) AS whos
RETURN t.id AS tie, type(t) AS type, s.id AS subject, s.name AS subject_name, s.type AS subject_type,
  o.id AS object, o.name AS object_name, o.type AS object_type, t.modality AS modality,
  coalesce(t.from, '') AS from, coalesce(t.to, '') AS to, coalesce(t.title, '') AS title, coalesce(t.place, '') AS place,
  t.releases AS releases, t.independent AS independent, t.confidence AS confidence, t.claims AS claims,
  CASE WHEN $entity = '' OR $entity IN whos THEN '' WHEN s.id IN whos THEN s.id ELSE o.id END AS via
