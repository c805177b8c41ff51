-- What ties there are around $entity to choose from: their number by type and modality, and
-- that of the others by their type.
WITH own(other, type, modality) AS (
  SELECT t.object, t.type, t.modality FROM tie t INDEXED BY tie_subject
  WHERE t.subject = $entity AND t.object <> $entity AND {filter} AND {source}
  UNION ALL
  SELECT t.subject, t.type, t.modality FROM tie t INDEXED BY tie_object
  WHERE t.object = $entity AND t.subject <> $entity AND {filter} AND {source}
), of(other, kind, type, modality) AS MATERIALIZED (
  SELECT other, e.type, own.type, own.modality FROM own JOIN entity e ON e.id = own.other
)
SELECT 'type' AS by, type AS what, count(*) AS n FROM of GROUP BY type
UNION ALL SELECT 'modality', modality, count(*) FROM of GROUP BY modality
UNION ALL SELECT 'kind', kind, count(DISTINCT other) FROM of GROUP BY kind
