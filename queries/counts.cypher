// How many ties $entity has, by type, meetings by modality too, and how many are its
// members. Of other ties no property is read: that is most of the work where they are many.
MATCH (x:Entity {id: $entity})
CALL (x) {
  MATCH (x)-[t:
    {types}]-()
  WITH type(t) AS type, count(*) AS ties
  WHERE type <> 'MET_WITH'
  RETURN type, '' AS modality, ties, 0 AS members
  UNION ALL
  MATCH (x)-[t:MET_WITH]-()
  RETURN 'MET_WITH' AS type, t.modality AS modality, count(*) AS ties, 0 AS members
  UNION ALL
  MATCH (x)<-[t:MEMBER_OF {modality: 'asserted'}]-(y)
  RETURN 'MEMBER_OF' AS type, '' AS modality, 0 AS ties, count(DISTINCT y) AS members
}
RETURN type, modality, ties, members
