// The ties of $types of $a and of $b to what both are tied to, read from them or, where
// a type is symmetric, towards them too; of the $limit best attested of these, or of all.
UNWIND [['a', $a], ['b', $b]] AS one
MATCH (e:Entity {id: one[1]})-[t:
  ATTACKED|CALLED_ON|CONTRIBUTES_TO|COOPERATES_WITH|CRITICIZED|HEADQUARTERED_IN|HELD_IN|HOLDS_POSITION
  |HOSTED|LOCATED_IN|MEMBER_OF|MET_WITH|ORGANIZED|PARTICIPATED_IN|PARTNER_OF|PART_OF|PRAISED|SANCTIONED
  |SIGNED|SUCCEEDED|SUPPORTS|VISITED]-(x:Entity)
WHERE type(t) IN $types AND (startNode(t) = e OR type(t) IN ['MET_WITH', 'COOPERATES_WITH'])
  AND t.modality IN $modalities
  AND t.confidence >= $confidence
  AND ($since = '' OR coalesce(t.to, CASE WHEN t.from IS NOT NULL THEN '9999' END) + '~' >= $since)
  AND ($until = '' OR coalesce(t.from, t.to) <= $until + '~')
WITH x, one[0] AS side, collect(t) AS ties, max(t.independent) AS weight
WITH x, collect([side, ties]) AS sides, min(weight) AS weight
WHERE size(sides) = 2
WITH x, sides, weight ORDER BY weight DESC, x.id
WITH collect(sides) AS found
UNWIND CASE WHEN $limit > 0 THEN found[..$limit] ELSE found END AS sides
UNWIND sides AS one
UNWIND one[1] AS t
WITH one[0] AS side, t, startNode(t) AS s, endNode(t) AS o
RETURN side, t.id AS tie, type(t) AS type, s.id AS subject, s.name AS subject_name, s.type AS subject_type,
  o.id AS object, o.name AS object_name, o.type AS object_type, t.modality AS modality,
  coalesce(t.from, '') AS from, coalesce(t.to, '') AS to, coalesce(t.title, '') AS title, coalesce(t.place, '') AS place,
  t.releases AS releases, t.independent AS independent, t.confidence AS confidence, t.claims AS claims
