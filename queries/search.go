package queries

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/text"
	"entente/text/vocab"
)

// Hit is a claim whose sentence holds the words, or a release whose title does.
type Hit struct {
	ID          string             `json:"id"` // of the claim or the release
	Type        vocab.RelationType `json:"type,omitempty"`
	Modality    vocab.Modality     `json:"modality,omitempty"`
	SubjectName string             `json:"subject_name,omitempty"`
	ObjectName  string             `json:"object_name,omitempty"`
	Confidence  float64            `json:"confidence,omitempty"`
	Tie         string             `json:"tie,omitempty"`
	Quote       Quote              `json:"quote"`              // the sentence or the title
	Evidence    []Proof            `json:"evidence,omitempty"` // all claims of the tie, where they were asked for

	start int
	score float64
}

const mostWords = 64 // of a search: servers take so many clauses and not many more

// Search finds the sentences of claims and the titles of releases that hold all
// the words. Case, accents and punctuation do not matter. Those that hold them
// beside each other and in order come first, then by score and the latest first.
// Stores only find: ranking is done here, so that all answer alike.
func Search(ctx context.Context, s graph.Store, words string, limit int) ([]Hit, error) {
	return SearchParams{Filter: Filter{Limit: limit}, Words: words}.search(ctx, s)
}

// SearchParams asks for words. Since and Until are days of releases; types, modalities
// and confidence, where they are asked for, are those of claims, and titles have none.
type SearchParams struct {
	Filter
	Words string
}

// lets reports whether a hit is one of those that are asked for.
func (p SearchParams) lets(h Hit) bool {
	day := h.Quote.Published
	return (p.Since == "" || day+"~" >= p.Since && day != "") && (p.Until == "" || day <= p.Until+"~" && day != "") &&
		(len(p.Types) == 0 || slices.Contains(p.Types, h.Type)) &&
		(len(p.Modalities) == 0 || slices.Contains(p.Modalities, h.Modality)) &&
		h.Confidence >= p.MinConfidence
}

func (p SearchParams) search(ctx context.Context, s graph.Store) ([]Hit, error) {
	if _, err := p.params(); err != nil {
		return nil, err
	}
	asked := strings.Fields(text.Fold(p.Words))
	if len(asked) == 0 {
		return nil, graph.Errorf(graph.Invalid, "%q holds no word to search for", p.Words)
	}
	if len(asked) > mostWords {
		return nil, graph.Errorf(graph.Invalid, "%d words are too many to search for; give at most %d", len(asked), mostWords)
	}
	// Folded words are letters and digits only, so that quoted they are no syntax of
	// SQLite's or Neo4j's.
	rows, err := ask(ctx, s, "search", map[string]any{"words": `"` + strings.Join(asked, `" AND "`) + `"`})
	if err != nil {
		return nil, err
	}
	var hits []Hit
	for _, r := range rows {
		r := row(r)
		h := Hit{
			ID: r.text("id"), Type: vocab.RelationType(r.text("type")), Modality: vocab.Modality(r.text("modality")),
			SubjectName: r.text("subject_name"), ObjectName: r.text("object_name"), Confidence: r.float("confidence"), Tie: r.text("tie"),
			Quote: Quote{Text: r.text("text"), Release: r.text("release"), Title: r.text("title"), URL: r.text("url"),
				Publisher: r.text("publisher"), Published: r.text("published")},
			start: r.number("start"),
		}
		if h.Type != "" {
			h.Quote.Claim = h.ID
		}
		if h.score = score(asked, strings.Fields(text.Fold(h.Quote.Text))); h.score > 0 && p.lets(h) {
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(
			cmp.Compare(b.score, a.score),
			cmp.Compare(b.Quote.Published, a.Quote.Published),
			cmp.Compare(a.Quote.Release, b.Quote.Release),
			cmp.Compare(a.start, b.start),
			cmp.Compare(a.ID, b.ID),
		)
	})
	if p.Limit > 0 && len(hits) > p.Limit {
		hits = hits[:p.Limit]
	}
	return hits, nil
}

// score is BM25 without the rarity of words, which all hits share as all hold every
// word: more for words that come often in a short text. A text that holds them
// beside each other is above all that don't; one that lacks a word has 0.
func score(asked, words []string) float64 {
	const (
		k, b   = 1.2, 0.75 // as everybody sets them
		usual  = 30        // words of a sentence
		beside = mostWords * (k + 1)
	)
	sum := 0.0
	for _, a := range asked {
		n := 0.0
		for _, w := range words {
			if w == a {
				n++
			}
		}
		if n == 0 {
			return 0
		}
		sum += n * (k + 1) / (n + k*(1-b+b*float64(len(words))/usual))
	}
	for i := range len(words) - len(asked) + 1 {
		if len(asked) > 1 && slices.Equal(words[i:i+len(asked)], asked) {
			return sum + beside
		}
	}
	return sum
}

var search = Question{
	Name:    "search",
	Summary: "Find sentences and titles by their words",
	About: `Find the sentences that facts were read from, and the titles of releases, that hold
all the words, in any form of case, accents and punctuation. Those that hold them
beside each other come first. "entente evidence" takes the ids. The dates are those of
the releases; titles have no type, modality and confidence, and are left out where one
is asked for.`,
	Examples: []string{"search air defence", `search "Coastal Dialogue" --since 2025 --json`},
	Params: append([]Parameter{{Name: "words", Kind: Text, Required: true, Place: true, Help: "the words"}},
		narrowing("planned",
			Parameter{Name: "since", Kind: Date, Help: "only releases of this date and later (2023-10-26, 2023-10 or 2023)"},
			Parameter{Name: "until", Kind: Date, Help: "only releases up to this date"},
			Parameter{Name: "on", Kind: Date, period: true, Help: "only releases of this date"},
			Parameter{Name: "modality", Kind: Modalities, Choices: words(vocab.Modalities()), Help: "only sentences of what is asserted, planned, former, negated or hypothetical"},
			Parameter{Name: "limit", Kind: Integer, Default: "20", Help: "at most this number of rows; 0 is all"})...),
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		rows, err := SearchParams{Filter: in.Filter, Words: in.text("words")}.search(ctx, w.Store)
		out := Answer{Rows: list(rows), Columns: []string{"Found", "Subject", "Type", "Object", "Status", "Confidence"},
			Empty: "no sentence and no title holds all these words"}
		for i := range rows {
			h := &rows[i]
			confidence := ""
			if h.Type != "" {
				confidence = sure(h.Confidence)
			}
			l := out.add(&Fact{Tie: h.Tie, Releases: 1, Independent: 1, Confidence: h.Confidence, Quote: h.Quote},
				h.ID, h.SubjectName, string(h.Type), h.ObjectName, string(h.Modality), confidence)
			l.into = &h.Evidence
		}
		return out, err
	},
}
