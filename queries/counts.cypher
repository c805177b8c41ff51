// How many ties $entity has, by type and modality, and how many are its members.
MATCH (x:Entity {id: $entity})-[t:
  {types}]-(y:Entity)
RETURN type(t) AS type, t.modality AS modality, count(*) AS ties,
  count(DISTINCT CASE WHEN type(t) = 'MEMBER_OF' AND t.modality = 'asserted' AND endNode(t) = x THEN y END) AS members
