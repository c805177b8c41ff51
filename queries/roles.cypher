// The offices that the $persons hold or held.
UNWIND $persons AS person
MATCH (:Entity {id: person})-[t:HOLDS_POSITION]->(o:Entity)
WHERE t.modality IN ['asserted', 'former']
RETURN person, coalesce(t.title, '') AS title, o.name AS body, t.modality AS modality, t.releases AS releases, t.independent AS independent,
  t.confidence AS confidence
