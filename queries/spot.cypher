// Those of the folded $keys that are names of entities.
UNWIND $keys AS key
MATCH (n:Name {key: key})<-[:NAMED]-(:Entity)
RETURN DISTINCT n.key AS key
