// The words of names that may be like $word: a letter or, in a long one, two are others,
// or it goes on.
CALL db.index.fulltext.queryNodes('names', $word + CASE WHEN size($word) > 5 THEN '~2 OR ' WHEN size($word) > 2 THEN '~1 OR ' ELSE ' OR ' END + $word + '*', {limit: 2000}) YIELD node
UNWIND split(node.key, ' ') AS word
WITH DISTINCT word
WHERE word STARTS WITH left($word, 1) AND size(word) >= size($word) / 2 AND size(word) <= 3 * size($word)
RETURN word
