// What ties there are around $entity to choose from: their number by type and modality, and
// that of the others by their type.
MATCH (x:Entity {id: $entity})-[t:
  {types}]-(e:Entity)
WHERE e <> x AND {filter} AND {source}
WITH collect({id: e.id, kind: e.type, type: type(t), modality: t.modality}) AS of
CALL (of) {
  UNWIND of AS o RETURN 'type' AS by, o.type AS what, count(*) AS n
  UNION ALL
  UNWIND of AS o RETURN 'modality' AS by, o.modality AS what, count(*) AS n
  UNION ALL
  UNWIND of AS o RETURN 'kind' AS by, o.kind AS what, count(DISTINCT o.id) AS n
}
RETURN by, what, n
