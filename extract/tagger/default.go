package tagger

import (
	"bytes"
	_ "embed"

	"entente/extract/form"
)

//go:embed tagger.model
var embedded []byte

// Default reads the embedded model.
func Default(forms *form.Table) (*Model, error) {
	return Read(bytes.NewReader(embedded), "the embedded model of the tagger", forms)
}
