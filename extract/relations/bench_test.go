package relations_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/extract"
	"entente/text"
)

// feed is a sample of real releases, spread over all of them.
func feed(b *testing.B, n int) []*text.Document {
	b.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", "raw_state", "all.jsonl")
	f, err := os.Open(path)
	if err != nil {
		b.Skipf("no real releases here: %v", err)
	}
	defer f.Close()
	var docs []*text.Document
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 16<<20)
	for scan.Scan() {
		var r struct{ Title, Text, Date string }
		if err := json.Unmarshal(scan.Bytes(), &r); err != nil {
			b.Fatalf("%s: %v", path, err)
		}
		d := text.New(r.Title + "\n\n" + r.Text)
		d.Publisher = "US Department of State"
		if t, err := time.Parse(time.RFC1123Z, r.Date); err == nil {
			d.Published = text.Date{ISO: t.Format(time.DateOnly), Basis: text.FromMetadata}
		}
		docs = append(docs, d)
	}
	if err := scan.Err(); err != nil {
		b.Fatalf("%s: %v", path, err)
	}
	if len(docs) == 0 {
		b.Fatalf("%s holds no release", path)
	}
	step := max(1, len(docs)/n)
	var out []*text.Document
	for i := 0; i < len(docs); i += step {
		out = append(out, docs[i])
	}
	return out
}

// BenchmarkRelease reads real releases on one core, by all stages and by each
// of them alone. Each sub-benchmark reports releases and megabytes a second.
func BenchmarkRelease(b *testing.B) {
	docs := feed(b, 100)
	all := all(b)
	apply(b, context.Background(), &extract.Analysis{Doc: docs[0]}, all) // loads what is loaded once
	b.Run("all", func(b *testing.B) { measure(b, docs, nil, all) })
	for i, s := range all {
		b.Run(s.Name(), func(b *testing.B) { measure(b, docs, all[:i], all[i:i+1]) })
	}
}

// measure times the stages on copies of what the stages before them give.
func measure(b *testing.B, docs []*text.Document, before, timed []extract.Stage) {
	ctx := context.Background()
	var ready []*extract.Analysis
	size := 0
	for _, d := range docs {
		a := &extract.Analysis{Doc: d}
		apply(b, ctx, a, before)
		ready, size = append(ready, a), size+len(d.Text())
	}
	n := 0
	for b.Loop() {
		b.StopTimer()
		fresh := make([]*extract.Analysis, len(ready))
		for i, a := range ready {
			fresh[i] = clone(a)
		}
		b.StartTimer()
		for _, a := range fresh {
			apply(b, ctx, a, timed)
		}
		n++
	}
	s := b.Elapsed().Seconds()
	b.ReportMetric(float64(n*len(docs))/s, "releases/s")
	b.ReportMetric(float64(n*size)/1e6/s, "MB/s")
}

func apply(t testing.TB, ctx context.Context, a *extract.Analysis, stages []extract.Stage) {
	for _, s := range stages {
		if err := s.Apply(ctx, a); err != nil {
			t.Fatalf("%s: %v", s.Name(), err)
		}
	}
}

// clone copies an analysis so that a stage may change it.
func clone(a *extract.Analysis) *extract.Analysis {
	c := *a
	c.Sentences, c.Tokens, c.Dates = slices.Clone(a.Sentences), slices.Clone(a.Tokens), slices.Clone(a.Dates)
	c.Mentions, c.Roles, c.Entities = slices.Clone(a.Mentions), slices.Clone(a.Roles), slices.Clone(a.Entities)
	for i := range c.Entities {
		c.Entities[i].Mentions = slices.Clone(a.Entities[i].Mentions)
		c.Entities[i].Aliases = slices.Clone(a.Entities[i].Aliases)
	}
	for i := range c.Mentions {
		c.Mentions[i].Also = slices.Clone(a.Mentions[i].Also)
	}
	return &c
}

