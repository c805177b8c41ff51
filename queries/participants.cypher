// Who is tied to $entity, an event, by the $types.
MATCH (s:Entity)-[t:HOSTED|ORGANIZED|PARTICIPATED_IN]->(o:Entity {id: $entity})
WHERE {filter}
RETURN {fact}
