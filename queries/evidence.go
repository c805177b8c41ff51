package queries

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/text/vocab"
)

// Proof is one claim with the sentence that it was read from.
type Proof struct {
	graph.Claim
	Tie          string `json:"tie,omitempty"` // the tie that it is part of
	SubjectName  string `json:"subject_name"`
	ObjectName   string `json:"object_name"`
	ReleaseTitle string `json:"release_title"`
	URL          string `json:"url,omitempty"`
	Publisher    string `json:"publisher,omitempty"`
	Published    string `json:"published,omitempty"`
}

// Evidence lists the claims behind ids: one tie, claim or release id, or two
// entity ids for all that is claimed of the pair in either direction. The
// latest release comes first. An id that the store does not hold is a NotFound
// error, another kind of id an Invalid one.
func Evidence(ctx context.Context, s graph.Store, ids ...string) ([]Proof, error) {
	params := map[string]any{}
	if len(ids) < 1 || len(ids) > 2 {
		return nil, graph.Errorf(graph.Invalid, "evidence takes one id or two, not %d", len(ids))
	}
	kind, _, _ := strings.Cut(ids[0], "/")
	switch {
	case len(ids) == 2:
		params["a"], params["b"] = ids[0], ids[1]
	case kind == "tie":
		params["ties"] = []any{ids[0]}
	case kind == "claim", kind == "release":
		params[kind] = ids[0]
	default:
		return nil, graph.Errorf(graph.Invalid, "%q is no id of a tie, claim or release; for two entities give both", ids[0])
	}
	proofs, err := claims(ctx, s, params)
	if err != nil {
		return nil, err
	}
	if len(proofs) == 0 && len(ids) == 1 {
		return nil, graph.Errorf(graph.NotFound, "the graph holds no claims of %s", ids[0])
	}
	slices.SortFunc(proofs, latestProof)
	return proofs, nil
}

// claims are those of the ties, the claim, the release or the pair that params name.
func claims(ctx context.Context, s graph.Store, params map[string]any) ([]Proof, error) {
	all := map[string]any{"ties": []any{}, "claim": "", "release": "", "a": "", "b": ""}
	maps.Copy(all, params)
	rows, err := ask(ctx, s, "evidence", all)
	if err != nil {
		return nil, err
	}
	proofs := make([]Proof, len(rows))
	for i, r := range rows {
		proofs[i] = row(r).proof()
	}
	return proofs, nil
}

func latestProof(a, b Proof) int {
	return cmp.Or(
		cmp.Compare(b.Published, a.Published),
		cmp.Compare(a.Release, b.Release),
		cmp.Compare(a.Start, b.Start),
		cmp.Compare(a.ID, b.ID),
	)
}

func (r row) proof() Proof {
	return Proof{
		Claim: graph.Claim{
			ID: r.text("id"), Type: vocab.RelationType(r.text("type")), Subject: r.text("subject"), Object: r.text("object"),
			Modality: vocab.Modality(r.text("modality")), From: r.text("from"), To: r.text("to"), Title: r.text("title"),
			Place: r.text("place"), AttributedTo: r.text("attributed_to"), Release: r.text("release"), Quote: r.text("quote"),
			Start: r.number("start"), End: r.number("end"), Confidence: r.float("confidence"), Rule: r.text("rule"),
		},
		Tie: r.text("tie"), SubjectName: r.text("subject_name"), ObjectName: r.text("object_name"),
		ReleaseTitle: r.text("release_title"), URL: r.text("url"), Publisher: r.text("publisher"), Published: r.text("published"),
	}
}

var evidence = Question{
	Name:    "evidence",
	Summary: "Show every sentence behind a tie, claim or release, or between two entities",
	About: `Show every sentence behind a tie, a claim or a release by its id (JSON and CSV print
them), or all that is said of two entities, by id or name. It takes nothing that
narrows: it tells all there is.`,
	Examples: []string{"evidence tie/0123456789abcdef", "evidence Stoltenberg Recean"},
	Params: []Parameter{
		{Name: "id", Kind: Text, Required: true, Place: true, Help: "the id of a tie, claim or release, or one of two entities"},
		{Name: "other", Kind: EntityName, Place: true, Help: "the other of the two entities"},
	},
	ask: func(ctx context.Context, w World, in asked) (Answer, error) {
		ids := []string{in.text("id")}
		if other := in.id("other"); other != "" {
			m, err := w.Find(ctx, in.text("id"))
			if err != nil {
				return Answer{}, err
			}
			in.entities["id"] = m
			ids = []string{m.ID, other}
		}
		rows, err := Evidence(ctx, w.Store, ids...)
		out := Answer{Rows: list(rows), Empty: "the graph holds no claim between the two",
			Columns: []string{"Claim", "Subject", "Type", "Object", "Status", "When", "Confidence", "Rule"}}
		for _, r := range rows {
			f := &Fact{Tie: r.Tie, From: r.From, To: r.To, Releases: 1, Independent: 1, Confidence: r.Confidence, Quote: Quote{
				Claim: r.ID, Text: r.Quote, Release: r.Release, Title: r.ReleaseTitle, URL: r.URL, Publisher: r.Publisher, Published: r.Published}}
			out.add(f, r.ID, r.SubjectName, string(r.Type), r.ObjectName, string(r.Modality), f.When(), sure(r.Confidence), r.Rule)
		}
		return out, err
	},
}
