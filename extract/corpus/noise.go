package corpus

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Shares of the sentences of which Noisy adds a copy of each kind.
const (
	shoutedShare = 0.05
	scannedShare = 0.03
)

// Noisy returns the sentences and, of some of them, copies as bad texts would
// have them: in capitals, and as scanned from old typescript. Accents and curly
// quotes are lost, or straight quotes become curly, in others. Labels stay.
func Noisy(data []Sentence, seed uint64) []Sentence {
	rng := rand.New(rand.NewPCG(seed, 7))
	out := slices.Clone(data)
	for _, s := range data {
		if rng.Float64() < shoutedShare {
			out = append(out, changed(s, strings.ToUpper))
		}
		if rng.Float64() < scannedShare {
			out = append(out, changed(s, func(w string) string { return scanned(rng, w) }))
		}
	}
	return out
}

// Shouted are copies of all sentences in capitals.
func Shouted(data []Sentence) []Sentence {
	out := make([]Sentence, len(data))
	for i, s := range data {
		out[i] = changed(s, strings.ToUpper)
	}
	return out
}

// Scanned are copies of all sentences as scanners read old typescript.
func Scanned(data []Sentence) []Sentence {
	rng := rand.New(rand.NewPCG(1, 7))
	out := make([]Sentence, len(data))
	for i, s := range data {
		out[i] = changed(s, func(w string) string { return scanned(rng, w) })
	}
	return out
}

func changed(s Sentence, f func(string) string) Sentence {
	s.Words = slices.Clone(s.Words)
	for i, w := range s.Words {
		s.Words[i].Form = f(w.Form)
	}
	return s
}

// misread lists letters that scanners take for others.
var misread = map[rune][]string{
	'l': {"1", "I"}, 'I': {"l", "1"}, '1': {"l"}, 'h': {"n", "b"}, 'e': {"c"}, 'c': {"e"}, 'm': {"rn"}, 'n': {"ri"}, 'o': {"0"}, 'O': {"0"},
	'0': {"O"}, 't': {"l", "f"}, 'i': {"l", ";"}, 'a': {"o"}, 'u': {"ii"}, 'B': {"8"}, 'S': {"5"}, 's': {"a"}, 'f': {"t"}, 'D': {"O"},
}

// scanned is a word without accents, with a letter misread at times.
func scanned(rng *rand.Rand, w string) string {
	w = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(w))
	letters := []rune(w)
	if len(letters) < 3 || rng.Float64() > 0.15 {
		return w
	}
	at := rng.IntN(len(letters))
	for k := range letters {
		i := (at + k) % len(letters)
		if to := misread[letters[i]]; to != nil {
			return string(letters[:i]) + to[rng.IntN(len(to))] + string(letters[i+1:])
		}
	}
	return w
}
