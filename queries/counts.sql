-- How many ties $entity has, by type and modality, and how many are its members.
WITH own(type, modality, n, members) AS (
  SELECT t.type, t.modality, count(*), 0 FROM tie t INDEXED BY tie_subject WHERE t.subject = $entity GROUP BY t.type, t.modality
  UNION ALL
  SELECT t.type, t.modality, count(*), iif(t.type = 'MEMBER_OF' AND t.modality = 'asserted', count(DISTINCT t.subject), 0)
  FROM tie t INDEXED BY tie_object WHERE t.object = $entity GROUP BY t.type, t.modality
)
SELECT type, modality, sum(n) AS ties, sum(members) AS members FROM own GROUP BY type, modality
