package relations

import (
	"slices"
	"strings"

	"entente/text"
)

// verbGroup reads a verb group at token i: modals, auxiliaries, adverbs and the
// verb itself.
func (s *sentence) verbGroup(i int, units map[int]unit) (phrase, bool) {
	var v verbGroup
	j, main := i, -1
	be, have, to := false, false, false
	complete := func() bool { // the verb itself has been read, and not just an auxiliary or a modal
		return main >= 0 && s.tokens[main].Tag != "MD" && !isBe(s.words[main]) && !isHave(s.words[main]) && !isDo(s.words[main])
	}
	if s.words[i] == "to" {
		if i+1 >= len(s.tokens) || units[i+1].last != 0 {
			return phrase{}, false
		}
		to = true
		j++
	}
	for ; j < len(s.tokens); j++ {
		if _, ok := units[j]; ok {
			break
		}
		w, tag := s.words[j], s.tokens[j].Tag
		switch {
		case tag == "MD":
			if main >= 0 && !be && !have {
				goto done
			}
			v.modal = strings.TrimSuffix(w, "n't")
			v.negated = v.negated || strings.HasSuffix(w, "n't")
			main = j
		case w == "not" || w == "n't" || w == "never" || w == "cannot":
			if main < 0 && !to && (w != "never" || j+1 >= len(s.tokens) || !isVerb(s.tokens[j+1].Tag)) {
				return phrase{}, false
			}
			v.negated = true
		case w == "to" && main >= 0 && be && j+1 < len(s.tokens) && s.tokens[j+1].Tag == "VB" && isBe(s.words[main]):
			v.modal = "to" // "is to visit"
		case isVerb(tag):
			if complete() {
				goto done
			}
			if main >= 0 && s.tokens[main].Tag != "MD" && tag == "VBG" && isHave(s.words[main]) {
				goto done
			}
			be = be || main >= 0 && isBe(s.words[main])
			have = have || main >= 0 && isHave(s.words[main])
			if main < 0 && tag == "VBD" {
				v.past = true
			}
			main = j
			if isBe(w) {
				be = true
			}
		case tag == "RB" || tag == "RBR" || w == "also" || w == "then" || w == "further":
			k := j + 1
			for k < len(s.tokens) && (s.tokens[k].Tag == "RB" || s.words[k] == "also") {
				k++
			}
			if k >= len(s.tokens) || !isVerb(s.tokens[k].Tag) && s.tokens[k].Tag != "MD" || units[k].last != 0 {
				goto done
			}
			if main < 0 && !to && j == i {
				return phrase{}, false // a leading adverb is a phrase of its own
			}
			if complete() {
				goto done
			}
		default:
			goto done
		}
	}
done:
	if main < 0 {
		return phrase{}, false
	}
	if n := len(s.phrases); main == i && s.tokens[i].Tag == "VBG" && n > 0 && s.phrases[n-1].kind == vp && s.phrases[n-1].verb.form == finite &&
		i+1 < len(s.tokens) && units[i+1].last == 0 && isNoun(s.tokens[i+1].Tag) {
		return phrase{}, false // "constitute founding members"
	}
	last := main + 1
	if to && s.tokens[main].Tag != "VB" && s.tokens[main].Tag != "VBP" && !isBe(s.words[main]) {
		return phrase{}, false
	}
	p := phrase{kind: vp, first: i, last: last, word: lemma(s.words[main])}
	tag := s.tokens[main].Tag
	aux := slices.ContainsFunc(s.words[i:main], isBe)
	v.passive = aux && (tag == "VBN" || tag == "VBD")
	v.perfect = slices.ContainsFunc(s.words[i:main], isHave)
	switch {
	case to:
		v.form = infinitive
	case (tag == "VB" || tag == "VBP") && v.modal == "" && !aux && !v.perfect && s.coordinated(i):
		v.form = infinitive // "to meet A and visit B", "will meet A and visit B"
	case tag == "VBG" && !aux:
		v.form = gerund
	case tag == "VBN" && !aux && !v.perfect && v.modal == "" && !s.secondPast(i, last):
		v.form = participle
	}
	if p.word == "be" && v.modal == "" && v.form == finite && s.words[main] != "be" {
		v.past = v.past || s.words[main] == "was" || s.words[main] == "were"
	}
	p.verb = v
	return p, true
}

// secondPast reports whether the form in tokens [i, last), tagged a participle,
// is a past tense joined to the one before it: "praised A and called on B".
func (s *sentence) secondPast(i, last int) bool {
	n := len(s.phrases)
	if n == 0 || s.phrases[n-1].kind != conj || last < len(s.words) && s.words[last] == "by" {
		return false
	}
	for j := n - 2; j >= 0; j-- {
		if p := s.phrases[j]; p.kind == vp {
			return p.verb.form == finite && !p.verb.passive && p.verb.modal == ""
		}
	}
	return false
}

