package ner

import (
	"bytes"
	_ "embed"

	"entente/extract/form"
	"entente/extract/lexicon"
)

//go:embed ner.model
var embedded []byte

// Default reads the embedded model.
func Default(lex *lexicon.Lexicon, forms *form.Table) (*Model, error) {
	return Read(bytes.NewReader(embedded), "the embedded model of names", lex, forms)
}
