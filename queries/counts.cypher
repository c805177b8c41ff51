// How many ties $entity has, by type, meetings by modality too, and how many are its
// members. Of other ties Neo4j knows how many a node has without a look at each.
MATCH (x:Entity {id: $entity})
CALL (x) {
  UNWIND {pertype} AS of
  WITH of WHERE of.ties > 0 AND of.type <> 'MET_WITH'
  RETURN of.type AS type, '' AS modality, of.ties AS ties, 0 AS members
  UNION ALL
  MATCH (x)-[t:MET_WITH]-()
  RETURN 'MET_WITH' AS type, t.modality AS modality, count(*) AS ties, 0 AS members
  UNION ALL
  MATCH (x)<-[t:MEMBER_OF {modality: 'asserted'}]-(y)
  RETURN 'MEMBER_OF' AS type, '' AS modality, 0 AS ties, count(DISTINCT y) AS members
}
RETURN type, modality, ties, members
