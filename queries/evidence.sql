-- The claims of some ties, of a release or a pair of entities, or one claim.
WITH one(id) AS (SELECT id FROM entity WHERE $a <> '' AND (id = $a OR merged_into = $a)),
other(id) AS (SELECT id FROM entity WHERE $b <> '' AND (id = $b OR merged_into = $b)),
wanted(id) AS (
  SELECT id FROM claim WHERE id = $claim
  UNION SELECT id FROM claim WHERE tie IN (SELECT value FROM json_each($ties))
  UNION SELECT id FROM claim WHERE release = $release
  UNION SELECT id FROM claim WHERE subject IN (SELECT id FROM one) AND object IN (SELECT id FROM other)
  UNION SELECT id FROM claim WHERE subject IN (SELECT id FROM other) AND object IN (SELECT id FROM one)
)
SELECT c.id, c.type, c.subject, c.object, c.modality, c."from", c."to", c.title, c.place,
  coalesce(c.attributed_to, '') AS attributed_to, c.release, c.quote, c.start, c."end", c.confidence, c.rule,
  coalesce(c.tie, '') AS tie, sc.name AS subject_name, oc.name AS object_name,
  r.title AS release_title, r.url, r.publisher, r.published
FROM wanted
JOIN claim c ON c.id = wanted.id
JOIN release r ON r.id = c.release
JOIN entity s ON s.id = c.subject JOIN entity sc ON sc.id = coalesce(s.merged_into, s.id)
JOIN entity o ON o.id = c.object JOIN entity oc ON oc.id = coalesce(o.merged_into, o.id)
