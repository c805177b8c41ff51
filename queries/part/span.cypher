CALL () {
  MATCH (r:Release)
  WHERE r.published > ''
  RETURN r.published AS first ORDER BY first LIMIT 1
}
CALL () {
  MATCH (r:Release)
  WHERE r.published > ''
  RETURN r.published AS last ORDER BY last DESC LIMIT 1
}
