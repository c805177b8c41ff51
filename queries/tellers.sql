-- The publishers who tell of $ties, and of how many of them.
SELECT r.publisher, count(DISTINCT c.tie) AS ties
FROM json_each($ties) k CROSS JOIN claim c INDEXED BY claim_tie ON c.tie = k.value JOIN release r ON r.id = c.release
WHERE r.publisher <> ''
GROUP BY r.publisher
