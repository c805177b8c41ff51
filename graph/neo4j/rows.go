package neo4j

import (
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/text/vocab"
)

// props are properties of a node or relationship. Empty texts are unknown and
// are not stored.
type props map[string]any

func (p props) known() map[string]any {
	for k, v := range p {
		if v == "" {
			delete(p, k)
		}
	}
	return p
}

func (p props) text(key string) string {
	s, _ := p[key].(string)
	return s
}

func (p props) number(key string) int {
	n, _ := p[key].(int64)
	return int(n)
}

func (p props) float(key string) float64 {
	f, _ := p[key].(float64)
	return f
}

func (p props) list(key string) []string {
	var out []string
	vs, _ := p[key].([]any)
	for _, v := range vs {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func node(r graph.Row, col string) props {
	n, _ := r[col].(neo4j.Node)
	return n.Props
}

func entityOf(r graph.Row) graph.Entity {
	p := node(r, "e")
	return graph.Entity{
		ID: p.text("id"), Type: vocab.EntityType(p.text("type")), Name: p.text("name"), Aliases: p.list("aliases"),
		Acronym: p.text("acronym"), ISO3: p.text("iso3"), Kind: p.text("kind"), SameAs: p.list("same_as"), Links: p.list("links"), MergedInto: props(r).text("into"),
	}
}

func releaseOf(r graph.Row) graph.Release {
	p := node(r, "r")
	return graph.Release{
		ID: p.text("id"), Title: p.text("title"), URL: p.text("url"), Publisher: p.text("publisher"),
		Published: p.text("published"), Basis: p.text("basis"), Text: p.text("text"), Origins: p.list("origins"),
	}
}

func mentionedOf(r graph.Row) graph.Mentioned {
	rel, _ := r["m"].(neo4j.Relationship)
	p, ends := props(rel.Props), props(r)
	return graph.Mentioned{Entity: ends.text("entity"), Release: ends.text("release"), Count: p.number("count"),
		Name: p.text("name"), Aliases: p.list("aliases"), Acronym: p.text("acronym")}
}

func claimOf(r graph.Row) graph.FiledClaim {
	p, ends := node(r, "c"), props(r)
	return graph.FiledClaim{Tie: p.text("tie"), Claim: graph.Claim{
		ID: p.text("id"), Type: vocab.RelationType(p.text("type")), Subject: ends.text("subject"), Object: ends.text("object"),
		Modality: vocab.Modality(p.text("modality")), From: p.text("from"), To: p.text("to"), Title: p.text("title"),
		Place: p.text("place"), AttributedTo: p.text("attributed_to"), Release: ends.text("release"), Quote: p.text("quote"),
		Start: p.number("start"), End: p.number("end"), Confidence: p.float("confidence"), Rule: p.text("rule"),
	}}
}

func tieOf(r graph.Row) graph.Tie {
	rel, _ := r["t"].(neo4j.Relationship)
	p, ends := props(rel.Props), props(r)
	return graph.Tie{
		ID: p.text("id"), Type: vocab.RelationType(rel.Type), Subject: ends.text("subject"), Object: ends.text("object"),
		Modality: vocab.Modality(p.text("modality")), From: p.text("from"), To: p.text("to"), Title: p.text("title"),
		Place: p.text("place"), Releases: p.number("releases"), Independent: p.number("independent"), Confidence: p.float("confidence"), Claims: p.list("claims"),
	}
}