// coordinated reports whether the base form at token i goes on a verb group in
// the base form: "and" stands before it and the last verb before that follows
// "to" or a modal.
func (s *sentence) coordinated(i int) bool {
	k := i - 1
	for k >= 0 && (s.tokens[k].Tag == "RB" || s.words[k] == "also" || s.words[k] == "then") {
		k--
	}
	if k < 0 || s.words[k] != "and" && s.words[k] != "or" && s.words[k] != "," {
		return false
	}
	for j := len(s.phrases) - 1; j >= 0; j-- {
		if p := s.phrases[j]; p.kind == vp {
			return p.verb.form == infinitive || p.verb.modal != ""
		}
	}
	return false
}

func isBe(w string) bool {
	switch w {
	case "be", "is", "are", "was", "were", "been", "being", "'re", "am", "'m":
		return true
	}
	return false
}

func isHave(w string) bool {
	switch w {
	case "have", "has", "had", "having", "'ve":
		return true
	}
	return false
}

func isDo(w string) bool { return w == "do" || w == "does" || w == "did" }

// retag mends tags that the tagger gets wrong where it matters: verbs of our
// predicates taken for nouns, above all in headlines.
func (s *sentence) retag(units map[int]unit, headline bool) {
	ends := map[int]bool{}
	for _, u := range units {
		ends[u.last] = true
	}
	inUnit := make([]bool, len(s.tokens)+1)
	for i, u := range units {
		for k := i; k < u.last; k++ {
			inUnit[k] = true
		}
	}
	for i, w := range s.words {
		if inUnit[i] {
			continue
		}
		tag := &s.tokens[i].Tag
		if *tag == "CC" && (w == "both" || w == "either" || w == "neither") {
			*tag = "PDT"
		}
		switch f := verbForms[w]; {
		case f.lemma == "":
		case f.tag == "VBD" && i+1 < len(s.words) && s.words[i+1] == "by" && !isVerb(*tag):
			*tag = "VBN"
		case i > 0 && s.words[i-1] == "to" && f.tag == "VB" && (isNoun(*tag) || *tag == "VBP" || strings.HasPrefix(*tag, "JJ")) && (headline || !isNoun(*tag) || f.verbal):
			*tag = "VB"
		case i > 0 && s.tokens[i-1].Tag == "MD" && isNoun(*tag) && f.tag == "VB":
			*tag = "VB"
		case (isNoun(*tag) || strings.HasPrefix(*tag, "JJ")) && (ends[i] || i > 0 && isNoun(s.tokens[i-1].Tag) && headline) && s.beforeObject(i, inUnit):
			if f.tag == "VBZ" || f.tag == "VBD" && f.verbal || (headline || s.pluralBefore(i)) && f.tag != "VBG" && f.verbal {
				*tag = f.tag
			}
		}
		if p, ok := irregular[verbForms[w].lemma]; ok && p[0] == w && p[1] != w && isVerb(*tag) {
			*tag = "VBD" // "spoke" is no participle
		}
		if *tag == "VBD" && i > 0 && i+1 < len(s.tokens) && (s.tokens[i-1].Tag == "PRP$" || s.tokens[i-1].Tag == "DT" || s.tokens[i-1].Tag == "POS") && isNoun(s.tokens[i+1].Tag) {
			*tag = "VBN" // our continued support
		}
		if *tag == "VBD" && i > 0 {
			k := i - 1
			for k > 0 && s.tokens[k].Tag == "RB" {
				k--
			}
			if isBe(s.words[k]) || isHave(s.words[k]) {
				*tag = "VBN"
			}
		}
		after := i // what the verb stands after, past adverbs
		for after > 0 && s.tokens[after-1].Tag == "RB" {
			after--
		}
		if *tag == "VBN" && ends[after] && i+1 < len(s.tokens) && s.words[i+1] != "by" && !s.finiteAfter(i, inUnit) && !s.finiteBefore(i, inUnit) {
			*tag = "VBD"
		}
	}
}

// pluralBefore reports whether the name that ends before token i is the second
// of two: "A and B share".
func (s *sentence) pluralBefore(i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if s.words[k] == "and" {
			return true
		}
	}
	return false
}

