package relations

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"entente/extract"
	"entente/extract/coref"
	"entente/extract/lexicon"
	"entente/extract/names"
	"entente/extract/roles"
	"entente/extract/when"
	"entente/internal/goldtest"
	"entente/text"
)

var kindNames = [...]string{np: "np", vp: "vp", prep: "prep", conj: "conj", list: "list", comma: "comma", wh: "wh", sub: "sub", quote: "quote", stop: "stop", date: "date", other: "other"}

// outline writes a parse as "np[the Minister] vp[met] ...".
func (s *sentence) outline() string {
	var out []string
	for _, p := range s.phrases {
		out = append(out, kindNames[p.kind]+"["+s.text(p)+"]")
	}
	return strings.Join(out, " ")
}

func (s *sentence) text(p phrase) string { return s.a.Doc.Slice(s.span(p.first, p.last)) }

// arguments writes the subject and the object of every verb group as
// "subject | verb | object", the members of a coordination joined by " + ".
func (s *sentence) arguments() []string {
	join := func(is []int) string {
		var out []string
		for _, i := range is {
			out = append(out, s.text(s.phrases[i]))
		}
		return strings.Join(out, " + ")
	}
	var out []string
	for k, p := range s.phrases {
		if p.kind == vp {
			out = append(out, fmt.Sprintf("%s | %s | %s", join(s.subject(k)), p.word, join(s.object(k))))
		}
	}
	return out
}

// parsed is the parse of a release's second line, its first being a headline.
func parsed(t *testing.T, p *extract.Pipeline, body string) *sentence {
	t.Helper()
	d := text.New("Readout\n\n" + body + "\n")
	d.Published = text.Date{ISO: "2024-03-12", Basis: text.FromMetadata}
	a, err := p.Run(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Sentences) != 2 {
		t.Fatalf("%d sentences in %q", len(a.Sentences), d.Text())
	}
	return parse(a, 1, newViews(a))
}

