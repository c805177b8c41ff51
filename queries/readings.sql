-- The releases that mention $entity.
SELECT r.id, r.title, r.url, r.publisher, r.published, sum(m.count) AS count
FROM entity e
JOIN mention m ON m.entity = e.id
JOIN release r ON r.id = m.release
WHERE e.id = $entity OR e.merged_into = $entity
GROUP BY r.id
