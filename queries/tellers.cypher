// The publishers who tell of $ties, and of how many of them.
UNWIND $ties AS tie
MATCH (:Claim {tie: tie})-[:STATED_IN]->(r:Release)
WHERE r.publisher <> ''
RETURN r.publisher AS publisher, count(DISTINCT tie) AS ties