func beforeRelations(t *testing.T) *extract.Pipeline {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.NewPipeline(append(goldtest.Words(t), when.New(), names.New(lex), goldtest.Model(t), names.Cluster(lex), roles.New(lex), coref.New(lex))...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestParse compares the phrases of a sentence, and the subject and object of
// each of its verbs. (The agent of a passive is the object of "by".)
func TestParse(t *testing.T) {
	p := beforeRelations(t)
	for _, tt := range []struct{ text, phrases, arguments string }{
		{"Norway met Sweden.",
			"np[Norway] vp[met] np[Sweden] other[.]",
			"Norway | meet | Sweden"},
		{"Minister Anna Lund met President Karl Lind and praised Finland.",
			"np[Minister Anna Lund] vp[met] np[President Karl Lind] conj[and] vp[praised] np[Finland] other[.]",
			"Minister Anna Lund | meet | President Karl Lind; Minister Anna Lund | praise | Finland"},
		{"Minister Anna Lund was received by President Karl Lind in Helsinki.",
			"np[Minister Anna Lund] vp[was received] prep[by] np[President Karl Lind] prep[in] np[Helsinki] other[.]",
			"Minister Anna Lund | receive | "},
		{"The Nordic Energy Conference, hosted by Iceland, will open on 5 March 2024.",
			"np[The Nordic Energy Conference] comma[,] vp[hosted] prep[by] np[Iceland] comma[,] vp[will open] prep[on] date[5 March 2024] other[.]",
			"The Nordic Energy Conference | host | ; The Nordic Energy Conference | open | "},
		{"Estonia, Latvia and Lithuania condemned Russia and Belarus.",
			"np[Estonia] comma[,] np[Latvia] conj[and] np[Lithuania] vp[condemned] np[Russia] conj[and] np[Belarus] other[.]",
			"Estonia + Latvia + Lithuania | condemn | Russia + Belarus"},
		{"Minister Anna Lund has not visited Jordan.",
			"np[Minister Anna Lund] vp[has not visited] np[Jordan] other[.]",
			"Minister Anna Lund | visit | Jordan"},
		{"Norway urged Serbia to join the European Union.",
			"np[Norway] vp[urged] np[Serbia] vp[to join] np[the European Union] other[.]",
			"Norway | urge | Serbia; Serbia | join | the European Union"},
		{"Canada plans to host the conference and to invite Mexico.",
			"np[Canada] vp[plans] vp[to host] np[the conference] conj[and] vp[to invite] np[Mexico] other[.]",
			"Canada | plan | ; Canada | host | the conference; Canada | invite | Mexico"},
		{"Minister Anna Lund travelled to Jordan to meet President Karl Lind.",
			"np[Minister Anna Lund] vp[travelled] prep[to] np[Jordan] vp[to meet] np[President Karl Lind] other[.]",
			"Minister Anna Lund | travel | ; Minister Anna Lund | meet | President Karl Lind"},
		{"In Oslo, the two ministers discussed NATO’s support for Ukraine.",
			"prep[In] np[Oslo] comma[,] np[the two ministers] vp[discussed] np[NATO’s support] prep[for] np[Ukraine] other[.]",
			"the two ministers | discuss | NATO’s support"},
		{"Several members of NATO, including Norway and Poland, attended.",
			"np[Several members] prep[of] np[NATO] comma[,] list[including] np[Norway] conj[and] np[Poland] comma[,] vp[attended] other[.]",
			"Several members + Norway + Poland | attend | "},
		{"If Georgia joins the European Union, trade will grow.",
			"sub[If] np[Georgia] vp[joins] np[the European Union] comma[,] np[trade] vp[will grow] other[.]",
			"Georgia | join | the European Union; trade | grow | "},
		{"Minister Anna Lund (Norway) is to visit Amman, Jordan, as well as Egypt.",
			"np[Minister Anna Lund] vp[is to visit] np[Amman] comma[,] np[Jordan] comma[,] conj[as well as] np[Egypt] other[.]",
			"Minister Anna Lund | visit | Amman + Jordan + Egypt"},
		{"Poland condemned Russia because Russia is waging war on Ukraine.",
			"np[Poland] vp[condemned] np[Russia] sub[because] np[Russia] vp[is waging] np[war] prep[on] np[Ukraine] other[.]",
			"Poland | condemn | Russia; Russia | wage | war"},
		{"U.S.-Japan cooperation helps Australia.",
			"np[U.S.-Japan cooperation] vp[helps] np[Australia] other[.]",
			"U.S.-Japan cooperation | help | Australia"},
		{"Sweden, which joined NATO in March 2024, supports Ukraine.",
			"np[Sweden] comma[,] wh[which] vp[joined] np[NATO] prep[in] date[March 2024] comma[,] vp[supports] np[Ukraine] other[.]",
			"Sweden | join | NATO; Sweden | support | Ukraine"},
	} {
		s := parsed(t, p, tt.text)
		if got := s.outline(); got != tt.phrases {
			t.Errorf("phrases\n got %s\nwant %s", got, tt.phrases)
		}
		if got := strings.Join(s.arguments(), "; "); got != tt.arguments {
			t.Errorf("arguments of %q\n got %s\nwant %s", tt.text, got, tt.arguments)
		}
	}
}

// TestModality reads the modality of the first verb whose lemma is given.
func TestModality(t *testing.T) {
	p := beforeRelations(t)
	for _, tt := range []struct{ text, verb, want string }{
		{"Norway hosted the talks.", "host", "asserted"},
		{"Norway has hosted the talks.", "host", "asserted"},
		{"Norway will host the talks.", "host", "planned"},
		{"Norway is to host the talks.", "host", "planned"},
		{"Norway agreed to host the talks.", "host", "planned"},
		{"Norway did not host the talks.", "host", "negated"},
		{"Norway will not host the talks.", "host", "negated"},
		{"Norway declined to host the talks.", "host", "negated"},
		{"Norway would host the talks.", "host", "hypothetical"},
		{"Norway offered to host the talks.", "host", "hypothetical"},
		{"Norway could host the talks.", "host", "hypothetical"},
		{"Trade will grow if Norway hosts the talks.", "host", "hypothetical"},
	} {
		s := parsed(t, p, tt.text)
		found := false
		for k, ph := range s.phrases {
			if ph.kind != vp || ph.word != tt.verb {
				continue
			}
			found = true
			if got, _ := s.modality(k, 0); string(got) != tt.want {
				t.Errorf("%q: %s, want %s", tt.text, got, tt.want)
			}
			break
		}
		if !found {
			t.Errorf("no verb %q in %s", tt.verb, s.outline())
		}
	}
}
