  MATCH (s:Entity)-[t:TYPE]->(o:Entity) USING INDEX t:TYPE(day)
  WHERE t.day > '' AND t.day <= $until + '~'
  AND {filter}
    AND ($entity = '' OR s.id IN $who OR o.id IN $who)
    AND ($entity IN ['', s.id, o.id] OR NOT 'TYPE' IN ['HOLDS_POSITION', 'PART_OF'])
  RETURN t ORDER BY ORDERING LIMIT $limit
