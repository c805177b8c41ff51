-- One release with its text.
SELECT id, title, url, publisher, published, basis, text FROM release WHERE id = $release
