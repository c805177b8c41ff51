package confidence

import (
	"bytes"
	_ "embed"
)

//go:embed facts.model
var embedded []byte

// Default reads the embedded model.
func Default() (*Model, error) {
	return Read(bytes.NewReader(embedded), "the embedded model of facts")
}
