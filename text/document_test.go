package text

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestNewNormalises(t *testing.T) {
	tests := []struct{ name, raw, want string }{
		{"empty", "", ""},
		{"plain", "Ministers met.\n", "Ministers met.\n"},
		{"untouched typography", "“Quote” – it’s €5\u00a0m…", "“Quote” – it’s €5\u00a0m…"},
		{"Windows line ends", "a\r\nb\rc\n\r\nd", "a\nb\nc\n\nd"},
		{"other line ends", "a\fb\vc\u0085d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"},
		{"byte order mark", "\ufeffTitle", "Title"},
		{"control bytes", "a\x00b\x1bc\x7fd\u0090e\tf", "a b c d e\tf"},
		{"decomposed", "Chis\u0326ina\u0306u", "Chișinău"},
		{"composed over a soft hyphen", "e\u00ad\u0301", "é"},
		{"soft hyphen", "co\u00adop", "coop"},
		{"direction marks", "\u200e\u202bName\u202c", "Name"},
		{"joiners stay", "क्\u200dष", "क्\u200dष"},
		{"ligatures", "eﬃcient oﬀer", "efficient offer"},
		{"ligature and accent", "ﬁ\u0301", "fí"},
		{"conjoining jamo", "\u1112\u1161\u11ab", "한"},
		{"broken bytes", "caf\xe9 \xff\xfe\xfd end", "caf\ufffd \ufffd end"},
		{"truncated rune", "Chi\xc8", "Chi\ufffd"},
		{"letter that NFC takes apart", "\u0fa2", "\u0fa1\u0fb7"},
		{"accent first", "\u0301a", "\u0301a"},
		{"control and accent", "\x01\u0301", " \u0301"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := New(tt.raw).Text(); got != tt.want {
				t.Errorf("New(%q).Text() = %q, want %q", tt.raw, got, tt.want)
			}
			check(t, tt.raw)
		})
	}
}

func TestTitle(t *testing.T) {
	tests := []struct{ raw, want string }{
		{"", ""},
		{"  \n\n", ""},
		{"Headline\n\nBody", "Headline"},
		{"\n \u00a0\n  Headline\u00a0 \r\nBody", "Headline"},
		{"One line only", "One line only"},
	}
	for _, tt := range tests {
		if got := New(tt.raw).Title; got != tt.want {
			t.Errorf("New(%q).Title = %q, want %q", tt.raw, got, tt.want)
		}
	}
}

func TestOriginal(t *testing.T) {
	tests := []struct{ name, raw, find, want string }{
		{"untouched", "Chișinău met", "met", "met"},
		{"after a line end", "One\r\nTwo\r\nThree", "Three", "Three"},
		{"across a line end", "One\r\nTwo", "One\nTwo", "One\r\nTwo"},
		{"before a line end", "One\r\nTwo", "One", "One"},
		{"decomposed", "in Chis\u0326ina\u0306u today", "Chișinău", "Chis\u0326ina\u0306u"},
		{"after a decomposed name", "in Chis\u0326ina\u0306u today", "today", "today"},
		{"after a byte order mark", "\ufeffTitle here", "here", "here"},
		{"part of a ligature", "the ﬁne", "i", "ﬁ"},
		{"after broken bytes", "\xff\xfe met", "met", "met"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := New(tt.raw)
			i := strings.Index(d.Text(), tt.find)
			o := d.Original(Span{i, i + len(tt.find)})
			if got := d.Raw()[o.Start:o.End]; got != tt.want {
				t.Errorf("Original of %q is %q, want %q", tt.find, got, tt.want)
			}
		})
	}
}

// check asserts what holds for a Document of any bytes.
func check(t *testing.T, raw string) {
	t.Helper()
	d := New(raw)
	s := d.Text()
	if !utf8.ValidString(s) {
		t.Fatalf("New(%q): text %q is not UTF-8", raw, s)
	}
	if !norm.NFC.IsNormalString(s) {
		t.Fatalf("New(%q): text %q is not NFC", raw, s)
	}
	if again := New(s).Text(); again != s {
		t.Fatalf("New(%q): normalising again changes %q to %q", raw, s, again)
	}
	if whole := d.Original(Span{0, len(s)}); whole.Start != 0 && s != "" || whole.End > len(raw) {
		t.Fatalf("New(%q): the whole text maps to %v of %d bytes", raw, whole, len(raw))
	}
	// The spans between neighbouring boundaries, and those from the first one.
	// (Boundaries inside what was normalised as a whole are none of the raw text.)
	inside := map[int]bool{}
	for _, e := range d.edits {
		for i := e.at.Start + 1; i < e.at.End; i++ {
			inside[i] = true
		}
	}
	last, from := 0, 0
	for i := range s + "." {
		if i == 0 || inside[i] || i < len(s) && !norm.NFC.PropertiesString(s[i:]).BoundaryBefore() {
			continue
		}
		for _, sp := range []Span{{last, i}, {from, i}} {
			o := d.Original(sp)
			if o.Start < 0 || o.End < o.Start || o.End > len(raw) {
				t.Fatalf("New(%q): %v maps to %v", raw, sp, o)
			}
			if got := New(raw[o.Start:o.End]).Text(); got != d.Slice(sp) {
				t.Fatalf("New(%q): %v is %q, its original %q reads %q", raw, sp, d.Slice(sp), raw[o.Start:o.End], got)
			}
		}
		last = i
		if i-from > 64 {
			from = i
		}
	}
}

func FuzzNew(f *testing.F) {
	for _, s := range []string{
		"Headline\r\n\r\nBody", "\ufeffe\u00ad\u0301ﬁ\u0301", "\xff\xc8\u0326\x00",
		"\u1112\u1161\u11ab\u0301", strings.Repeat("\u0301", 70), "a\u0315\u0300\u05ae\u0300",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) { check(t, raw) })
}

func TestNewIsLinear(t *testing.T) {
	for name, unit := range map[string]string{
		"ASCII line":     "The ministers met in the capital today. ",
		"accents":        "\u0301",
		"invisible":      "\u00ad",
		"broken bytes":   "\xff",
		"Windows lines":  "word\r\n",
		"mixed letters":  "Chișinău – “Zürich” ",
		"decomposed":     "e\u0301",
		"invisible pair": "a\u200b",
	} {
		t.Run(name, func(t *testing.T) {
			raw := strings.Repeat(unit, (4<<20)/len(unit))
			start := time.Now()
			New(raw)
			// Linear work takes well under a second here, quadratic many minutes.
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("4 MB took %v", took)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for name, unit := range map[string]string{"ascii": "The ministers met today. \n", "mixed": "Chișinău – “Zürich” met\r\n"} {
		raw := strings.Repeat(unit, (1<<20)/len(unit))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				New(raw)
			}
		})
	}
}
