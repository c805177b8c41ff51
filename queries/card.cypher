// The offices of $entity, who held one there, and what it is a member of, as parts
// 'office', 'holder' and 'membership': of each the latest $limit, of holders the best
// attested of one day.
CALL () {
  MATCH (:Entity {id: $entity})-[t:HOLDS_POSITION]->(o:Entity)
  WHERE t.modality IN ['asserted', 'former', 'planned']
  RETURN t, 'office' AS part ORDER BY coalesce(t.day, '') DESC, o.id, t.modality LIMIT $limit
  UNION ALL
  MATCH (s:Entity)-[t:HOLDS_POSITION]->(:Entity {id: $entity})
  WHERE t.modality IN ['asserted', 'former', 'planned']
  RETURN t, 'holder' AS part ORDER BY coalesce(t.day, '') DESC, t.independent DESC, s.id, coalesce(t.title, '') LIMIT $limit
  UNION ALL
  MATCH (:Entity {id: $entity})-[t:MEMBER_OF]->(o:Entity)
  WHERE t.modality IN ['asserted', 'former', 'planned']
  RETURN t, 'membership' AS part ORDER BY coalesce(t.day, '') DESC, o.id, t.modality LIMIT $limit
}
WITH t, part, startNode(t) AS s, endNode(t) AS o
RETURN {fact}, part
