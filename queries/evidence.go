package queries

import (
	"cmp"
	"context"
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
	params := map[string]any{"tie": "", "claim": "", "release": "", "a": "", "b": ""}
	if len(ids) < 1 || len(ids) > 2 {
		return nil, graph.Errorf(graph.Invalid, "evidence takes one id or two, not %d", len(ids))
	}
	kind, _, _ := strings.Cut(ids[0], "/")
	switch _, known := params[kind]; {
	case len(ids) == 2:
		params["a"], params["b"] = ids[0], ids[1]
	case known && kind != "a" && kind != "b":
		params[kind] = ids[0]
	default:
		return nil, graph.Errorf(graph.Invalid, "%q is no id of a tie, claim or release; for two entities give both", ids[0])
	}
	rows, err := ask(ctx, s, "evidence", params)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 && len(ids) == 1 {
		return nil, graph.Errorf(graph.NotFound, "the graph holds no claims of %s", ids[0])
	}
	proofs := make([]Proof, len(rows))
	for i, r := range rows {
		proofs[i] = row(r).proof()
	}
	slices.SortFunc(proofs, func(a, b Proof) int {
		return cmp.Or(
			cmp.Compare(b.Published, a.Published),
			cmp.Compare(a.Release, b.Release),
			cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.ID, b.ID),
		)
	})
	return proofs, nil
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
