-- The surest claim of each of the $ties, with its release.
WITH surest(tie, claim) AS (
  SELECT t.value, (SELECT c.id FROM claim c INDEXED BY claim_tie WHERE c.tie = t.value ORDER BY c.confidence DESC, c.id LIMIT 1)
  FROM json_each($ties) t
)
SELECT s.tie, c.id AS claim, c.quote, r.id AS release, r.title, r.url, r.publisher, r.published
FROM surest s CROSS JOIN claim c ON c.id = s.claim CROSS JOIN release r ON r.id = c.release
