-- What there is around $entity to choose from: ties by type, ties by modality, and others
-- by their type, each under what is chosen of the other two ($chosen types, $holding
-- modalities, $kinds of others; none is all of them).
WITH own(other, type, modality) AS (
  SELECT t.object, t.type, t.modality FROM tie t INDEXED BY tie_subject
  WHERE t.subject = $entity AND t.object <> $entity AND {filter} AND {source}
  UNION ALL
  SELECT t.subject, t.type, t.modality FROM tie t INDEXED BY tie_object
  WHERE t.object = $entity AND t.subject <> $entity AND {filter} AND {source}
), of(other, kind, type, modality, by_type, by_modality, by_kind) AS MATERIALIZED (
  SELECT other, e.type, own.type, own.modality,
    json_array_length($chosen) = 0 OR own.type IN (SELECT value FROM json_each($chosen)),
    json_array_length($holding) = 0 OR own.modality IN (SELECT value FROM json_each($holding)),
    json_array_length($kinds) = 0 OR e.type IN (SELECT value FROM json_each($kinds))
  FROM own JOIN entity e ON e.id = own.other
)
SELECT 'type' AS by, type AS what, count(*) AS n FROM of WHERE by_modality AND by_kind GROUP BY type
UNION ALL SELECT 'modality', modality, count(*) FROM of WHERE by_type AND by_kind GROUP BY modality
UNION ALL SELECT 'kind', kind, count(DISTINCT other) FROM of WHERE by_type AND by_modality GROUP BY kind
