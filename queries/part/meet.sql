-- Those $among who are tied to one of the $frontier: what path.sql gives, found from the
-- other end.
SELECT group_concat(id, char(10)) AS next FROM (
  SELECT value AS id FROM json_each($among)
  WHERE EXISTS (
      SELECT 1 FROM tie t INDEXED BY tie_subject
      WHERE t.subject = value AND t.object IN (SELECT value FROM json_each($frontier)) AND {filter})
    OR EXISTS (
      SELECT 1 FROM tie t INDEXED BY tie_object
      WHERE t.object = value AND t.subject IN (SELECT value FROM json_each($frontier)) AND {filter})
)
