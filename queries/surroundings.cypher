// What there is around $entity to choose from: ties by type, ties by modality, and others
// by their type, each under what is chosen of the other two ($chosen types, $holding
// modalities, $kinds of others; none is all of them).
MATCH (x:Entity {id: $entity})-[t:
  {types}]-(e:Entity)
WHERE e <> x AND {filter} AND {source}
WITH collect({id: e.id, kind: e.type, type: type(t), modality: t.modality,
  byType: size($chosen) = 0 OR type(t) IN $chosen, byModality: size($holding) = 0 OR t.modality IN $holding,
  byKind: size($kinds) = 0 OR e.type IN $kinds}) AS of
CALL (of) {
  UNWIND of AS o WITH o WHERE o.byModality AND o.byKind RETURN 'type' AS by, o.type AS what, count(*) AS n
  UNION ALL
  UNWIND of AS o WITH o WHERE o.byType AND o.byKind RETURN 'modality' AS by, o.modality AS what, count(*) AS n
  UNION ALL
  UNWIND of AS o WITH o WHERE o.byType AND o.byModality RETURN 'kind' AS by, o.kind AS what, count(DISTINCT o.id) AS n
}
RETURN by, what, n
