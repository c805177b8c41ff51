// The titles of the offices at $bodies, and how many ties tell of each.
UNWIND $bodies AS body
MATCH (:Entity)-[t:HOLDS_POSITION]->(:Entity {id: body})
WHERE t.modality IN ['asserted', 'former']
RETURN body, coalesce(t.title, '') AS title, count(*) AS ties
