-- $limit releases of a time from $offset on, the latest first, and how many there are.
SELECT r.id, r.title, r.url, r.publisher, r.published, r.basis,
  (SELECT count(*) FROM claim c WHERE c.release = r.id) AS claims,
  (SELECT count(*) FROM release r
   WHERE ($since = '' OR r.published <> '' AND r.published || '~' >= $since)
     AND ($until = '' OR r.published <> '' AND r.published <= $until || '~')) AS total
FROM release r
WHERE ($since = '' OR r.published <> '' AND r.published || '~' >= $since)
  AND ($until = '' OR r.published <> '' AND r.published <= $until || '~')
ORDER BY r.published DESC, r.id LIMIT $limit OFFSET $offset
