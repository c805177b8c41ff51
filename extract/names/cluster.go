package names

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"entente/extract"
	"entente/extract/lexicon"
	"entente/text"
	"entente/text/vocab"
)

// ClusterStage gives Entities: it joins the names of one thing.
type ClusterStage struct{ lex *lexicon.Lexicon }

// Cluster returns the stage that joins names to entities.
func Cluster(lex *lexicon.Lexicon) *ClusterStage { return &ClusterStage{lex} }

// Name implements extract.Stage.
func (*ClusterStage) Name() string { return "names cluster" }

// Needs implements extract.Stage.
func (*ClusterStage) Needs() []extract.Layer { return []extract.Layer{extract.Mentions} }

// Gives implements extract.Stage.
func (*ClusterStage) Gives() []extract.Layer { return []extract.Layer{extract.Entities} }

// Apply implements extract.Stage.
func (c *ClusterStage) Apply(_ context.Context, a *extract.Analysis) error {
	k := &clusters{a: a, lex: c.lex, byName: map[string]*group{}, byWord: map[string][]*group{}}
	k.read()
	// Full names first, so that the short ones find them wherever they stand.
	order := make([]int, len(k.names))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return len(k.names[y].words) - len(k.names[x].words) })
	for _, i := range order {
		k.place(i)
	}
	k.acronyms()
	k.finish()
	return nil
}

// name is one mention as the clustering sees it.
type name struct {
	mention int
	key     string   // folded
	words   []string // of key, without suffixes such as "jr"
	surface string
}

// group is an entity in the making.
type group struct {
	typ     vocab.EntityType
	ref     string
	acronym string
	names   []int      // indices into clusters.names
	forms   [][]string // the distinct ones among their words
	into    *group
}

func (g *group) root() *group {
	for g.into != nil {
		g = g.into
	}
	return g
}

type clusters struct {
	a      *extract.Analysis
	lex    *lexicon.Lexicon
	names  []name
	of     []*group            // beside names
	byName map[string]*group   // type and folded name, or ref
	byWord map[string][]*group // type and word: the groups with a name that has it first or last
	all    []*group
}

func (k *clusters) read() {
	for i := range k.a.Mentions {
		m := &k.a.Mentions[i]
		if m.Kind != extract.Name {
			continue
		}
		surface := k.a.Doc.Slice(m.Span)
		n := name{mention: i, key: strings.TrimPrefix(text.Fold(surface), "the "), surface: surface}
		n.words = strings.Fields(n.key)
		if m.Type == vocab.Person {
			for len(n.words) > 1 && suffixes[n.words[len(n.words)-1]] {
				n.words = n.words[:len(n.words)-1]
			}
		}
		if m.Type == vocab.Person && len(n.words) == 1 && strings.HasSuffix(k.a.Doc.Text()[:m.Start], "and Mrs ") {
			n.words = []string{"mrs", n.words[0]} // "President Kabua and Mrs Kabua" are two
		}
		k.names = append(k.names, n)
	}
	k.of = make([]*group, len(k.names))
}

// place puts name i into the group that it belongs to, or a new one.
func (k *clusters) place(i int) {
	n, m := &k.names[i], &k.a.Mentions[k.names[i].mention]
	typ := string(m.Type) + "\x00"
	g := k.byName[typ+strings.Join(n.words, " ")]
	if m.Ref != "" {
		if byRef := k.byName[typ+m.Ref]; byRef != nil {
			g = byRef
		} else if g != nil && g.root().ref != "" {
			g = nil
		}
	}
	if g == nil && m.Ref == "" {
		g = k.longer(i, m)
	}
	if g == nil {
		g = &group{typ: m.Type}
		k.all = append(k.all, g)
	}
	g = g.root()
	if g.ref == "" {
		g.ref = m.Ref
	}
	g.names = append(g.names, i)
	k.of[i] = g
	if m.Ref != "" {
		k.byName[typ+m.Ref] = g
	}
	full := typ + strings.Join(n.words, " ")
	if k.byName[full] == nil {
		k.byName[full] = g
		g.forms = append(g.forms, n.words)
		k.index(typ, n.words, g)
	}
}

// manyNames bounds how many names with one word in common are compared, and
// manyForms how many forms one thing may have, so that no text takes quadratic
// time.
const (
	manyNames = 200
	manyForms = 50
)

func (k *clusters) index(typ string, words []string, g *group) {
	for _, w := range words {
		if functionWords[w] {
			continue
		}
		if l := k.byWord[typ+w]; len(l) < manyNames && (len(l) == 0 || l[len(l)-1] != g) {
			k.byWord[typ+w] = append(l, g)
		}
	}
}

