// Those whose ties are $entity's: itself and, unless $direct, the bodies that are part of
// it and those who hold an office at any of these. And how many relationships they have.
{who}
RETURN collect(who.id) AS ids, sum(COUNT { (who)--() }) AS many
