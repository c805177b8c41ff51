// The surest claim of each of the $ties, with its release.
UNWIND $ties AS tie
CALL (tie) {
  MATCH (c:Claim {tie: tie})
  RETURN c ORDER BY c.confidence DESC, c.id LIMIT 1
}
MATCH (c)-[:STATED_IN]->(r:Release)
RETURN tie, c.id AS claim, c.quote AS quote, r.id AS release, r.title AS title, coalesce(r.url, '') AS url,
  coalesce(r.publisher, '') AS publisher, coalesce(r.published, '') AS published