// longer finds the group with a longer name that name i is a short form of: the
// one mentioned last before it, else the first after it.
func (k *clusters) longer(i int, m *extract.Mention) *group {
	n := &k.names[i]
	if len(n.words) == 0 {
		return nil
	}
	last := n.words[len(n.words)-1]
	var best *group
	bestAt, bestFit := -1, 0
	for _, g := range k.byWord[string(m.Type)+"\x00"+last] {
		g = g.root()
		fit, at := 0, -1
		if len(g.forms) >= manyForms {
			continue
		}
		for _, long := range g.forms {
			if shortOf(n.words, long, m.Type) {
				fit = max(fit, 1)
				if long[len(long)-1] == last {
					fit = 2 // "Ortega" is Daniel Ortega rather than Camila Ortega Murillo
				}
			}
		}
		if fit == 0 {
			continue
		}
		for _, j := range g.names {
			if k.names[j].mention < n.mention {
				at = max(at, k.names[j].mention)
			}
		}
		if fit > bestFit || fit == bestFit && at > bestAt {
			best, bestAt, bestFit = g, at, fit
		}
	}
	return best
}

// shortOf reports whether the words short may name what the words long name.
func shortOf(short, long []string, typ vocab.EntityType) bool {
	if len(short) >= len(long) {
		if typ == vocab.Person && len(short) > 1 && len(long) > 1 {
			return sameGiven(short[0], long[0]) && short[len(short)-1] == long[len(long)-1]
		}
		return false
	}
	if short[0] == "mrs" || long[0] == "mrs" {
		return false
	}
	if typ == vocab.Person {
		if len(short) > 1 && short[len(short)-1] == long[len(long)-1] {
			return sameGiven(short[0], long[0]) || subsequence(short, long)
		}
		return contains(long, short)
	}
	if h := short[len(short)-1]; len(short) > 1 && long[0] == h && contains(long, short[:len(short)-1]) {
		return true // "Defence Ministry", "Ministry of Defence"
	}
	switch h := headOf(long[len(long)-1]); {
	case typ == vocab.Place:
		return long[0] == short[0] && contains(long, short) // South Florida is not Florida
	case !contains(long, short):
		return false
	case len(short) > 1 || headOf(short[0]) != nil:
		return true
	default: // the UPS Foundation is not UPS
		return long[0] == short[0] && (typ != vocab.Organization || h == nil)
	}
}

// contains reports whether short stands in long, plurals aside.
func contains(long, short []string) bool {
	for i := 0; i+len(short) <= len(long); i++ {
		if slices.EqualFunc(long[i:i+len(short)], short, sameWord) {
			return true
		}
	}
	return false
}

func sameWord(a, b string) bool {
	return strings.TrimSuffix(a, "s") == strings.TrimSuffix(b, "s")
}

func subsequence(short, long []string) bool {
	i := 0
	for _, w := range long {
		if i < len(short) && w == short[i] {
			i++
		}
	}
	return i == len(short)
}

// sameGiven reports whether two given names may be one person's: equal, one the
// initial or the usual short form of the other.
func sameGiven(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) == 1 && strings.HasPrefix(b, a) || len(a) >= 3 && strings.HasPrefix(b, a) || nicknames[a] == b || nicknames[b] == a || nicknames[a] != "" && nicknames[a] == nicknames[b]
}

// nicknames are English short forms that do not begin as the full name does.
var nicknames = map[string]string{
	"joe": "joseph", "bill": "william", "bob": "robert", "tony": "anthony", "jim": "james", "jack": "john", "mike": "michael",
	"dick": "richard", "ted": "edward", "liz": "elizabeth", "beth": "elizabeth", "kate": "katherine", "peggy": "margaret", "chuck": "charles",
	"rick": "richard", "larry": "lawrence", "harry": "henry", "jerry": "gerald", "andy": "andrew", "steve": "stephen", "dave": "david",
	"will": "william", "tom": "thomas", "ken": "kenneth", "ron": "ronald", "don": "donald", "nick": "nicholas", "alex": "alexander",
}