// beforeObject reports whether what follows token i can be a verb's object.
func (s *sentence) beforeObject(i int, inUnit []bool) bool {
	if i+1 >= len(s.tokens) {
		return true
	}
	if inUnit[i+1] {
		return true
	}
	switch t := s.tokens[i+1]; t.Tag {
	case "DT", "IN", "TO", "PRP$", "JJ", "CD", "NNP", "NN", "NNS", "RP":
		return true
	}
	return false
}

// finiteAfter reports whether a finite verb comes later in the sentence, so
// that a participle here is a reduced relative clause.
func (s *sentence) finiteAfter(i int, inUnit []bool) bool {
	for k := i + 1; k < len(s.tokens); k++ {
		if inUnit[k] {
			continue
		}
		switch s.tokens[k].Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// finiteBefore reports whether a finite verb stands before token i in its clause.
func (s *sentence) finiteBefore(i int, inUnit []bool) bool {
	for k := i - 1; k >= 0; k-- {
		if inUnit[k] {
			continue
		}
		switch s.tokens[k].Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		case "CC", "IN":
			if s.words[k] == "that" || s.words[k] == "and" {
				return false
			}
		}
	}
	return false
}

type verbForm struct {
	lemma  string
	tag    string
	verbal bool // rarely a noun
}

// lemma is the base form of a verb.
func lemma(w string) string {
	if f, ok := verbForms[w]; ok {
		return f.lemma
	}
	if isBe(w) {
		return "be"
	}
	if isHave(w) {
		return "have"
	}
	return w
}

// irregular verbs among the predicates and their governors: base, past, past participle.
var irregular = map[string][2]string{
	"meet": {"met", "met"}, "speak": {"spoke", "spoken"}, "hold": {"held", "held"}, "take": {"took", "taken"}, "go": {"went", "gone"},
	"fly": {"flew", "flown"}, "lead": {"led", "led"}, "stand": {"stood", "stood"}, "send": {"sent", "sent"}, "give": {"gave", "given"},
	"see": {"saw", "seen"}, "have": {"had", "had"}, "make": {"made", "made"}, "pay": {"paid", "paid"}, "say": {"said", "said"},
	"tell": {"told", "told"}, "bring": {"brought", "brought"}, "begin": {"began", "begun"}, "become": {"became", "become"},
	"leave": {"left", "left"}, "sit": {"sat", "sat"}, "strike": {"struck", "struck"}, "undertake": {"undertook", "undertaken"},
	"come": {"came", "come"}, "seek": {"sought", "sought"}, "set": {"set", "set"}, "put": {"put", "put"}, "host": {"hosted", "hosted"},
	"choose": {"chose", "chosen"}, "withdraw": {"withdrew", "withdrawn"},
}

// doubling verbs double their last consonant: plan, planned.
var doubling = map[string]bool{"plan": true, "stop": true, "confer": true, "drop": true, "cancel": true}

// inflect gives the forms of a verb with their tags.
func inflect(base string) map[string]string {
	head, tail, _ := strings.Cut(base, "-") // co-host
	if tail != "" {
		out := map[string]string{}
		for w, t := range inflect(tail) {
			out[head+"-"+w] = t
			out[head+w] = t
		}
		return out
	}
	out := map[string]string{base: "VB"}
	stem := strings.TrimSuffix(base, "e")
	if strings.HasSuffix(base, "ee") {
		stem = base
	}
	if doubling[base] {
		stem = base + base[len(base)-1:]
	}
	vowelY := len(base) > 1 && strings.ContainsRune("aeou", rune(base[len(base)-2]))
	switch {
	case strings.HasSuffix(base, "y") && !vowelY:
		out[base[:len(base)-1]+"ies"] = "VBZ"
		out[base[:len(base)-1]+"ied"] = "VBD"
	default:
		if strings.HasSuffix(base, "s") || strings.HasSuffix(base, "sh") || strings.HasSuffix(base, "ch") || strings.HasSuffix(base, "x") || base == "go" {
			out[base+"es"] = "VBZ"
		} else {
			out[base+"s"] = "VBZ"
		}
		out[stem+"ed"] = "VBD"
	}
	out[stem+"ing"] = "VBG"
	if strings.HasSuffix(base, "ee") {
		out[base+"d"] = "VBD"
	}
	if p, ok := irregular[base]; ok {
		delete(out, stem+"ed")
		out[p[1]] = "VBN"
		out[p[0]] = "VBD"
	}
	switch base { // both spellings
	case "travel":
		out["travelled"], out["travelling"] = "VBD", "VBG"
	case "cancel":
		out["canceled"], out["canceling"] = "VBD", "VBG"
	}
	return out
}

// span is the bytes of tokens [first, last).
func (s *sentence) span(first, last int) text.Span {
	return text.Span{Start: s.tokens[first].Start, End: s.tokens[last-1].End}
}
