// How often $entity is mentioned, and in how many releases.
MATCH (:Entity {id: $entity})<-[:SAME_AS*0..1]-()-[m:MENTIONED_IN]->(r:Release)
RETURN coalesce(sum(m.count), 0) AS mentions, count(DISTINCT r) AS releases
