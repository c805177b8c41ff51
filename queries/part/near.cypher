{who}
WITH collect(who) AS whos
CALL (whos) {
  UNWIND whos AS who
  MATCH (who)-[t:
    {types}]-(:Entity)
  WHERE {filter}
    AND ($entity IN ['', startNode(t).id, endNode(t).id] OR NOT type(t) IN ['HOLDS_POSITION', 'PART_OF'])
  WITH DISTINCT t, coalesce(t.from, t.to, '') AS day
