// Package matrix multiplies matrices of 32-bit numbers, for the parser's
// network. The result is the same to the bit on every machine: each element is
// summed in the order of the inner index, and a product is rounded before it is
// added, whether the processor adds one number at a time or eight.
package matrix

// Matrix is a matrix in rows, one after the other.
type Matrix struct {
	Rows, Columns int
	Data          []float32
}

// New returns a matrix of zeros.
func New(rows, columns int) Matrix {
	return Matrix{rows, columns, make([]float32, rows*columns)}
}

// Row is row i. It shares memory with the matrix.
func (m Matrix) Row(i int) []float32 { return m.Data[i*m.Columns : (i+1)*m.Columns : (i+1)*m.Columns] }

// Slice is the rows [from, to). It shares memory with the matrix.
func (m Matrix) Slice(from, to int) Matrix {
	return Matrix{to - from, m.Columns, m.Data[from*m.Columns : to*m.Columns : to*m.Columns]}
}

// Transpose returns the matrix with its rows as columns.
func (m Matrix) Transpose() Matrix {
	t := New(m.Columns, m.Rows)
	for i := range m.Rows {
		for j, v := range m.Row(i) {
			t.Data[j*m.Rows+i] = v
		}
	}
	return t
}

// panel is how many columns are multiplied at once.
const panel = 16

// block is how many rows are multiplied at once.
const block = 4

// mostFilled bounds the columns of a matrix of few rows that is filled up to a block.
const mostFilled = 512

// Packed is a matrix laid out to be the right one of a product: in panels of
// columns, the last one filled up with zeros.
type Packed struct {
	rows, columns int
	data          []float32
}

// Columns is how many columns the matrix has.
func (p Packed) Columns() int { return p.columns }

// Pack lays a matrix out for Mul.
func Pack(m Matrix) Packed {
	p := Packed{m.Rows, m.Columns, make([]float32, (m.Columns+panel-1)/panel*panel*m.Rows)}
	p.fill(m)
	return p
}

func (p Packed) fill(m Matrix) {
	for i := range m.Rows {
		row := m.Row(i)
		for j := 0; j < m.Columns; j += panel {
			copy(p.data[j*m.Rows+i*panel:][:panel], row[j:min(j+panel, m.Columns)])
		}
	}
}

// Mul adds the product of a and b to c.
func Mul(c, a Matrix, b Packed) {
	if a.Columns != b.rows || c.Rows != a.Rows || c.Columns != b.columns {
		panic("matrix: sizes do not fit")
	}
	if c.Rows == 0 || c.Columns == 0 || a.Columns == 0 {
		return
	}
	if n := c.Rows; n > 1 && n < block && a.Columns <= mostFilled {
		// Two or three rows take no longer than four do.
		var filled [block * mostFilled]float32
		copy(filled[:], a.Data[:n*a.Columns])
		a = Matrix{block, a.Columns, filled[:block*a.Columns]}
	}
	var edge [block * panel]float32
	for j := 0; j < c.Columns; j += panel {
		p := b.data[j*b.rows : (j+panel)*b.rows]
		wide := min(panel, c.Columns-j)
		for i := 0; i < c.Rows; i += block {
			high := min(block, c.Rows-i)
			if wide == panel && high == block {
				mulBlock(c.Data[i*c.Columns+j:], c.Columns, a.Data[i*a.Columns:], a.Columns, p, b.rows)
				continue
			}
			from := i // of the rows that edge holds
			if high > 1 && a.Rows >= block {
				from = min(i, a.Rows-block) // those before i are computed once more, for nothing
			}
			here := edge[(i-from)*panel:]
			for r := range high {
				copy(here[r*panel:][:wide], c.Data[(i+r)*c.Columns+j:][:wide])
			}
			if high > 1 && a.Rows >= block {
				mulBlock(edge[:], panel, a.Data[from*a.Columns:], a.Columns, p, b.rows)
			} else {
				for r := range high {
					mulRow(here[r*panel:][:panel], a.Data[(i+r)*a.Columns:][:a.Columns], p)
				}
			}
			for r := range high {
				copy(c.Data[(i+r)*c.Columns+j:][:wide], here[r*panel:][:wide])
			}
		}
	}
}

// Panel is how many columns stand together in the matrix that MulRow takes.
const Panel = panel

// MulRow adds to c the product of the row a and a matrix with a row for each
// number of a and a column for each of c. It is laid out in panels: Panel columns
// of all rows, row by row, then the next; the last panel is full.
func MulRow(c, a, b []float32) {
	if len(a) == 0 {
		return
	}
	for j := 0; j < len(c); j += panel {
		p := b[j*len(a):][:panel*len(a)]
		if j+panel <= len(c) {
			mulRow(c[j:j+panel], a, p)
			continue
		}
		var edge [panel]float32
		copy(edge[:], c[j:])
		mulRow(edge[:], a, p)
		copy(c[j:], edge[:])
	}
}

// mulBlockPlain is mulBlock in plain Go.
func mulBlockPlain(c []float32, cStride int, a []float32, aStride int, b []float32, n int) {
	for r := range block {
		mulRowPlain(c[r*cStride:][:panel], a[r*aStride:][:n], b)
	}
}

// mulRowPlain adds the product of a row and a panel to c. The conversion keeps
// the compiler from adding without rounding the product.
func mulRowPlain(c, a, b []float32) {
	c = c[:panel]
	for k, x := range a {
		for j, y := range b[k*panel:][:panel] {
			c[j] += float32(x * y)
		}
	}
}
