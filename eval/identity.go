package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Identities says who the names of one release are, whose text is kept elsewhere.
type Identities struct {
	Corpus string `json:"corpus"` // a folder with a file all.jsonl
	Line   int    `json:"line"`   // of that file, from 1
	SHA256 string `json:"sha256"` // how the hash of its "text" begins
	Names  []Identity
}

// Identity says who the name at a place is.
type Identity struct {
	Start, End int    // bytes of the text
	ID         string // the same wherever the same is meant: TYPE/NAME
}

// UnmarshalJSON reads [start, end, id].
func (i *Identity) UnmarshalJSON(b []byte) error {
	err := json.Unmarshal(b, &[]any{&i.Start, &i.End, &i.ID})
	if err == nil && (i.Start < 0 || i.End <= i.Start || !strings.Contains(i.ID, "/")) {
		err = fmt.Errorf("%s is no [start, end, \"TYPE/NAME\"]", b)
	}
	return err
}

// ReadIdentities reads JSON Lines with the keys of Identities.
func ReadIdentities(r io.Reader, name string) ([]Identities, error) {
	var out []Identities
	s := bufio.NewScanner(r)
	s.Buffer(nil, 16<<20)
	for n := 1; s.Scan(); n++ {
		if strings.TrimSpace(s.Text()) == "" {
			continue
		}
		var x Identities
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if x.Corpus == "" || x.Line < 1 || len(x.SHA256) < 8 || len(x.Names) == 0 {
			return nil, fmt.Errorf("%s:%d: needs \"corpus\", \"line\" from 1, \"sha256\" of 8 digits or more, and \"names\"", name, n)
		}
		out = append(out, x)
	}
	return out, s.Err()
}

// Linked is one name: who it is and who the system takes it for.
type Linked struct {
	Where  string // for lists of errors
	Gold   string
	System string // empty if the system did not find the name
}

// Linking holds the figures of one comparison of identities.
type Linking struct {
	Names  int                 `json:"names"`
	Found  int                 `json:"found"`
	All    Clusters            `json:"all"`
	ByType map[string]Clusters `json:"by_type"`
	Errors []string            `json:"-"` // what is apart and should be one, and the other way round
}

// Clusters compares two ways to part names into entities: B-cubed precision and
// recall of A. Bagga and B. Baldwin (1998), and the share of right pairs among the
// pairs of names that the system takes for one.
type Clusters struct {
	Names     int     `json:"names"`
	Precision rounded `json:"precision"`
	Recall    rounded `json:"recall"`
	F1        rounded `json:"f1"`
	Pairs     int     `json:"pairs"`
	Right     int     `json:"pairs_right"`
	PairShare rounded `json:"pairs_precision"`
}

// ScoreIdentities compares. A name that the system did not find is an entity by itself.
func ScoreIdentities(names []Linked) Linking {
	l := Linking{Names: len(names), ByType: map[string]Clusters{}}
	names = slices.Clone(names)
	byType := map[string][]Linked{}
	for i := range names {
		if names[i].System == "" {
			names[i].System = fmt.Sprint("not found ", i)
		} else {
			l.Found++
		}
		kind, _, _ := strings.Cut(names[i].Gold, "/")
		byType[kind] = append(byType[kind], names[i])
	}
	l.All = clusters(names)
	for kind, some := range byType {
		l.ByType[kind] = clusters(some)
	}
	l.Errors = append(apart(names), joined(names)...)
	return l
}

func clusters(names []Linked) Clusters {
	c := Clusters{Names: len(names)}
	gold, system, both := map[string]int{}, map[string]int{}, map[[2]string]int{}
	for _, n := range names {
		gold[n.Gold]++
		system[n.System]++
		both[[2]string{n.Gold, n.System}]++
	}
	var p, r float64
	for _, k := range slices.SortedFunc(maps.Keys(both), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		n := float64(both[k])
		p += n * n / float64(system[k[1]])
		r += n * n / float64(gold[k[0]])
		c.Right += both[k] * (both[k] - 1) / 2
	}
	for _, n := range system {
		c.Pairs += n * (n - 1) / 2
	}
	if len(names) == 0 {
		return c
	}
	p, r = p/float64(len(names)), r/float64(len(names))
	c.Precision, c.Recall, c.F1 = round4(p), round4(r), round4(2*p*r/(p+r))
	if c.Pairs > 0 {
		c.PairShare = round4(float64(c.Right) / float64(c.Pairs))
	}
	return c
}

// apart lists what is one and has several entities, joined the entities that are
// of several.
func apart(names []Linked) []string {
	return mixed(names, "apart", func(n Linked) (string, string) { return n.Gold, n.System })
}

func joined(names []Linked) []string {
	return mixed(names, "joined", func(n Linked) (string, string) { return n.System, n.Gold })
}

func mixed(names []Linked, what string, sides func(Linked) (one, several string)) []string {
	all := map[string]map[string][]string{}
	for _, n := range names {
		one, part := sides(n)
		if all[one] == nil {
			all[one] = map[string][]string{}
		}
		all[one][part] = append(all[one][part], n.Where)
	}
	var out []string
	for _, one := range slices.Sorted(maps.Keys(all)) {
		if len(all[one]) < 2 {
			continue
		}
		for _, part := range slices.Sorted(maps.Keys(all[one])) {
			where := all[one][part]
			out = append(out, fmt.Sprintf("%s\t%s\t%s\t%d\t%s", what, one, part, len(where), where[0]))
		}
	}
	return out
}

// WriteText prints the figures for people, those by type too when asked for.
func (l Linking) WriteText(w io.Writer, byType bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d names, %d of them found\n", l.Names, l.Found)
	line := func(name string, c Clusters) {
		fmt.Fprintf(&b, "%-14s B-cubed P %.3f  R %.3f  F1 %.3f   pairs %d of %d right (%.3f)   names %d\n",
			name, c.Precision, c.Recall, c.F1, c.Right, c.Pairs, c.PairShare, c.Names)
	}
	line("identity", l.All)
	if byType {
		for _, t := range slices.Sorted(maps.Keys(l.ByType)) {
			line("  "+t, l.ByType[t])
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
