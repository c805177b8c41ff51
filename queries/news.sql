-- The ties, of $entity or of all, that a release of the day $since or later is the
-- first to state.
WITH told(tie) AS (
  SELECT DISTINCT c.tie FROM release r JOIN claim c ON c.release = r.id WHERE r.published >= $since
), first(tie, day) AS (
  SELECT c.tie, min(r.published) FROM claim c JOIN release r ON r.id = c.release
  WHERE c.tie IN (SELECT tie FROM told) AND r.published <> ''
  GROUP BY c.tie
)
SELECT f.*, first.day AS told
FROM first JOIN fact f ON f.tie = first.tie
WHERE first.day >= $since AND ($entity = '' OR $entity IN (f.subject, f.object))
  AND (json_array_length($types) = 0 OR f.type IN (SELECT value FROM json_each($types)))
  AND f.confidence >= $confidence
