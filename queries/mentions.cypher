// How often $entity is mentioned, and in how many releases.
MATCH (x:Entity {id: $entity})
WITH x, COLLECT { MATCH (x)<-[:SAME_AS]-(e) RETURN e } AS others
RETURN reduce(n = coalesce(x.mentions, 0), e IN others | n + coalesce(e.mentions, 0)) AS mentions,
  CASE size(others) WHEN 0 THEN COUNT { (x)-[:MENTIONED_IN]->() }
  ELSE COUNT { MATCH (x)<-[:SAME_AS*0..1]-()-[:MENTIONED_IN]->(r) RETURN DISTINCT r } END AS releases
