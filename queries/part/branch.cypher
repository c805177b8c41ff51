  MATCH (s)-[t:TYPE]->(o) USING INDEX t:TYPE(modality, day)
  WHERE t.day >= $first AND t.day <= $last
    AND {filter}
    AND ($entity = '' OR s IN whos OR o IN whos)
    AND ($entity IN ['', s.id, o.id] OR NOT 'TYPE' IN ['HOLDS_POSITION', 'PART_OF'])
  RETURN t ORDER BY ORDERING LIMIT $limit
