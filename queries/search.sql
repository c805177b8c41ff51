-- The claims by their sentence, and the releases by their title, that hold all words
-- of $words, a full-text query.
WITH hit AS (
  SELECT p.release, p.start, p."end" FROM search JOIN passage p ON p.n = search.rowid WHERE search MATCH $words
)
SELECT c.id, c.quote AS text, c.start, c.type, c.modality, s.name AS subject_name, o.name AS object_name, c.confidence, coalesce(c.tie, '') AS tie,
  r.id AS release, r.title, r.url, r.publisher, r.published
FROM hit h JOIN claim c ON c.release = h.release AND c.start = h.start AND c."end" = h."end"
  JOIN release r ON r.id = c.release
  JOIN entity se ON se.id = c.subject JOIN entity s ON s.id = coalesce(se.merged_into, se.id)
  JOIN entity oe ON oe.id = c.object JOIN entity o ON o.id = coalesce(oe.merged_into, oe.id)
UNION ALL
SELECT r.id, r.title, -1, '', '', '', '', 0.0, '', r.id, r.title, r.url, r.publisher, r.published
FROM hit h JOIN release r ON r.id = h.release
WHERE h.start = -1
