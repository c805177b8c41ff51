// The members of $entity; with $on, those who were members on that day.
MATCH (s:Entity)-[t:MEMBER_OF]->(o:Entity {id: $entity})
WHERE ($on = '' OR (t.from IS NULL OR t.from <= $on + '~')
    AND (t.to IS NULL AND t.modality <> 'former' OR t.to + '~' >= $on))
  AND {filter}
RETURN {fact}
