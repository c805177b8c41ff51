// The folded names, with their entities, of those in whose names any of the $words is.
// Of words that very many have, only some count.
CALL db.index.fulltext.queryNodes('names', reduce(q = '', w IN $words | q + CASE q WHEN '' THEN '"' ELSE ' OR "' END + w + '"'), {limit: 500}) YIELD node
MATCH (node)<-[:NAMED]-()-[:SAME_AS*0..1]->(c:Entity)
RETURN DISTINCT node.key AS key, c.id AS id
