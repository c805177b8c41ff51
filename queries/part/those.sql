{filter}
    AND ($entity IN ('', t.subject, t.object) OR t.type NOT IN ('HOLDS_POSITION', 'PART_OF'))
    AND ($entity = '' OR EXISTS (
      SELECT 1 FROM (SELECT t.subject AS id UNION ALL SELECT t.object) ends WHERE ends.id IN (SELECT id FROM who)))
