-- The offices of $entity, who held one there, and what it is a member of, as parts
-- 'office', 'holder' and 'membership': of each the latest $limit, of
-- holders the best attested of one day.
WITH part(part, tie) AS (
  SELECT 'office', tie FROM (
    SELECT t.rowid AS tie FROM tie t INDEXED BY tie_subject
    WHERE t.subject = $entity AND t.type = 'HOLDS_POSITION' AND t.modality IN ('asserted', 'former', 'planned')
    ORDER BY t.first_day DESC, t.object, t.modality LIMIT $limit)
  UNION ALL
  SELECT 'holder', tie FROM (
    SELECT t.rowid AS tie FROM tie t INDEXED BY tie_office
    WHERE t.object = $entity AND t.type = 'HOLDS_POSITION' AND t.modality IN ('asserted', 'former', 'planned')
    ORDER BY t.first_day DESC, t.independent DESC, t.subject, t.title LIMIT $limit)
  UNION ALL
  SELECT 'membership', tie FROM (
    SELECT t.rowid AS tie FROM tie t INDEXED BY tie_subject
    WHERE t.subject = $entity AND t.type = 'MEMBER_OF' AND t.modality IN ('asserted', 'former', 'planned')
    ORDER BY t.first_day DESC, t.object, t.modality LIMIT $limit)
)
SELECT f.*, part.part FROM part CROSS JOIN tie t ON t.rowid = part.tie CROSS JOIN fact f ON f.tie = t.id
