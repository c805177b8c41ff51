-- Those whom $entity is tied to, of $kinds or of any: the $limit best attested, with how
-- many there are and how many ties lead to them.
WITH own(other, independent, confidence) AS (
  SELECT t.object, t.independent, t.confidence FROM tie t INDEXED BY tie_subject
  WHERE t.subject = $entity AND t.object <> $entity AND {filter} AND {source}
  UNION ALL
  SELECT t.subject, t.independent, t.confidence FROM tie t INDEXED BY tie_object
  WHERE t.object = $entity AND t.subject <> $entity AND {filter} AND {source}
)
SELECT other AS id, count(*) OVER () AS neighbours, sum(count(*)) OVER () AS ties
FROM own JOIN entity e ON e.id = own.other
WHERE json_array_length($kinds) = 0 OR e.type IN (SELECT value FROM json_each($kinds))
GROUP BY other
ORDER BY sum(independent) DESC, max(confidence) DESC, other
LIMIT $limit
