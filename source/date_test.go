package source

import (
	"strings"
	"testing"
	"time"

	"entente/text"
)

func TestMetadataDate(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2023-10-26", "2023-10-26"},
		{"2023-10", "2023-10"},
		{"2023", "2023"},
		{"2023-10-26T23:59:00-05:00", "2023-10-26"},
		{"2023-10-26T10:00:00.123Z", "2023-10-26"},
		{"2023-10-26T10:00:00+0200", "2023-10-26"},
		{"2023-10-26 10:00", "2023-10-26"},
		{"20231026", "2023-10-26"},
		{"Thu, 26 Oct 2023 12:00:00 GMT", "2023-10-26"},
		{"Thu, 5 Oct 2023 12:00:00 +0200", "2023-10-05"},
		{"26 Oct 2023 12:00:00 EST", "2023-10-26"},
		{"October 26, 2023", "2023-10-26"},
		{"Thursday, October 26, 2023", "2023-10-26"},
		{" 26  October 2023 ", "2023-10-26"},
		{"October 2023", "2023-10"},
		{"Published on 26 October 2023", "2023-10-26"},
		{"0001-01-01T00:00:00Z", ""},
		{"1970-01-01T00:00:00Z", ""},
		{"2023-13-45", ""},
		{"yesterday", ""},
		{"", ""},
	}
	for _, tt := range tests {
		want := text.Date{}
		if tt.want != "" {
			want = text.Date{ISO: tt.want, Basis: text.FromMetadata}
		}
		if got := metadataDate(tt.in); got != want {
			t.Errorf("metadataDate(%q) = %+v, want %+v", tt.in, got, want)
		}
	}
}

func TestOwnDate(t *testing.T) {
	tests := []struct {
		name, in string
		want     told
	}{
		{"no date", "Ministers meet\n\nThey met today.", told{}},
		{"a line of its own", "Ministers meet\n\nSource: X\n\nOctober 26, 2023\n\nOn 1 November 2022 they met.", told{"2023-10-26", text.FromDateline, false}},
		{"in the headline", "\nReadout of 26 October 2023\n\nThey met on 24 October 2023.", told{"2023-10-26", text.FromBody, false}},
		{"labelled", "Ministers meet\n\nPress release | 26 October 2023 | No. 12\n\nThey met.", told{"2023-10-26", text.FromDateline, false}},
		{"before the dash", "Ministers meet\n\nBRUSSELS, 26 October 2023 – The ministers met on 20 October 2023.", told{"2023-10-26", text.FromDateline, false}},
		{"in brackets before the dash", "Ministers meet\n\nWashington, D.C. (October 26, 2023) - The ministers met.", told{"2023-10-26", text.FromDateline, false}},
		{"latest of the body", "Ministers meet\n\nThe ministers met on 24 October 2023, after talks on 3 May 2022.", told{"2023-10-24", text.FromBody, false}},
		{"range", "Committee visits\n\nOn 26-27 October 2023, the committee visited the base.", told{"2023-10-27", text.FromBody, false}},
		{"plan beside the past", "Ministers meet\n\nThe ministers met on 24 October 2023. They will meet again on 3 May 2024.", told{"2023-10-24", text.FromBody, false}},
		{"only a plan", "Minister to visit\n\nOn Friday 27 October 2023, the minister will receive her colleague.", told{"2023-10-27", text.FromBody, true}},
		{"after today", "Ministers meet\n\nThe ministers met before the summit of 3 May 2031.", told{"2031-05-03", text.FromBody, true}},
		{"end of a term", "Appointments\n\nTo be a member for a term expiring November 22, 2024.", told{}},
		{"history only by the year", "Ministers meet\n\nThe treaty was signed in 1949.", told{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ownDate(text.New(tt.in), "2025-01-01"); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestNeighbours(t *testing.T) {
	const (
		none = `Talks held\n\nThey spoke.`
		plan = `Talks to be held\n\nThey will speak on 27 October 2023.`
		past = `Talks held\n\nThe treaty was signed on 4 April 1949.`
	)
	dated := func(day string) string { return `{"text": "Dated", "date": "` + day + `"}` }
	undated := func(s string) string { return `{"text": "` + s + `"}` }
	tests := []struct {
		name  string
		lines []string
		at    int
		want  text.Date
	}{
		{"nearest", []string{dated("2023-10-20"), dated("2023-10-26"), undated(none), undated(none), dated("2023-10-28")}, 2, text.Date{ISO: "2023-10-26", Basis: text.FromNeighbours}},
		{"nearest after", []string{dated("2023-10-26"), undated(none), undated(none), dated("2023-10-28")}, 2, text.Date{ISO: "2023-10-28", Basis: text.FromNeighbours}},
		{"tie to the one before", []string{dated("2023-10-26"), undated(none), dated("2023-10-28")}, 1, text.Date{ISO: "2023-10-26", Basis: text.FromNeighbours}},
		{"only one dated", []string{undated(none), dated("2023-10-28")}, 0, text.Date{ISO: "2023-10-28", Basis: text.FromNeighbours}},
		{"too far", append(slice(undated(none), window+1), dated("2023-10-28")), 0, text.Date{}},
		{"not too far", append(slice(undated(none), window), dated("2023-10-28")), 0, text.Date{ISO: "2023-10-28", Basis: text.FromNeighbours}},
		{"neighbours of many years", []string{dated("1999-10-26"), undated(none), dated("2023-10-28")}, 1, text.Date{}},
		{"month only", []string{dated("2023-10"), undated(none)}, 1, text.Date{}},
		{"none dated", []string{undated(none), undated(none)}, 1, text.Date{}},
		{"plan, neighbour before it", []string{undated(plan), dated("2023-10-26")}, 0, text.Date{ISO: "2023-10-26", Basis: text.FromNeighbours}},
		{"plan, neighbour after it", []string{undated(plan), dated("2023-10-28")}, 0, text.Date{ISO: "2023-10-27", Basis: text.FromBody}},
		{"plan, alone", []string{undated(plan)}, 0, text.Date{ISO: "2023-10-27", Basis: text.FromBody}},
		{"plan leans on no plan", []string{undated(plan), undated(none)}, 1, text.Date{}},
		{"history", []string{undated(past), dated("2023-10-28")}, 0, text.Date{ISO: "2023-10-28", Basis: text.FromNeighbours}},
		{"history, alone", []string{undated(past)}, 0, text.Date{ISO: "1949-04-04", Basis: text.FromBody}},
		{"across a bad line", []string{undated(none), "bad", dated("2023-10-28")}, 0, text.Date{ISO: "2023-10-28", Basis: text.FromNeighbours}},
	}
	now := func() time.Time { return time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC) }
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs, _ := read(t, Options{Now: now}, write(t, "a.jsonl", strings.Join(tt.lines, "\n")))
			if got := docs[tt.at].Published; got != tt.want {
				t.Errorf("dated %+v, want %+v", got, tt.want)
			}
		})
	}
}

func slice(s string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = s
	}
	return out
}
