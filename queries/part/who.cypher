CALL () {
  WITH 1 AS all WHERE $entity = ''
  MATCH (who:Entity) RETURN who
  UNION
  MATCH (who:Entity {id: $entity}) RETURN who
  UNION
  MATCH p = (:Entity {id: $entity})<-[:PART_OF*1..3]-(who:Organization)
  WHERE NOT $direct AND all(r IN relationships(p) WHERE r.modality = 'asserted')
    AND all(n IN nodes(p)[1..] WHERE n:Organization)
  RETURN who
  UNION
  MATCH p = (:Entity {id: $entity})<-[:PART_OF*0..3]-(body)<-[h:HOLDS_POSITION {modality: 'asserted'}]-(who)
  WHERE NOT $direct AND all(r IN relationships(p)[..-1] WHERE r.modality = 'asserted')
    AND all(n IN nodes(p)[1..-1] WHERE n:Organization)
  RETURN who
}
