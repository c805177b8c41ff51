package parser

import (
	"bytes"
	_ "embed"

	"entente/extract/form"
)

//go:embed parser.model
var embedded []byte

// Default reads the embedded model.
func Default(forms *form.Table) (*Model, error) {
	return Read(bytes.NewReader(embedded), "the embedded model of the parser", forms)
}
