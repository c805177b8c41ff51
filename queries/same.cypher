// All ties of the type and the ends of each of the $keys.
UNWIND $keys AS k
MATCH (s:Entity {id: k.subject})-[t:
  ATTACKED|CALLED_ON|CONTRIBUTES_TO|COOPERATES_WITH|CRITICIZED|HEADQUARTERED_IN|HELD_IN|HOLDS_POSITION
  |HOSTED|LOCATED_IN|MEMBER_OF|MET_WITH|ORGANIZED|PARTICIPATED_IN|PARTNER_OF|PART_OF|PRAISED|SANCTIONED
  |SIGNED|SUCCEEDED|SUPPORTS|VISITED]->(o:Entity {id: k.object})
WHERE type(t) = k.type
WITH DISTINCT t, s, o
RETURN t.id AS tie, type(t) AS type, s.id AS subject, s.name AS subject_name, s.type AS subject_type,
  o.id AS object, o.name AS object_name, o.type AS object_type, t.modality AS modality,
  coalesce(t.from, '') AS from, coalesce(t.to, '') AS to, coalesce(t.title, '') AS title, coalesce(t.place, '') AS place,
  t.releases AS releases, t.independent AS independent, t.confidence AS confidence, t.claims AS claims
