// Every folded name and the entity that it stands for.
MATCH (n:Name)<-[:NAMED]-()-[:SAME_AS*0..1]->(c:Entity)
RETURN DISTINCT n.key AS key, c.id AS id
