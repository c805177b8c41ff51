-- The words of names that may be like $word: they begin as it does.
SELECT DISTINCT word FROM word
WHERE word >= substr($word, 1, 1) AND word < char(unicode($word) + 1)
  AND length(word) BETWEEN length($word) / 2 AND 3 * length($word)
