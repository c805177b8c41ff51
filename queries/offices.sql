-- The titles of the offices at $bodies, and how many ties tell of each.
SELECT t.object AS body, t.title, count(*) AS ties
FROM tie t INDEXED BY tie_office
WHERE t.type = 'HOLDS_POSITION' AND t.object IN (SELECT value FROM json_each($bodies)) AND t.modality IN ('asserted', 'former')
GROUP BY t.object, t.title
