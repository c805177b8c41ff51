// The words of names that may be like $word: a letter or two are others, or it goes on.
CALL db.index.fulltext.queryNodes('names', $word + '~2 OR ' + $word + '*') YIELD node
UNWIND split(node.key, ' ') AS word
WITH DISTINCT word
WHERE word STARTS WITH left($word, 1) AND size(word) >= size($word) / 2 AND size(word) <= 3 * size($word)
RETURN word
