package ask

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"entente/text/dates"
)

// period is a time that a question names; an empty end is open.
type period struct{ since, until string }

// named is a time with the words that name it.
type named struct {
	start, end int
	period
}

var (
	half     = regexp.MustCompile(`(?i)\b(?:the )?(first|second|1st|2nd) half of (\d{4})\b`)
	quarter  = regexp.MustCompile(`(?i)\b(?:the )?(?:q([1-4]),? (?:of )?|(first|second|third|fourth) quarter of )(\d{4})\b`)
	stretch  = regexp.MustCompile(`(?i)\b(?:the )?(?:(last|past|previous|next|coming) (\d{1,3}|[a-z]+) (day|week|month|year)s|past (day|week|month|year))\b`)
	bareYear = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
	ordinal  = map[string]int{"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "fourth": 4}
	lead     = regexp.MustCompile(`(?i)\b(since|after|before|until|till|by|up to|from|in|on|during|between|as of|through|throughout|within|over|at|for|of)(?: the)?[ ]*$`)
	month    = regexp.MustCompile(`\b(?:in|since|until|till|from|by|before|after|during|last|next|this|to|and|between|of|for) (?:january|february|march|april|may|june|july|august|september|october|november|december)\b`)
	onward   = regexp.MustCompile(`(?i)^ ?(?:onwards?|on)\b`)
	vague    = regexp.MustCompile(`(?i)\b(?:early|mid|late|earlier|later|beginning of|end of|start of|middle of)[ -]*(?:in )?$`)
)

// times finds the times in a question. ok is false where one can't be told exactly.
func times(s string, now time.Time) (out []named, ok bool) {
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	add := func(m []int, since, until string) {
		for _, o := range out {
			if m[0] < o.end && o.start < m[1] {
				return
			}
		}
		out = append(out, named{m[0], m[1], period{since, until}})
	}
	group := func(m []int, i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return strings.ToLower(s[m[2*i]:m[2*i+1]])
	}
	for _, m := range half.FindAllStringSubmatchIndex(s, -1) {
		n := ordinal[group(m, 1)]
		add(m, fmt.Sprintf("%s-%02d", group(m, 2), 6*n-5), fmt.Sprintf("%s-%02d", group(m, 2), 6*n))
	}
	for _, m := range quarter.FindAllStringSubmatchIndex(s, -1) {
		n, err := strconv.Atoi(group(m, 1))
		if err != nil {
			n = ordinal[group(m, 2)]
		}
		add(m, fmt.Sprintf("%s-%02d", group(m, 3), 3*n-2), fmt.Sprintf("%s-%02d", group(m, 3), 3*n))
	}
	for _, m := range stretch.FindAllStringSubmatchIndex(s, -1) {
		n, err := strconv.Atoi(group(m, 2))
		if err != nil {
			n = numbers[group(m, 2)]
		}
		if group(m, 4) != "" {
			n = 1
		}
		if n == 0 {
			continue
		}
		future := group(m, 1) == "next" || group(m, 1) == "coming"
		if !future {
			n = -n
		}
		var then time.Time
		switch group(m, 3) + group(m, 4) {
		case "day":
			then = now.AddDate(0, 0, n)
		case "week":
			then = now.AddDate(0, 0, 7*n)
		case "month":
			then = now.AddDate(0, n, 0)
		default:
			then = now.AddDate(n, 0, 0)
		}
		if future {
			add(m, day(now), day(then))
		} else {
			add(m, day(then), day(now))
		}
	}
	capital := month.ReplaceAllStringFunc(s, func(m string) string {
		i := strings.LastIndexByte(m, ' ') + 1
		return m[:i] + strings.ToUpper(m[i:i+1]) + m[i+1:]
	})
	for _, e := range dates.Find(capital, day(now)) {
		if e.From == "" && e.To == "" {
			return nil, false
		}
		until := e.To
		if e.Kind != dates.Since && until == "" {
			until = e.From
		}
		if w := strings.ToLower(s[e.Start:e.End]); vague.MatchString(strings.SplitAfter(w, " ")[0]) || strings.HasPrefix(w, "mid-") {
			return nil, false
		}
		add([]int{e.Start, e.End}, e.From, until)
	}
	for _, m := range bareYear.FindAllStringIndex(s, -1) {
		if (m[0] == 0 || s[m[0]-1] == ' ') && (m[1] == len(s) || strings.ContainsRune(" ?.,!", rune(s[m[1]]))) {
			add(m, s[m[0]:m[1]], s[m[0]:m[1]])
		}
	}
	for i := range out {
		if !out[i].bind(s) {
			return nil, false
		}
	}
	return out, true
}

// bind takes in the preposition before a time and what it makes of it.
func (n *named) bind(s string) bool {
	if strings.HasPrefix(strings.ToLower(s[n.start:n.end]), "since ") {
		n.until = ""
	}
	if vague.MatchString(s[:n.start]) {
		return false
	}
	m := lead.FindStringSubmatchIndex(s[:n.start])
	if m == nil {
		return true
	}
	n.start = m[0]
	switch word := strings.ToLower(s[m[2]:m[3]]); word {
	case "since":
		n.until = ""
	case "after":
		n.since, n.until = step(n.until, 1), ""
	case "before":
		n.since, n.until = "", step(n.since, -1)
	case "until", "till", "by", "up to":
		n.since = ""
	case "from":
		if tail := onward.FindString(s[n.end:]); n.since == n.until && tail != "" {
			n.end += len(tail)
			n.until = ""
		} else if n.since == n.until {
			n.until = ""
		}
	}
	return true
}

// step is the day, month or year after or before one.
func step(d string, by int) string {
	for _, form := range []struct {
		layout  string
		y, m, d int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {"2006-01-02", 0, 0, 1}} {
		if t, err := time.Parse(form.layout, d); err == nil && len(d) == len(form.layout) {
			return t.AddDate(by*form.y, by*form.m, by*form.d).Format(form.layout)
		}
	}
	return d
}

// together makes one period of the times that a question names.
func together(all []named) (period, bool) {
	switch {
	case len(all) == 0:
		return period{}, true
	case len(all) == 1:
		return all[0].period, true
	case len(all) == 2 && all[0].until == "" && all[1].since == "":
		return period{all[0].since, all[1].until}, true
	case len(all) == 2 && all[0].since == "" && all[1].until == "":
		return period{all[1].since, all[0].until}, true
	}
	return period{}, false
}
