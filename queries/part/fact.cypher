t.id AS tie, type(t) AS type, s.id AS subject, s.name AS subject_name, s.type AS subject_type,
  o.id AS object, o.name AS object_name, o.type AS object_type, t.modality AS modality,
  coalesce(t.from, '') AS from, coalesce(t.to, '') AS to, coalesce(t.title, '') AS title, coalesce(t.place, '') AS place,
  t.releases AS releases, t.independent AS independent, t.confidence AS confidence, t.claims AS claims
