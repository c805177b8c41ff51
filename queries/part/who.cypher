CALL () {
  WITH 1 AS all WHERE $entity = ''
  MATCH (who:Entity) RETURN who
  UNION
  MATCH (:Entity {id: $entity}) (()<-[:PART_OF {modality: 'asserted'}]-(:Organization)){0,3} (who)
  WHERE NOT $direct OR who.id = $entity
  RETURN who
  UNION
  MATCH (:Entity {id: $entity}) (()<-[:PART_OF {modality: 'asserted'}]-(:Organization)){0,3} (body)
  MATCH (body)<-[:HOLDS_POSITION {modality: 'asserted'}]-(who)
  WHERE NOT $direct
  RETURN who
}
