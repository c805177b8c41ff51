package resolve

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// prose is a text of n sentences, the same for the same seed.
func prose(seed uint64, n int) string {
	rnd := rand.New(rand.NewPCG(seed, 0))
	var b strings.Builder
	for range n {
		for range 12 {
			fmt.Fprintf(&b, "w%d ", rnd.IntN(2000))
		}
		b.WriteString("ends. ")
	}
	return b.String()
}

func TestCopies(t *testing.T) {
	r := func(id, day, title, url, text string) graph.Release {
		return graph.Release{ID: "release/" + id, Published: day, Title: title, URL: url, Text: title + "\n\n" + text}
	}
	long := prose(1, 30)
	releases := []graph.Release{
		r("a", "2024-05-03", "Ministers meet in Oslo", "", long),
		r("b", "2024-05-04", "MINISTERS MEET IN OSLO (from our correspondent)", "", strings.ToUpper(long)),
		r("c", "", "Ministers", "", "By the agency. "+long+" All rights reserved."), // no day: not the original
		r("d", "2024-05-01", "Something else", "", prose(2, 30)),
		r("e", "2024-05-02", "Half of it", "", prose(1, 15)+prose(3, 15)),
		r("f", "2024-05-05", "Short", "", "They met."),
		r("g", "2024-05-06", "Short", "", "They met."),
		r("h", "2024-05-07", "Short", "", "They parted."),
		// Versions: of one address, and of one title.
		r("i", "2024-06-01", "Agenda of the week", "https://x.org/1", prose(4, 20)),
		r("j", "2024-06-02", "Agenda of the week", "https://x.org/1", prose(4, 14)+prose(5, 6)),
		r("k", "2024-06-03", "Agenda of the week", "https://x.org/1", prose(4, 14)+prose(6, 7)),
		r("l", "2024-06-04", "Another page there", "https://x.org/1", prose(7, 20)),
		r("m", "2024-07-01", "Statement on the talks", "", prose(8, 20)),
		r("n", "2024-07-01", "Updated: Statement on the talks", "", prose(8, 14)+prose(9, 6)),
		r("o", "2024-07-02", "Statement on the talks", "", prose(10, 20)),
	}
	wantCopies := map[string]string{"release/b": "release/a", "release/c": "release/a", "release/g": "release/f"}
	wantVersions := map[string]string{"release/i": "release/k", "release/j": "release/k", "release/m": "release/n"}
	for range 10 {
		rand.Shuffle(len(releases), func(i, j int) { releases[i], releases[j] = releases[j], releases[i] })
		copies, versions := copiesOf(releases)
		if d := cmp.Diff(wantCopies, copies); d != "" {
			t.Fatalf("copies (-want +got)\n%s", d)
		}
		if d := cmp.Diff(wantVersions, versions); d != "" {
			t.Fatalf("versions (-want +got)\n%s", d)
		}
	}
	if c, v := copiesOf(nil); len(c)+len(v) > 0 {
		t.Error("copies of nothing")
	}
}

// BenchmarkCopies is for comparing sizes: ten times the releases, ten times the time.
func BenchmarkCopies(b *testing.B) {
	for _, n := range []int{500, 5000} {
		releases := make([]graph.Release, n)
		for i := range releases {
			releases[i] = graph.Release{ID: fmt.Sprint("release/", i), Text: prose(uint64(i)*9/10, 30)}
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				copiesOf(releases)
			}
		})
	}
}

func copiesOf(releases []graph.Release) (copies, versions map[string]string) {
	var t Texts
	for _, r := range releases {
		t.Add(r)
	}
	doubtful := t.Doubtful()
	for _, r := range releases {
		if doubtful[r.ID] {
			t.Compare(r)
		}
	}
	return t.Find()
}
