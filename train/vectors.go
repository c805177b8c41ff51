package train

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// readVectors reads word vectors: a word and its numbers a line, with spaces
// between. The first word has none in it.
func readVectors(r io.Reader, name string) (map[string][]float32, error) {
	out := map[string][]float32{}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	size := 0
	for n := 1; in.Scan(); n++ {
		f := strings.Split(in.Text(), " ")
		if size == 0 {
			size = len(f)
		}
		word := strings.Join(f[:max(len(f)-size+1, 0)], " ") // some forms have a space
		if len(f) < size || size < 2 {
			return nil, fmt.Errorf("%s:%d: a word and %d numbers, where the first line has %d", name, n, len(f)-1, size-1)
		}
		v := make([]float32, size-1)
		for i, s := range f[len(f)-size+1:] {
			x, err := strconv.ParseFloat(s, 32)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %q is no number", name, n, s)
			}
			v[i] = float32(x)
		}
		out[word] = v
	}
	return out, in.Err()
}
