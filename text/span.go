// Package text holds the text of one release and the spans that point into it.
//
// A Document's text is normalised once, when it is made, and never changes
// again: every offset in entente is a byte offset into it.
package text

// Span is the half-open byte range [Start, End) of a Document's text.
type Span struct{ Start, End int }

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Token is one word or punctuation mark with its part of speech.
type Token struct {
	Span
	Tag  string // Penn Treebank tag; empty before tagging
	Head int    // the token that it depends on, by index, or -1 for the root of its sentence; 0 before parsing
	Rel  string // how it depends on it ("nsubj:pass"); empty before parsing
}

// Role tells what a sentence is for in the layout of a release.
type Role uint8

// The roles of a sentence.
const (
	Body        Role = iota // running text
	Headline                // the release's first line
	Heading                 // a line of its own that is no sentence: subtitle, section, byline
	ListItem                // a bullet or a line of a list
	SourceLine              // "Source: publisher"
	Boilerplate             // contacts, social media, legal notes: gives no facts
	Foreign                 // in another language than English: gives no facts
)

// Silent reports whether sentences of the role give no facts.
func (r Role) Silent() bool { return r == Boilerplate || r == Foreign }

// Sentence is a stretch of text with the tokens in it.
type Sentence struct {
	Span
	Role        Role
	First, Last int // its tokens are Tokens[First:Last]
}
