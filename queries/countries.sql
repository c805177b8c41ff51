-- How many ties $entity itself has with each country, by type and modality.
WITH own(other, type, modality) AS (
  SELECT t.object, t.type, t.modality FROM tie t INDEXED BY tie_subject
  WHERE t.subject = $entity AND t.object <> $entity AND {filter} AND {source}
  UNION ALL
  SELECT t.subject, t.type, t.modality FROM tie t INDEXED BY tie_object
  WHERE t.object = $entity AND t.subject <> $entity AND {filter} AND {source}
)
SELECT e.id AS id, e.name AS name, e.iso3 AS iso3, own.type AS type, own.modality AS modality, count(*) AS n
FROM own CROSS JOIN entity e ON e.id = own.other AND e.type = 'Country'
GROUP BY e.id, own.type, own.modality