// repeated is a release of n bytes that says the same again and again.
func repeated(n int) string {
	p := "On 5 March 2024, " + strand + " met " + saar + ", " + marek + " and " + holm + ` in Oslo. The Minister thanked Estonia for its support to Ukraine, and she praised the cooperation between NATO and the European Union. He will travel to Riga, Latvia, where he is to attend the Baltic Security Conference hosted by the Ministry of Defence of Latvia. “Russia is waging war on Ukraine,” said Minister Saar.

`
	return "Readout\n\n" + strings.Repeat(p, n/len(p))
}

// varied is a release of n bytes that names other people and bodies in each paragraph.
func varied(n int) string {
	syllables := []string{"ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu"}
	name := func(i int) string {
		s := syllables[i%10] + syllables[i/10%10] + syllables[i/100%10] + syllables[i/1000%10]
		return strings.ToUpper(s[:1]) + s[1:]
	}
	var b strings.Builder
	b.WriteString("Readout\n\n")
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "On 5 March 2024, Foreign Minister Anna %sson of Norway met General Petr %sberg in Oslo. She will attend the %s Security Conference hosted by the Ministry of %s Affairs.\n\n",
			name(i), name(i+77), name(i+3), name(i+9))
	}
	return b.String()
}

// TestTimeIsLinear reads releases of 100 KB and of 400 KB: each stage may take
// eight times as long for four times the text.
func TestTimeIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	all := all(t)
	took := func(body string) []time.Duration {
		a := &extract.Analysis{Doc: release(body, "")}
		out := make([]time.Duration, len(all))
		for i, s := range all {
			start := time.Now()
			apply(t, t.Context(), a, []extract.Stage{s})
			out[i] = time.Since(start)
		}
		return out
	}
	took(repeated(10 << 10)) // loads what is loaded once
	for _, tt := range []struct {
		name string
		body func(int) string
	}{{"repeated", repeated}, {"varied", varied}} {
		t.Run(tt.name, func(t *testing.T) {
			short, long := took(tt.body(100<<10)), took(tt.body(400<<10))
			for i, s := range all {
				t.Logf("%-13s %6d ms for 100 KB %6d ms for 400 KB", s.Name(), short[i].Milliseconds(), long[i].Milliseconds())
				if long[i] > 8*short[i]+500*time.Millisecond { // the slack is for a busy machine
					t.Errorf("%s takes %v for 100 KB and %v for 400 KB: more than eight times as long", s.Name(), short[i], long[i])
				}
			}
		})
	}
}

// BenchmarkGrowth reads a text and one ten times as long, and reports how many times
// as long it takes: at most 13, or something is not linear.
func BenchmarkGrowth(b *testing.B) {
	all := all(b)
	names := func(n int) string {
		s := varied(60 * n)
		var out strings.Builder
		out.WriteString("Readout\n\nParticipants included ")
		for _, p := range strings.Split(s, "Foreign Minister ")[1:] {
			out.WriteString(strings.Join(strings.Fields(p)[:2], " ") + ", ")
		}
		return out.String() + "and Ida Falk."
	}
	for _, tt := range []struct {
		name string
		body func(n int) string // of n bytes
	}{
		{"repeated", repeated},
		{"varied", varied},
		{"one sentence", func(n int) string {
			const words = strand + " met the many and very patient harbour masters of the long coast and "
			return "Readout\n\n" + strings.Repeat(words, n/len(words)) + saar + "."
		}},
		{"one list of names", names},
		{"brackets", func(n int) string {
			return "Readout\n\n" + strand + " " + strings.Repeat("(“[", n/14) + " met " + strings.Repeat("]”)", n/14) + " " + saar + "."
		}},
	} {
		b.Run(tt.name, func(b *testing.B) {
			short, long := release(tt.body(30<<10), ""), release(tt.body(300<<10), "")
			read := func(d *text.Document) time.Duration {
				start := time.Now()
				apply(b, b.Context(), &extract.Analysis{Doc: d}, all)
				return time.Since(start)
			}
			read(long) // loads what is loaded once
			var s, l time.Duration
			for b.Loop() {
				s, l = s+read(short), l+read(long)
			}
			b.ReportMetric(float64(l)/float64(s), "times")
			b.ReportMetric(float64(len(long.Text()))*float64(b.N)/1e3/l.Seconds(), "KB/s")
		})
	}
}
