package lexicon

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"entente/text"
	"entente/text/vocab"
)

// TestGold measures the lexicon alone against the training releases: how many
// of the mentions of a type it finds to the byte, and how many of its finds
// stand in a mention of the annotators.
func TestGold(t *testing.T) {
	f, err := os.Open("../../../shared/gold/train.jsonl")
	if err != nil {
		t.Skip("no training releases beside the repository: ", err)
	}
	defer f.Close()
	l := open(t)
	type count struct{ gold, hit, found, inside int }
	counts := map[vocab.EntityType]*count{vocab.Country: {}, vocab.Organization: {}, vocab.Place: {}}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var d struct {
			Text     string
			Entities []struct {
				Type     vocab.EntityType
				Optional bool
				Mentions []struct {
					Start, End int
					Optional   bool
				}
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		types := map[text.Span]vocab.EntityType{}
		var marked []text.Span
		for _, e := range d.Entities {
			for _, m := range e.Mentions {
				s := text.Span{Start: m.Start, End: m.End}
				marked = append(marked, s)
				if c := counts[e.Type]; c != nil && !e.Optional && !m.Optional {
					types[s] = e.Type
					c.gold++
				}
			}
		}
		for _, m := range l.Find(d.Text) {
			if m.Surface == ShortName {
				continue
			}
			if c := counts[types[m.Span]]; c != nil && (m.Entries[0].Type == types[m.Span] || m.Surface == Capital && types[m.Span] == vocab.Country) {
				c.hit++
			}
			if c := counts[m.Entries[0].Type]; c != nil {
				c.found++
				if slices.ContainsFunc(marked, func(s text.Span) bool { return s.Contains(m.Span) }) {
					c.inside++
				}
			}
		}
	}
	for typ, least := range map[vocab.EntityType]struct{ recall, inside float64 }{
		vocab.Country: {0.98, 0.99}, vocab.Place: {0.90, 0.97}, vocab.Organization: {0.62, 0.96},
	} {
		c := counts[typ]
		recall, inside := float64(c.hit)/float64(c.gold), float64(c.inside)/float64(c.found)
		t.Logf("%s: recall %.3f of %d, %.3f of %d finds in a mention", typ, recall, c.gold, inside, c.found)
		if recall < least.recall || inside < least.inside {
			t.Errorf("%s: recall %.3f and share in mentions %.3f, want at least %.2f and %.2f", typ, recall, inside, least.recall, least.inside)
		}
	}
}
