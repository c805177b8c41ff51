package dates

import (
	"strings"
	"unicode/utf8"
)

// tense is what the verbs of a sentence say about the time of its date.
type tense uint8

const (
	unknown tense = iota
	past
	future
	gone // certainly no later than the anchor: since
)

// How far the verbs around a date are looked for, in bytes.
const (
	lookBack    = 240
	lookForward = 160
)

var (
	willWords = set("will would ll shall upcoming forthcoming planned plans intends scheduled slated expected")
	pastWords = set("was were had did met held spoke said took told began gave led saw left made came went became sent wrote chose brought built fell fought grew kept lost paid ran sat sold stood struck understood broke")
	// "to meet" is ahead when no other verb has been told: headlines
	infinitives = set("travel visit meet host attend chair lead join receive address deliver speak hold convene participate open sign co take welcome")
	notPast     = set("need indeed speed proceed exceed succeed feed seed breed shed sped pleased delighted honoured honored concerned")
)

// tenseAt judges the sentence round s[start:end]. Certain signs ("will",
// "was") come before participles and infinitives, and what stands before the
// date before what follows it; but a participle right before the date
// ("the report released 13 April") is the date's own.
func tenseAt(s string, start, end int) tense {
	strong, weak, last := clue(s[sentenceStart(s, start):start], true)
	if w, at := before(s, start); w != "" {
		if w == "on" || w == "in" {
			w, _ = before(s, at)
		}
		if last == past && participle(w) {
			return past
		}
	}
	if strong != unknown {
		return strong
	}
	strong, weaker, _ := clue(s[end:sentenceEnd(s, end)], false)
	switch {
	case strong != unknown:
		return strong
	case weak != unknown:
		return weak
	}
	return weaker
}

// participle judges a lower-case word by its ending.
func participle(w string) bool {
	return len(w) > 3 && strings.HasSuffix(w, "ed") && !notPast[w] && !willWords[w]
}

// clue reads the words of one side: the certain and the weak sign nearest to
// the date (fromEnd tells which end that is) and the last sign of either sort.
func clue(s string, fromEnd bool) (strong, weak, last tense) {
	prev := ""
	for i := 0; i < len(s); {
		letter, n := inWord(s, i)
		if !letter {
			i += n
			continue
		}
		e := runEnd(s, i)
		w := s[i:e]
		i = e
		if len(w) > 14 {
			prev = ""
			continue
		}
		lower := strings.ToLower(w)
		wont := lower == "won" && i < len(s) && (s[i] == '\'' || strings.HasPrefix(s[i:], "’"))
		ed := participle(lower) && !isUpper(w[0])
		switch {
		case willWords[lower], wont, prev == "be" && (ed || pastWords[lower]):
			last = future
			if fromEnd || strong == unknown {
				strong = future
			}
		case pastWords[lower]:
			last = past
			if fromEnd || strong == unknown {
				strong = past
			}
		case ed:
			last = past
			if fromEnd || weak == unknown {
				weak = past
			}
		case prev == "to" && infinitives[lower] && strong == unknown && weak == unknown:
			last, weak = future, future
		}
		prev = lower
	}
	return strong, weak, last
}

// sentenceStart is where the sentence of s[:i] begins, at most lookBack bytes back.
func sentenceStart(s string, i int) int {
	floor := max(0, i-lookBack)
	for j := i - 1; j > floor; j-- {
		switch s[j] {
		case '\n':
			if s[j-1] == '\n' {
				return j + 1
			}
		case '.', '!', '?':
			if endsSentence(s, j) && j+1 < i {
				return j + 1
			}
		}
	}
	for floor > 0 && floor < i && !utf8.RuneStart(s[floor]) {
		floor++
	}
	return floor
}

func sentenceEnd(s string, i int) int {
	ceiling := min(len(s), i+lookForward)
	for j := i; j < ceiling; j++ {
		switch s[j] {
		case '\n':
			if j+1 < len(s) && s[j+1] == '\n' {
				return j
			}
		case '.', '!', '?':
			if endsSentence(s, j) {
				return j
			}
		}
	}
	return ceiling
}

// endsSentence judges the mark at j cheaply: white space and no lower-case
// letter follows, and no title or initial ("Gen.", "U.S.") stands before it.
func endsSentence(s string, j int) bool {
	k, g := skip(s, j+1)
	if g == glued && k < len(s) || k < len(s) && 'a' <= s[k] && s[k] <= 'z' {
		return false
	}
	if s[j] != '.' {
		return true
	}
	start := j
	for start > 0 && j-start < 5 && isLetter(s[start-1]) {
		start--
	}
	n := j - start
	return n == 0 || n > 4 || !isUpper(s[start])
}
