($source = '' OR EXISTS (SELECT 1 FROM claim c JOIN release r ON r.id = c.release WHERE c.tie = t.id AND r.publisher = $source))