// acronyms joins the groups of a long form and of the acronym in brackets
// after it, and those of an acronym and of its use with a head ("SPS Programme").
func (k *clusters) acronyms() {
	for i := 0; i+1 < len(k.names); i++ {
		a, b := &k.a.Mentions[k.names[i].mention], &k.a.Mentions[k.names[i+1].mention]
		between := k.a.Doc.Text()[a.End:max(a.End, b.Start)]
		if a.Type != b.Type || len(between) > 12 || !opensBracket(between) || b.End >= len(k.a.Doc.Text()) {
			continue
		}
		if c := k.a.Doc.Text()[b.End:]; c[0] != ')' && c[0] != '"' && c[0] != ',' && !strings.HasPrefix(c, "”") {
			continue
		}
		x, y := k.of[i].root(), k.of[i+1].root()
		if x != y && (b.Rule == "names: acronym" || x.ref == "" || y.ref == "" || x.ref == y.ref) {
			k.merge(x, y)
		}
		if g := k.of[i].root(); g.acronym == "" && isShout(k.names[i+1].surface) {
			g.acronym = k.names[i+1].surface
		}
	}
	byAcronym, inBrackets := map[string]*group{}, map[string]*group{}
	for i := range k.names {
		n := &k.names[i]
		if len(n.words) == 1 && isShout(n.surface) {
			byAcronym[string(k.of[i].root().typ)+n.key] = k.of[i]
		}
		if open := strings.IndexByte(n.surface, '('); open > 0 {
			if end := strings.IndexByte(n.surface[open:], ')'); end > 0 {
				full := string(k.of[i].root().typ) + text.Fold(n.surface[open+1:open+end])
				inBrackets[full] = k.of[i]
			}
		}
	}
	for i := range k.names {
		n, g := &k.names[i], k.of[i].root()
		if g.typ == vocab.Person || g.typ == vocab.Country || g.typ == vocab.Place {
			continue
		}
		acr := n.words[0]
		if len(n.words) == 2 {
			if h := headOf(n.words[1]); h == nil || h.typ != g.typ {
				continue
			}
		} else if len(n.words) != 1 {
			continue
		}
		for _, other := range []*group{inBrackets[string(g.typ)+acr], byAcronym[string(g.typ)+acr]} {
			if other == nil || other.root() == k.of[i].root() {
				continue
			}
			if x, y := other.root(), k.of[i].root(); x.ref == "" || y.ref == "" {
				k.merge(x, y)
			}
		}
	}
}

func opensBracket(s string) bool {
	s = strings.TrimSpace(s)
	s, ok := strings.CutPrefix(s, "(")
	if !ok {
		return false
	}
	s = strings.Trim(s, " “\"‘")
	return s == "" || s == "the" || s == "or" || s == "or the"
}

func (k *clusters) merge(x, y *group) {
	if y.ref != "" && x.ref == "" {
		x.ref = y.ref
	}
	if x.acronym == "" {
		x.acronym = y.acronym
	}
	x.names = append(x.names, y.names...)
	x.forms = append(x.forms, y.forms...)
	y.into, y.names = x, nil
}

// finish writes the groups to the analysis in order of their first mention.
func (k *clusters) finish() {
	var live []*group
	for _, g := range k.all {
		if g.into == nil {
			slices.Sort(g.names)
			live = append(live, g)
		}
	}
	slices.SortFunc(live, func(x, y *group) int { return cmp.Compare(x.names[0], y.names[0]) })
	used := map[string]int{}
	for _, g := range live {
		e := extract.Entity{Type: g.typ, Ref: g.ref, Acronym: g.acronym}
		best := 0
		seen := map[string]bool{}
		for _, i := range g.names {
			n := &k.names[i]
			k.a.Mentions[n.mention].Entity = len(k.a.Entities)
			e.Mentions = append(e.Mentions, n.mention)
			s := strings.Join(strings.Fields(n.surface), " ")
			if r := rank(n, k.a.Mentions[n.mention].Rule); r > best {
				best, e.Name = r, s
			}
			if !seen[s] {
				seen[s] = true
				e.Aliases = append(e.Aliases, s)
			}
		}
		if entry := k.lex.Entry(g.ref); entry != nil {
			if g.typ == vocab.Country {
				e.Name = entry.Name
			}
			e.Acronym = cmp.Or(e.Acronym, entry.Acronym)
		}
		e.Aliases = slices.DeleteFunc(e.Aliases, func(s string) bool { return s == e.Name })
		slices.Sort(e.Aliases)
		e.ID = cmp.Or(g.ref, strings.ToLower(string(g.typ))+"/"+text.Slug(e.Name))
		if used[e.ID]++; used[e.ID] > 1 {
			e.ID += "-" + strconv.Itoa(used[e.ID])
		}
		k.a.Entities = append(k.a.Entities, e)
	}
}

// rank orders the names of one thing: the longest first; a short name ("the
// Alliance") and a name in capitals last.
func rank(n *name, rule string) int {
	r := 2 + 2*len(n.surface)
	if rule == "names: short name" || len(n.words) > 1 && isShout(n.surface) {
		r = 1
	}
	return r
}
