package graph

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
)

// Encode writes what Export yields as JSON Lines; the first field of each line,
// "record", tells its kind: entity, release, mentioned, claim or tie.
func Encode(w io.Writer, records iter.Seq2[any, error]) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for r, err := range records {
		if err != nil {
			return err
		}
		line, err := labelled(r)
		if err != nil {
			return err
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

func labelled(r any) (any, error) {
	type record struct {
		Record string `json:"record"`
	}
	switch r := r.(type) {
	case Entity:
		return struct {
			record
			Entity
		}{record{"entity"}, r}, nil
	case Release:
		return struct {
			record
			Release
		}{record{"release"}, r}, nil
	case Mentioned:
		return struct {
			record
			Mentioned
		}{record{"mentioned"}, r}, nil
	case Claim:
		return struct {
			record
			Claim
		}{record{"claim"}, r}, nil
	case Tie:
		return struct {
			record
			Tie
		}{record{"tie"}, r}, nil
	}
	return nil, fmt.Errorf("no record for %T", r)
}
