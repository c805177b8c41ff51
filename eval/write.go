package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// WriteErrors prints one error a line, its fields set apart by tabs.
func (r Result) WriteErrors(w io.Writer) error {
	for _, e := range r.Errors {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", e.Document, e.Kind, e.Type, e.Detail); err != nil {
			return err
		}
	}
	return nil
}

// WriteText prints the figures for people, those by type too when asked for.
func (r Result) WriteText(w io.Writer, byType bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d documents", r.Documents)
	if n := len(r.Missing); n > 0 {
		fmt.Fprintf(&b, ", %d without output: %s", n, strings.Join(r.Missing[:min(n, 5)], ", "))
	}
	b.WriteByte('\n')
	for _, l := range []struct {
		name string
		f    Figures
	}{{"mentions", r.Mentions}, {"entities", r.Entities}, {"relations", r.Relations}} {
		fmt.Fprintf(&b, "%-10s P %.3f  R %.3f  F1 %.3f   tp %d fp %d fn %d\n",
			l.name, l.f.Precision, l.f.Recall, l.f.F1, l.f.TP, l.f.FP, l.f.FN)
	}
	for _, l := range []struct {
		name string
		s    Share
	}{{"dates", r.Dates}, {"titles", r.Titles}, {"evidence", r.Evidence}} {
		fmt.Fprintf(&b, "%-10s %d of %d right\n", l.name, l.s.Right, l.s.Of)
	}
	if byType {
		writeTypes(&b, "mention", r.MentionsByType)
		writeTypes(&b, "entity", r.EntitiesByType)
		writeTypes(&b, "relation", r.RelationsByType)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeTypes(b *strings.Builder, one string, types map[string]Figures) {
	for _, t := range slices.Sorted(maps.Keys(types)) {
		f := types[t]
		fmt.Fprintf(b, "  %-9s %-18s P %.2f R %.2f F1 %.2f  tp %d fp %d fn %d\n",
			one, t, f.Precision, f.Recall, f.F1, f.TP, f.FP, f.FN)
	}
}

// WriteJSON prints the figures as one JSON object in ASCII, indented by one
// space, those by type too when asked for.
func (r Result) WriteJSON(w io.Writer, byType bool) error {
	out := struct {
		Documents int                `json:"documents"`
		Missing   int                `json:"documents_missing"`
		Mentions  Figures            `json:"mentions"`
		Entities  Figures            `json:"entities"`
		Relations Figures            `json:"relations"`
		Dates     Share              `json:"dates"`
		Titles    Share              `json:"titles"`
		Evidence  Share              `json:"evidence"`
		ByMention map[string]Figures `json:"mentions_by_type,omitzero"`
		ByEntity  map[string]Figures `json:"entities_by_type,omitzero"`
		ByRel     map[string]Figures `json:"relations_by_type,omitzero"`
	}{Documents: r.Documents, Missing: len(r.Missing), Mentions: r.Mentions, Entities: r.Entities,
		Relations: r.Relations, Dates: r.Dates, Titles: r.Titles, Evidence: r.Evidence}
	if byType {
		out.ByMention, out.ByEntity, out.ByRel = r.MentionsByType, r.EntitiesByType, r.RelationsByType
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, ascii(b.String()))
	return err
}

// ascii escapes every other character of a JSON text.
func ascii(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x7f {
			b.WriteRune(r)
			continue
		}
		for _, u := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&b, `\u%04x`, u)
		}
	}
	return b.String()
}
