// How many ties $entity itself has with each country, by type and modality.
MATCH (x:Entity {id: $entity})-[t:
  {types}]-(e:Entity)
WHERE e <> x AND e.type = 'Country' AND {filter} AND {source}
RETURN e.id AS id, e.name AS name, coalesce(e.iso3, '') AS iso3, type(t) AS type, t.modality AS modality, count(*) AS n
