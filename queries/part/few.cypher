  UNWIND $who AS id
  MATCH (:Entity {id: id})-[t:TYPES]-(:Entity)
  WHERE t.day > ''
  AND {filter}
    AND ($entity IN [startNode(t).id, endNode(t).id] OR NOT type(t) IN ['HOLDS_POSITION', 'PART_OF'])
  WITH DISTINCT t
  RETURN t ORDER BY ORDERING LIMIT $limit
