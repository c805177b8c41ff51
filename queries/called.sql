-- Whom a release mentions, and what it calls them.
SELECT c.id, c.name, c.type, m.count, m.name AS called, m.aliases, m.acronym
FROM mention m JOIN entity e ON e.id = m.entity JOIN entity c ON c.id = coalesce(e.merged_into, e.id)
WHERE m.release = $release
