package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"Chișinău", "chisinau"},
		{"CHISINAU", "chisinau"},
		{"U.S.", "us"},
		{"Sana’a", "sanaa"},
		{"Sanaʿa", "sanaa"},
		{"  Gulf  Cooperation–Council-POL ", "gulf cooperation council pol"},
		{"R&D", "r and d"},
		{"Justice & Home Affairs", "justice and home affairs"},
		{"Straße", "strasse"},
		{"Jørgen Ærø", "jorgen aero"},
		{"Łódź", "lodz"},
		{"Đorđe", "dorde"},
		{"İstanbul Iğdır", "istanbul igdir"},
		{"Москва́", "москва"},
		{"ﬁne №5", "fine no5"},
		{"co\u00adop", "coop"},
		{"…—!", ""},
	}
	for _, tt := range tests {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// Folding a key again must not change it, for every letter there is.
func TestFoldIsIdempotent(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		once := Fold(string(r))
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%U) = %q, folded again %q", r, once, twice)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Gen. CQ Brown, Jr. & Co")
	f.Fuzz(func(t *testing.T, s string) {
		k := Fold(s)
		if Fold(k) != k {
			t.Errorf("Fold(%q) = %q, folded again %q", s, k, Fold(k))
		}
		if k != strings.TrimSpace(k) || strings.Contains(k, "  ") {
			t.Errorf("Fold(%q) = %q has stray spaces", s, k)
		}
		if slug := Slug(s); len(slug) > 80 || strings.Contains(slug, " ") || !utf8.ValidString(slug) {
			t.Errorf("Slug(%q) = %q", s, slug)
		}
	})
}

func TestSlug(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Jens Stoltenberg", "jens-stoltenberg"},
		{"Côte d’Ivoire", "cote-divoire"},
		{strings.Repeat("word ", 20), strings.TrimSuffix(strings.Repeat("word-", 16), "-")},
		{strings.Repeat("ж", 60), strings.Repeat("ж", 40)},
	}
	for _, tt := range tests {
		if got := Slug(tt.in); got != tt.want {
			t.Errorf("Slug(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
