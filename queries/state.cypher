// What the graph stands at: its revision, and the beginning of the verdicts that hold,
// which is their digest.
MATCH (v:Entente {id: 'schema'})
RETURN coalesce(v.revision, 1) AS revision, left(coalesce(v.verdicts, ''), 40) AS verdicts
