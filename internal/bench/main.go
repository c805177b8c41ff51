// Command bench measures a store at scale: how fast a made-up graph is written to
// it, and how long each question takes then. The graph has the degrees of the news:
// a few states and bodies are in most releases, most people in one.
//
//	go run ./internal/bench -ties 10000,100000,1000000
//	go run ./internal/bench -neo4j -ties 100000
//
// Or it measures a server that runs: how long each address of its API takes at a steady
// rate of requests.
//
//	go run ./internal/bench -keep bench.db -ties 100000
//	entente serve --store sqlite:bench.db &
//	go run ./internal/bench -load http://127.0.0.1:8420 -rate 200 -for 30s
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/formats"
	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/sqlite"
	"entente/internal/neo4jtest"
	"entente/queries"
	"entente/text/vocab"
)

func main() {
	sizes := flag.String("ties", "10000,100000", "numbers of ties, with commas between")
	loader := flag.Bool("loader", false, "write to a Neo4j of its own in turns with a hand-tuned loader")
	server := flag.Bool("neo4j", false, "ask a Neo4j with the same graph")
	asks := flag.Int("asks", 200, "how often each question is asked, of different entities")
	keep := flag.String("keep", "", "keep the SQLite file at this `path`, and only ask where it is there already")
	address := flag.String("load", "", "the `address` of an entente serve to ask")
	rate := flag.Int("rate", 200, "requests a second, with -load")
	span := flag.Duration("for", 30*time.Second, "how long, with -load")
	flag.Parse()
	if *address != "" {
		if err := press(context.Background(), *address, *rate, *span); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	if *loader {
		if err := besideLoader(context.Background()); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	for s := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(s)
		if err == nil {
			err = run(context.Background(), n, *asks, *server, *keep)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
	}
}

func run(ctx context.Context, ties, asks int, server bool, keep string) error {
	dir, err := os.MkdirTemp("", "entente-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file := cmp.Or(keep, filepath.Join(dir, "bench.db"))
	_, missing := os.Stat(file)
	s, err := sqlite.Open(ctx, file)
	if err != nil {
		return err
	}
	defer s.Close(ctx)
	w := newWorld(ties)
	if missing != nil {
		if err := w.write(ctx, s); err != nil {
			return err
		}
	}
	if !server {
		return w.ask(ctx, s, asks)
	}
	began := time.Now()
	n, err := copied(ctx, s, filepath.Join(dir, "import"))
	if err != nil {
		return err
	}
	defer n.Stop()
	other, err := neo4j.Open(ctx, neo4j.Options{URL: n.URL, User: n.User, Password: n.Password})
	if err != nil {
		return err
	}
	defer other.Close(ctx)
	fmt.Printf("Neo4j with the same, by way of neo4j-admin in %.0f s\n", time.Since(began).Seconds())
	return w.ask(ctx, other, asks)
}

// write writes the graph and tells how long it took.
func (w *world) write(ctx context.Context, s graph.Store) error {
	var took time.Duration // of writing, and not of making up
	for b := range w.batches() {
		began := time.Now()
		if err := s.Write(ctx, b); err != nil {
			return err
		}
		took += time.Since(began)
	}
	d, err := s.Describe(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d ties of %d claims between %d entities written in %.1f s: %.0f claims a second\n",
		d.Version, d.Counts["ties"], d.Counts["claims"], d.Counts["entities"], took.Seconds(), float64(d.Counts["claims"])/took.Seconds())
	fmt.Printf("BenchmarkWrite/store=sqlite/ties=%d 1 %.0f ns/op %.0f claims/s\n", w.ties, float64(took.Nanoseconds()), float64(d.Counts["claims"])/took.Seconds())
	return nil
}

// copied starts a Neo4j that has what a store has.
func copied(ctx context.Context, s graph.Store, folder string) (*neo4jtest.Server, error) {
	if err := os.Mkdir(folder, 0o700); err != nil {
		return nil, err
	}
	f, _ := formats.Find("neo4j-csv")
	var open []*os.File
	err := f.Write(s.Export(ctx), formats.Filter{}, func(name string) (io.Writer, error) {
		file, err := os.Create(filepath.Join(folder, name))
		open = append(open, file)
		return file, err
	})
	for _, file := range open {
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return nil, err
	}
	return neo4jtest.LaunchOn(ctx, folder)
}

// world is a made-up graph.
type world struct {
	ties     int
	entities []graph.Entity
	rnd      *rand.Rand
}

const claimsEach = 8 // of a release

func newWorld(ties int) *world {
	w := &world{ties: ties, rnd: rand.New(rand.NewPCG(1, 1))}
	for i := range max(100, ties/8) {
		e := graph.Entity{Type: vocab.Person, Name: fmt.Sprintf("Ada%d Doe%d", i%997, i)}
		switch {
		case i < 200:
			e = graph.Entity{Type: vocab.Country, Name: fmt.Sprintf("Land %d", i)}
		case i%5 == 0:
			e = graph.Entity{Type: vocab.Organization, Name: fmt.Sprintf("Body Number %d", i), Acronym: fmt.Sprintf("B%d", i)}
		}
		e.ID = fmt.Sprintf("%s/%d", strings.ToLower(string(e.Type)), i)
		w.entities = append(w.entities, e)
	}
	return w
}

// draw is an entity, the first ones far more often: by a law of Zipf.
func (w *world) draw() int {
	n := float64(len(w.entities))
	return min(len(w.entities)-1, int(math.Pow(n, w.rnd.Float64()))-1)
}

// of draws an entity of a type.
func (w *world) of(t vocab.EntityType) int {
	for {
		if i := w.draw(); w.entities[i].Type == t {
			return i
		}
	}
}

// home is the body or state where a person has an office, always the same: of the
// first ones more people.
func (w *world) home(person int) int {
	n := float64(len(w.entities) / 10)
	i := int(math.Pow(n, float64(person*7919%10007)/10007))
	for w.entities[i].Type == vocab.Person {
		i++
	}
	return i
}

// claim draws a claim as releases make them.
func (w *world) claim(day string) (graph.Claim, int, int) {
	c := graph.Claim{Modality: vocab.Asserted, Confidence: 0.5 + w.rnd.Float64()/2, Rule: "bench"}
	var s, o int
	switch k := w.rnd.IntN(100); {
	case k < 40:
		c.Type, s, o = vocab.MetWith, w.of(vocab.Person), w.of(vocab.Person)
	case k < 55:
		c.Type, s, o = vocab.Visited, w.of(vocab.Person), w.of(vocab.Country)
	case k < 75:
		s = w.of(vocab.Person)
		c.Type, o, c.Title = vocab.HoldsPosition, w.home(s), fmt.Sprint("Minister ", s%17)
	case k < 85:
		c.Type, s, o = vocab.MemberOf, w.of(vocab.Country), w.of(vocab.Organization)
	case k < 87:
		s = w.of(vocab.Organization)
		c.Type, o = vocab.PartOf, w.home(s)
	default:
		c.Type, s, o = vocab.Supports, w.of(vocab.Country), w.of(vocab.Organization)
	}
	if s == o {
		return w.claim(day)
	}
	if c.Type.Event() {
		if c.From, c.To = day, day; w.rnd.IntN(5) == 0 {
			c.Modality = vocab.Planned
		}
	}
	c.Subject, c.Object = w.entities[s].ID, w.entities[o].ID
	return c, s, o
}

// batches are the releases, as many at a time as import writes.
func (w *world) batches() iter.Seq[graph.Batch] {
	return func(yield func(graph.Batch) bool) {
		var b graph.Batch
		seen := map[int]bool{}
		for i := range w.ties / claimsEach {
			day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%4000).Format(time.DateOnly)
			text := fmt.Sprintf("Release %d. %s", i, strings.Repeat("A sentence of an ordinary length says who met whom. ", 10))
			r := graph.Release{ID: graph.ReleaseID(text), Title: fmt.Sprint("Release ", i), Text: text, Published: day, Basis: "metadata"}
			b.Releases = append(b.Releases, r)
			for j := range claimsEach {
				c, s, o := w.claim(day)
				c.Release, c.Quote, c.Start, c.End = r.ID, text[:60], j, j+60
				c.ID = graph.ClaimID(c)
				b.Claims = append(b.Claims, c)
				for _, e := range []int{s, o} {
					if !seen[e] {
						seen[e] = true
						b.Entities = append(b.Entities, w.entities[e])
					}
					b.Mentioned = append(b.Mentioned, graph.Mentioned{Entity: w.entities[e].ID, Release: r.ID, Count: 1, Name: w.entities[e].Name})
				}
			}
			if len(b.Releases) == formats.BatchSize {
				if !yield(b) {
					return
				}
				b = graph.Batch{}
			}
		}
		yield(b)
	}
}

// ask asks every question of entities as people do: half of them by how much they
// are in the news, half of all the same.
func (w *world) ask(ctx context.Context, s graph.Store, asks int) error {
	var ids []string
	for len(ids) < 2*asks+1 {
		i := w.draw()
		if len(ids)%2 == 0 {
			i = w.rnd.IntN(len(w.entities))
		}
		if _, err := queries.Show(ctx, s, w.entities[i].ID); err == nil {
			ids = append(ids, w.entities[i].ID)
		}
	}
	limit := queries.Filter{Limit: 50}
	questions := []struct {
		name string
		ask  func(a, b string) error
	}{
		{"who-met", func(a, _ string) error {
			_, err := queries.WhoMet(ctx, s, queries.WhoMetParams{Entity: a, Filter: limit})
			return err
		}},
		{"ties", func(a, _ string) error {
			_, err := queries.Ties(ctx, s, queries.TiesParams{Entity: a, Filter: limit})
			return err
		}},
		{"members", func(a, _ string) error {
			_, err := queries.Members(ctx, s, queries.MembersParams{Entity: a, Filter: limit})
			return err
		}},
		{"timeline", func(a, _ string) error {
			_, err := queries.Timeline(ctx, s, queries.TimelineParams{Entity: a, Filter: limit})
			return err
		}},
		{"show", func(a, _ string) error { _, err := queries.Show(ctx, s, a); return err }},
		{"holders", func(a, _ string) error {
			_, err := queries.Holders(ctx, s, queries.HoldersParams{Entity: a, Filter: limit})
			return err
		}},
		{"pending", func(a, _ string) error {
			_, err := queries.Pending(ctx, s, queries.PendingParams{Entity: a, On: "2020", Filter: limit})
			return err
		}},
		{"evidence", func(a, b string) error { _, err := queries.Evidence(ctx, s, a, b); return err }},
		{"path, 4 hops", func(a, b string) error {
			_, err := queries.Path(ctx, s, queries.PathParams{A: a, B: b, Max: 4})
			return err
		}},
		{"find", func(a, _ string) error { _, err := queries.Find(ctx, s, a); return err }},
		{"find a name", func(a, _ string) error {
			_, n, _ := strings.Cut(a, "/")
			_, err := queries.Find(ctx, s, "Land "+n)
			if graph.CodeOf(err) == graph.NotFound {
				err = nil
			}
			return err
		}},
	}
	for _, q := range questions { // until files, plans and compiled code are at hand
		for i := range asks {
			if err := q.ask(ids[asks+i], ids[asks+i+1]); err != nil {
				return fmt.Errorf("%s of %s: %w", q.name, ids[i], err)
			}
		}
	}
	for _, q := range questions {
		var took []time.Duration
		for i := range asks {
			began := time.Now()
			if err := q.ask(ids[i], ids[i+1]); err != nil {
				return fmt.Errorf("%s of %s: %w", q.name, ids[i], err)
			}
			took = append(took, time.Since(began))
		}
		slices.SortFunc(took, func(a, b time.Duration) int { return cmp.Compare(a, b) })
		ms := func(part float64) float64 { return float64(took[int(part*float64(asks-1))].Microseconds()) / 1000 }
		fmt.Printf("BenchmarkAsk/store=%s/ties=%d/question=%s %d %d ns/op %d p95-ns/op\n", map[graph.Dialect]string{graph.SQL: "sqlite", graph.Cypher: "neo4j"}[s.Dialect()],
			w.ties, strings.ReplaceAll(strings.ReplaceAll(q.name, ", ", "-"), " ", "-"), asks, took[asks/2].Nanoseconds(), took[int(0.95*float64(asks-1))].Nanoseconds())
		fmt.Printf("  %-14s p50 %8.2f ms   p95 %8.2f ms   most %8.2f ms\n", q.name, ms(0.5), ms(0.95), ms(1))
	}
	return nil
}
