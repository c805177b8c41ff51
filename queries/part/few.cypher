  UNWIND $who AS id
  MATCH (:Entity {id: id})-[t:TYPES]-(:Entity)
  WHERE t.day > '' AND t.day <= $until + '~'
    AND t.modality IN $modalities AND t.confidence >= $confidence
    AND ($since = '' OR coalesce(t.to, CASE WHEN t.from IS NOT NULL THEN '9999' END) + '~' >= $since)
    AND ($entity IN [startNode(t).id, endNode(t).id] OR NOT type(t) IN ['HOLDS_POSITION', 'PART_OF'])
  WITH DISTINCT t
  RETURN t ORDER BY ORDERING LIMIT $limit
