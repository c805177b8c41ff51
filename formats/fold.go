package formats

import fold "entente/text" // text is a kind of column here

// folded is what full-text search in Neo4j looks through, as graph/neo4j has it.
func folded(s string) string { return fold.Fold(s) }
