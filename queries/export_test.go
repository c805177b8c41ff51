package queries

// GoByDay lets tests choose whether ties come day by day; the result undoes it.
func GoByDay(yes bool) (undo func()) {
	before := worthwhile
	worthwhile = func(_, _ float64, _ int) bool { return yes }
	return func() { worthwhile = before }
}

// ReadingsAreMany lets tests have so many releases count as very many.
func ReadingsAreMany(n int) (undo func()) {
	before := manyReadings
	manyReadings = n
	return func() { manyReadings = before }
}
