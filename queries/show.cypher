// An entity and those that were merged into it.
MATCH (x:Entity {id: $entity})<-[:SAME_AS*0..1]-(e)
RETURN e.id AS id, e.type AS type, e.name AS name, coalesce(e.aliases, []) AS aliases, coalesce(e.acronym, '') AS acronym,
  coalesce(e.iso3, '') AS iso3, coalesce(e.kind, '') AS kind,
  coalesce(e.same_as, []) AS same_as, coalesce(e.links, []) AS links, CASE WHEN e = x THEN '' ELSE x.id END AS merged_into
