-- What the graph stands at: its revision, and the beginning of the verdicts that hold,
-- which is their digest.
SELECT (SELECT number FROM revision) AS revision, coalesce((SELECT substr(json, 1, 40) FROM verdicts), '') AS verdicts
