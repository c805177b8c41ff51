// About how many ties of TYPES $entity has with, unless $direct, those who hold an office
// there and the bodies that are part of it, by fifty of each; how many there are in
// all; and the first and the last day of a release.
MATCH (x:Entity {id: $entity})
CALL (x) {
  MATCH (x)<-[:HOLDS_POSITION]-(w:Entity)
  WHERE NOT $direct
  WITH w LIMIT 50
  RETURN coalesce(avg(COUNT { (w)-[:TYPES]-() }), 0) AS officer
}
CALL (x, officer) {
  MATCH (x)<-[:PART_OF]-(w:Organization)
  WHERE NOT $direct
  WITH w, officer LIMIT 50
  RETURN coalesce(avg(COUNT { (w)-[:TYPES]-() } + officer * COUNT { (w)<-[:HOLDS_POSITION]-() }), 0) AS body
}
CALL () {
  MATCH ()-[t:TYPES]->()
  RETURN count(t) AS all
}
{span}
RETURN first, last, all, COUNT { (x)-[:TYPES]-() } + officer * COUNT { (x)<-[:HOLDS_POSITION]-() } + body * COUNT { (x)<-[:PART_OF]-() } AS own
