-- To how many others each of $ids is tied, by ties of any kind.
SELECT value AS id, (
  SELECT count(*) FROM (
    SELECT t.object FROM tie t INDEXED BY tie_subject WHERE t.subject = value AND t.object <> value
    UNION SELECT t.subject FROM tie t INDEXED BY tie_object WHERE t.object = value AND t.subject <> value)
) AS neighbours
FROM json_each($ids)
