// The dated ties of $entity.
MATCH (:Entity {id: $entity})-[t:
  ATTACKED|CALLED_ON|CONTRIBUTES_TO|COOPERATES_WITH|CRITICIZED|HEADQUARTERED_IN|HELD_IN|HOLDS_POSITION
  |HOSTED|LOCATED_IN|MEMBER_OF|MET_WITH|ORGANIZED|PARTICIPATED_IN|PARTNER_OF|PART_OF|PRAISED|SANCTIONED
  |SIGNED|SUCCEEDED|SUPPORTS|VISITED]-(:Entity)
WHERE t.modality IN $modalities AND coalesce(t.from, t.to) IS NOT NULL
  AND (size($types) = 0 OR type(t) IN $types)
  AND t.confidence >= $confidence
  AND ($since = '' OR coalesce(t.to, CASE WHEN t.from IS NOT NULL THEN '9999' END) + '~' >= $since)
  AND ($until = '' OR coalesce(t.from, t.to) <= $until + '~')
WITH t, startNode(t) AS s, endNode(t) AS o
RETURN t.id AS tie, type(t) AS type, s.id AS subject, s.name AS subject_name, s.type AS subject_type,
  o.id AS object, o.name AS object_name, o.type AS object_type, t.modality AS modality,
  coalesce(t.from, '') AS from, coalesce(t.to, '') AS to, coalesce(t.title, '') AS title, coalesce(t.place, '') AS place,
  t.releases AS releases, t.independent AS independent, t.confidence AS confidence, t.claims AS claims,
  '' AS via
