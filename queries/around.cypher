// Those whom $entity is tied to, of $kinds or of any: the $limit best attested, with how
// many there are and how many ties lead to them.
MATCH (x:Entity {id: $entity})-[t:
  {types}]-(e:Entity)
WHERE e <> x AND {filter} AND {source} AND (size($kinds) = 0 OR e.type IN $kinds)
WITH e.id AS id, count(*) AS n, sum(t.independent) AS attested, max(t.confidence) AS sure
ORDER BY attested DESC, sure DESC, id
WITH collect(id) AS ids, sum(n) AS ties
UNWIND ids[..$limit] AS id
RETURN id, size(ids) AS neighbours, ties
