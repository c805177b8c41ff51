-- An entity and those that were merged into it.
SELECT e.id, e.type, e.name, e.aliases, e.acronym, e.iso3, e.kind, e.same_as, e.links, coalesce(e.merged_into, '') AS merged_into
FROM entity e
WHERE e.id = $entity AND e.merged_into IS NULL OR e.merged_into = $entity
