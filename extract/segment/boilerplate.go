package segment

import (
	"regexp"
	"strings"
)

// Phrases that begin a contact line, a subscription offer or a note to the
// press: general to the releases of ministries and international bodies.
var notices = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
	`for (?:more|further|additional) [\w\s]{0,30}\b(?:information|news|details|inquiries|questions|updates)\b`,
	`for (?:any )?(?:(?:media|press) )?(?:questions|inquiries|enquiries|queries|updates)\b`,
	`(?:media|press|public) (?:contacts?|enquiries|inquiries|office|release contacts?)\b\s*:?`,
	`contacts?(?:\s+(?:us|the|our|information|details|person)\b|\s*:)`,
	`(?:please |to |be sure to |you can )?(?:follow|connect with|like|join|find) (?:us|the [\w\s]+|[\w\s]+) on (?:x\b|twitter|facebook|social media|instagram|linkedin|youtube|flickr|telegram)`,
	`(?:to )?(?:stay|keep) (?:up.to.date|informed|connected|in touch)\b`,
	`(?:subscribe|sign up|register) (?:to|for|here)\b`,
	`(?:please )?(?:click|read more|learn more|see also|share this|view (?:the )?original|download)\b`,
	`(?:tel|phone|fax|e-?mail|website|web)\.?\s*:`,
	`(?:photographs|photos|images|video footage|footage|videos?)\b.{0,60}\b(?:available|found|downloaded)\b`,
	`(?:©|copyright\b|all rights reserved)`,
	`(?:follow|tweet) @`,
	`(?:###|-\s*ends?\s*-|\*\*\*+|end text\b|begin text\b|ends?\s*$)`,
	`this (?:e-?mail|message|text|page|site|translation) (?:is|was|has been) (?:provided|sent|intended|automatically)`,
}, `|`) + `)`)

// platforms are the names that a line of sharing links consists of.
var (
	platforms = regexp.MustCompile(`(?i)` + platformNames)
	bar       = regexp.MustCompile(`(?i)^[` + barMarks + `]*(?:` + platformNames + `)`) // a line that begins like one
)

const (
	barMarks      = " \t\n\u00a0,.;:|/&•-"
	platformNames = `facebook|twitter|instagram|youtube|linkedin|flickr|tiktok|telegram|whatsapp|threads|bluesky|mastodon|snapchat|pinterest|\bx\b|\brss\b|\bemail\b|\bprint\b|\bshare\b|\band\b`
)

var address = regexp.MustCompile(`(?i)^(?:https?://|www\.)\S+$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$`)

// isBoilerplate reports whether s is a contact line, a sharing bar or a notice.
func isBoilerplate(s string) bool {
	s = strings.TrimSpace(s)
	if !strings.ContainsAny(s, " ,") && address.MatchString(s) {
		return true
	}
	if len(s) < 400 && notices.MatchString(s) {
		return true
	}
	if len(s) < noticeLine && bar.MatchString(s) {
		rest := platforms.ReplaceAllString(s, "")
		if len(rest) < len(s) && strings.Trim(rest, barMarks) == "" {
			return true
		}
	}
	return false
}

// opensNotice reports whether the lines after s belong to the notice it begins.
func opensNotice(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	return strings.HasSuffix(s, ":") && !strings.HasPrefix(s, "begin text")
}
