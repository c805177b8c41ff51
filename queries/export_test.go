package queries

// SetManyTies lets tests have few ties count as many.
func SetManyTies(n int) (before int) {
	before, manyTies = manyTies, n
	return before
}
