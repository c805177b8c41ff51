// The next $page entities after $after, by id, and those that each has a tie to.
MATCH (e:Entity) WHERE e.id > $after
WITH e ORDER BY e.id LIMIT $page
OPTIONAL MATCH (e)-[t:
  ATTACKED|CALLED_ON|CONTRIBUTES_TO|COOPERATES_WITH|CRITICIZED|HEADQUARTERED_IN|HELD_IN|HOLDS_POSITION
  |HOSTED|LOCATED_IN|MEMBER_OF|MET_WITH|ORGANIZED|PARTICIPATED_IN|PARTNER_OF|PART_OF|PRAISED|SANCTIONED
  |SIGNED|SUCCEEDED|SUPPORTS|VISITED]->(o:Entity)
WHERE t.modality IN $modalities
  AND (size($types) = 0 OR type(t) IN $types)
  AND t.confidence >= $confidence
  AND ($since = '' OR coalesce(t.to, CASE WHEN t.from IS NOT NULL THEN '9999' END) + '~' >= $since)
  AND ($until = '' OR coalesce(t.from, t.to) <= $until + '~')
WITH e.id AS id, collect(DISTINCT o.id) AS next
RETURN id, next ORDER BY id
