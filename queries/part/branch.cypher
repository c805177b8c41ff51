  MATCH (s:Entity)-[t:TYPE]->(o:Entity) USING INDEX t:TYPE(day)
  WHERE t.day > '' AND t.day <= $until + '~'
    AND t.modality IN $modalities AND t.confidence >= $confidence
    AND ($since = '' OR coalesce(t.to, CASE WHEN t.from IS NOT NULL THEN '9999' END) + '~' >= $since)
    AND ($entity = '' OR s.id IN $who OR o.id IN $who)
    AND ($entity IN ['', s.id, o.id] OR NOT 'TYPE' IN ['HOLDS_POSITION', 'PART_OF'])
  RETURN t ORDER BY ORDERING LIMIT $limit
