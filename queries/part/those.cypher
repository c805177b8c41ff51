// Those whose ties are $entity's: itself and, unless $direct, the bodies that are part of
// it and those who hold an office at any of these. With each type of ties that some of
// them have, and about how many of it all have.
{who}
WITH collect(who) AS whos
CALL (whos) {
  UNWIND range(0, size(whos[..100]) - 1) AS i
  WITH i, whos[i] AS w
  UNWIND [
    COUNTS
  ] AS n
  WITH n[0] AS type, sum(CASE i WHEN 0 THEN n[1] END) AS own, sum(CASE WHEN i > 0 THEN n[1] END) AS others
  WHERE own + others > 0
  RETURN collect([type, own + others * (size(whos) - 1) / 99]) AS types
}
RETURN [w IN whos | w.id] AS ids, [t IN types | t[0]] AS types, [t IN types | t[1]] AS counts
