// The folded names, with their entities, that hold all $words; the rarest had better
// come first.
CALL db.index.fulltext.queryNodes('names', reduce(q = '', w IN $words | q + CASE q WHEN '' THEN '"' ELSE ' AND "' END + w + '"')) YIELD node
MATCH (node)<-[:NAMED]-()-[:SAME_AS*0..1]->(c:Entity)
RETURN DISTINCT node.key AS key, c.id AS id
