-- The offices that the $persons hold or held.
SELECT subject AS person, title, object_name AS body, modality, releases, independent, confidence
FROM fact
WHERE subject IN (SELECT value FROM json_each($persons)) AND type = 'HOLDS_POSITION'
  AND modality IN ('asserted', 'former')
