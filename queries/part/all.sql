tie t INDEXED BY tie_day
    WHERE {filter}
    AND ($entity IN ('', t.subject, t.object) OR t.type NOT IN ('HOLDS_POSITION', 'PART_OF'))
    AND ($entity = '' OR t.subject IN (SELECT id FROM who) OR t.object IN (SELECT id FROM who))
