// Whom a release mentions, and what it calls them.
MATCH (:Release {id: $release})<-[m:MENTIONED_IN]-(e)-[:SAME_AS*0..1]->(c:Entity)
RETURN c.id AS id, c.name AS name, c.type AS type, m.count AS count, coalesce(m.name, '') AS called,
  coalesce(m.aliases, []) AS aliases, coalesce(m.acronym, '') AS acronym
