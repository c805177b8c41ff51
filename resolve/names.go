package resolve

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"entente/text"
)

// A name that is made of these words alone could be anybody's: every state has
// a Ministry of Interior, a Parliament and a Navy. Such a name is told apart by
// what it belongs to.
var generic = wordSet(`
	a an and at by for from in of on the to with
	academy arts administration agencies agency air alliance ambassador armed army assembly association attorney authority
	bank board border branch brigade bureau cabinet central centre center chamber chancellery chief chiefs civil coalition coast
	command commerce commission committee community conference congress congressional constitutional corps council country court
	customs cyber defence defense delegation department deputies directorate division
	economic economy education elections embassy energy environment executive
	federal finance fleet force forces foreign foundation fund general government governor group guard guards
	free headquarters health high home homeland house immigration industry information inspectorate institute inspector intelligence interior
	internal international investigation joint judiciary justice labour labor law legislature legislative local lower
	marine maritime medical military mission ministers minister ministry
	national naval navy office opposition
	parliament parliamentary party peace police policy president presidential presidency press prime prosecutor prosecutors protection public
	region regional representatives republic research reserve revenue royal
	science sciences secretariat secretary security senate service services special staff state states statistics strategic structural
	subcommittee supreme task tax team technology trade transport treasury union unit university upper
	affairs external cooperation planning development social welfare culture agriculture water fisheries tourism youth sports sport women
	airport base building palace camp capital city port residence hall
	action accord agenda agreement annual bilateral charter communiqué constitution convention declaration dialogue
	ceremony exercise forum framework initiative meeting memorandum ministerial plan program programme project protocol report
	resolution round roundtable seminar session statement strategy summit symposium talks treaty trilateral understanding visit war week workshop
	act bill code order
	mfa mod dod moi moj mof doj doe mha moh moe pm pmo gov govt
`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[text.Fold(w)] = true
	}
	return set
}

// isGeneric reports whether every word of a name is generic.
func isGeneric(name string) bool {
	words := strings.Fields(text.Fold(name))
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !generic[w] })
}

// particles may begin a surname: "bin Mubarak", "von der Leyen", "De Croo".
var particles = wordSet("af al abu bat bin bint da dal dalla das de del della den der di do dos du e el ez ibn la las le les lo los ter van vom von y zu zur")

var suffixes = wordSet("jr sr ii iii iv junior senior")

// personWords are the words of a person's name, folded, without "Jr." and with
// initials drawn together: "C. Q. Brown, Jr." is [cq brown].
func personWords(name string) []string {
	var words []string
	run := false // the last word is made of initials
	for _, w := range strings.Fields(text.Fold(name)) {
		one := len(w) == 1 && w[0] != 'e' && w[0] != 'y' // Correia e Silva, Ortega y Gasset
		if one && run {
			words[len(words)-1] += w
			continue
		}
		words, run = append(words, w), one
	}
	for len(words) > 1 && suffixes[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return words
}

// isSuffixed reports whether a name ends in "Jr." or "III".
func isSuffixed(name string) bool {
	words := strings.Fields(text.Fold(name))
	return len(words) > 1 && suffixes[words[len(words)-1]]
}

// isSurname reports whether a person's name is a surname at most: one word, or
// several held together by particles.
func isSurname(name string) bool {
	words := personWords(name)
	switch {
	case len(words) < 2:
		return true
	case len(words) == 3 && (words[1] == "e" || words[1] == "y"):
		return true
	}
	for _, w := range words[:len(words)-1] {
		if !particles[w] {
			return false
		}
	}
	return true
}

// slug is the readable part of an id, never empty.
func slug(name string) string {
	name = strings.TrimSpace(name)
	if len(name) > 4 && strings.EqualFold(name[:4], "the ") {
		name = name[4:]
	}
	if s := text.Slug(name); s != "" {
		return s
	}
	sum := sha256.Sum256([]byte(name)) // no letters at all
	return hex.EncodeToString(sum[:8])
}

func personSlug(name string) string {
	if w := personWords(name); len(w) > 0 {
		return slug(strings.Join(w, " "))
	}
	return slug(name)
}
