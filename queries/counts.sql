-- How many ties $entity has, by type and modality, and how many are its members.
WITH own(type, modality, n) AS (
  SELECT t.type, t.modality, count(*) FROM tie t INDEXED BY tie_subject WHERE t.subject = $entity GROUP BY t.type, t.modality
  UNION ALL
  SELECT t.type, t.modality, count(*) FROM tie t INDEXED BY tie_object WHERE t.object = $entity GROUP BY t.type, t.modality
)
SELECT type, modality, sum(n) AS ties, iif(type = 'MEMBER_OF' AND modality = 'asserted', (
    SELECT count(DISTINCT t.subject) FROM tie t INDEXED BY tie_object
    WHERE t.object = $entity AND t.type = 'MEMBER_OF' AND t.modality = 'asserted'), 0) AS members
FROM own GROUP BY type, modality
