t.modality IN $modalities
  AND (size($types) = 0 OR type(t) IN $types)
  AND t.confidence >= $confidence
  AND ($since = '' OR coalesce(t.to, CASE WHEN t.from IS NOT NULL THEN '9999' END) + '~' >= $since)
  AND ($until = '' OR coalesce(t.from, t.to) <= $until + '~')
