package dates

import (
	"fmt"
	"strings"
	"testing"
)

// show writes expressions as "surface=from/to", with a letter for the kind.
func show(s string, found []Expression) string {
	var b strings.Builder
	for i, e := range found {
		if i > 0 {
			b.WriteString(" | ")
		}
		value := e.From
		if e.To != e.From {
			value += "/" + e.To
		}
		fmt.Fprintf(&b, "%s=%s %c", s[e.Start:e.End], value, "ACRS"[e.Kind])
	}
	return b.String()
}

type example struct{ anchor, in, want string }

func check(t *testing.T, examples []example) {
	t.Helper()
	for _, x := range examples {
		if got := show(x.in, Find(x.in, x.anchor)); got != x.want {
			t.Errorf("%q from %q\n got %s\nwant %s", x.in, x.anchor, got, x.want)
		}
	}
}

func TestAbsolute(t *testing.T) {
	check(t, []example{
		{"", "The envoys met on 26 October 2023 in Oslo.", "26 October 2023=2023-10-26 A"},
		{"", "On October 26, 2023, the envoys met.", "October 26, 2023=2023-10-26 A"},
		{"", "Oct. 26, 2023", "Oct. 26, 2023=2023-10-26 A"},
		{"", "26 Oct. 2023", "26 Oct. 2023=2023-10-26 A"},
		{"", "October 26 2023", "October 26 2023=2023-10-26 A"},
		{"", "the 26th of October 2023", "26th of October 2023=2023-10-26 A"},
		{"", "October 7<sup>th</sup>, 2023 changed it", "October 7<sup>th</sup>, 2023=2023-10-07 A"},
		{"", "2023-10-26", "2023-10-26=2023-10-26 A"},
		{"", "at 2023-10-26T10:00:00Z", "2023-10-26=2023-10-26 A"},
		{"", "26/10/2023 or 10/26/2023 or 05/05/2023", "26/10/2023=2023-10-26 A | 10/26/2023=2023-10-26 A | 05/05/2023=2023-05-05 A"},
		{"", "05/06/2023", ""},
		{"", "26.10.2023 and 05.06.2023.", "26.10.2023=2023-10-26 A | 05.06.2023=2023-06-05 A"},
		{"", "26-Oct-2023, 26-Oct-23", "26-Oct-2023=2023-10-26 A | 26-Oct-23=2023-10-26 A"},
		{"", "5 May ’21", "5 May ’21=2021-05-05 A"},
		{"", "October 2023 and May of 2008", "October 2023=2023-10 A | May of 2008=2008-05 A"},
		{"", "BUENOS AIRES, 6 DECEMBER 1993", "6 DECEMBER 1993=1993-12-06 A"},
		{"", "Thursday (26 October 2023)", "Thursday (26 October 2023)=2023-10-26 A"},
		{"", "(Friday, 27 October 2023)", "Friday, 27 October 2023=2023-10-27 A"},
		{"", "Wed, 03 Aug 2022 19:49:23 +0000", "Wed, 03 Aug 2022=2022-08-03 A"},
		{"", "Thursday the 26th of October, 2023", "Thursday the 26th of October, 2023=2023-10-26 A"},
		{"", "26 October 2023 (Thursday) in Bonn", "26 October 2023 (Thursday)=2023-10-26 A"},
		{"", "26\nOctober\u00a02023", "26\nOctober\u00a02023=2023-10-26 A"},
		{"", "26\u202fOctober\u202f2023", "26\u202fOctober\u202f2023=2023-10-26 A"},
		{"", "In early 2022 and mid-October 2021", "early 2022=2022 A | mid-October 2021=2021-10 A"},
		{"", "founded in 2006 by 2030, during 1999, the year 2001", "2006=2006 A | 2030=2030 A | 1999=1999 A | 2001=2001 A"},
		{"", "in 2012, 2014 and 2016.", "2012=2012 A | 2014=2014 A | 2016=2016 A"},
		{"", "In 2014 Russia broke it; by 2030 NATO will", "2014=2014 A | 2030=2030 A"},
		{"", "the inquiry (2004), throughout 2013, FY 2018, beyond 2014.", "2004=2004 A | 2013=2013 A | 2018=2018 A | 2014=2014 A"},
		{"", "on 25 November\n\n1994.", "25 November\n\n1994=1994-11-25 A"},
		{"", "on page 12 May 5, 2022 is named", "May 5, 2022=2022-05-05 A"},
		{"", "26 october 2023", "26 october 2023=2023-10-26 A"},
	})
}

func TestNoDate(t *testing.T) {
	for _, s := range []string{
		"the 2030 Agenda", "Agenda 2030", "the goals of 2030 Agenda", "Resolution 1325", "NATO 2030", "2000 troops",
		"a force of 2000 soldiers", "an army of 1950 well-trained recruits", "in 2000 cases", "$25 million", "Article 5", "Section 12", "9/11", "24/7",
		"+1 202-555-0188", "call 202-555-2012", "https://example.org/2022/05/12/may-5-2022", "www.example.org/2022-05-12",
		"press2022@example.org", "the 1990s", "31 foo", "They may 5 times", "parties may march in 12 cities",
		"March 10 kilometres", "May I ask", "Theresa May said", "MEDIA MAY ATTEND", "Jan Koopman", "the Sun shone",
		"Sat down", "1,325 people", "3.10.5", "at 10:30", "on 5 percent of", "12,000 May Day",
		"Section 12 March", "35 October", "2023-13-01", "2023-02-30", "32/13/2023", "10.26.2023", "A/RES/2022-05-12x",
		"every day", "over the last month", "over the past decade", "Good Friday", "the Sunday Times", "Fridays",
		"weeks of work", "in two days", "a year", "the same day", "id2023-10-26", "v1.2.2023.4",
		"COVID-19 May", "Resolution 2593 (2021)", "this Year of Action", "the May Foundation", "5\n\nMay",
		"about 2000 delegates", "the 2022 summit", "in Jan Peters", "1 to 2 of 3 and 4", "between 3 and 5", "", "\xff\xfe", "5", "May",
	} {
		if found := Find(s, "2023-10-26"); len(found) > 0 {
			t.Errorf("%q gives %s", s, show(s, found))
		}
	}
}

func TestRanges(t *testing.T) {
	check(t, []example{
		{"2023-10-26", "25-26 October", "25-26 October=2023-10-25/2023-10-26 C"},
		{"", "26–27 October 2023", "26–27 October 2023=2023-10-26/2023-10-27 A"},
		{"", "October 28-29, 2021", "October 28-29, 2021=2021-10-28/2021-10-29 A"},
		{"2022-05-15", "May 17-18", "May 17-18=2022-05-17/2022-05-18 C"},
		{"2022-06-15", "June 30 - July 2", "June 30 - July 2=2022-06-30/2022-07-02 C"},
		{"2022-12-01", "from 5 to 12 December", "5 to 12 December=2022-12-05/2022-12-12 C"},
		{"", "from June 21-22, 2022.", "June 21-22, 2022=2022-06-21/2022-06-22 A"},
		{"", "between 3 and 5 May 2022", "3 and 5 May 2022=2022-05-03/2022-05-05 A"},
		{"2022-09-01", "24 and 25 September", "24 and 25 September=2022-09-24/2022-09-25 C"},
		{"2022-09-01", "on 24 and 28 September", "24=2022-09-24 C | 28 September=2022-09-28 C"},
		{"", "3, 5 and 7 May 2022", "3=2022-05-03 A | 5=2022-05-05 A | 7 May 2022=2022-05-07 A"},
		{"", "3, 4 and 5 May 2022", "3, 4 and 5 May 2022=2022-05-03/2022-05-05 A"},
		{"2022-06-03", "June 1 and 2 in Rome", "June 1 and 2=2022-06-01/2022-06-02 C"},
		{"2022-06-03", "On June 1 and 20 ministers", "June 1=2022-06-01 C"},
		{"", "March 3, 5 and 7, 2022.", "March 3=2022-03-03 A | 5=2022-03-05 A | 7, 2022=2022-03-07 A"},
		{"", "1992-1994 and (1993–1995)", "1992-1994=1992/1994 A | 1993–1995=1993/1995 A"},
		{"", "the 2021-2022 budget, 2012-13, 2021/22", "2021-2022=2021/2022 A | 2012-13=2012/2013 A | 2021/22=2021/2022 A"},
		{"", "from 2012 to 2015", "2012 to 2015=2012/2015 A"},
		{"", "between 2012 and 2015", "2012 and 2015=2012/2015 A"},
		{"", "March 1995 to June 1996", "March 1995 to June 1996=1995-03/1996-06 A"},
		{"", "March to June 1996", "March to June 1996=1996-03/1996-06 A"},
		{"2020-08-01", "19-21 August", "19-21 August=2020-08-19/2020-08-21 C"},
		{"", "from 31 October – 4 November 2016", "31 October – 4 November 2016=2016-10-31/2016-11-04 A"},
		{"", "October 31 – 4 November 2016", "October 31 – 4 November 2016=2016-10-31/2016-11-04 A"},
		{"", "28 December to 2 January 2022", "28 December to 2 January 2022=2021-12-28/2022-01-02 A"},
		{"2021-12-20", "December 28 through January 2", "December 28 through January 2=2021-12-28/2022-01-02 C"},
		{"", "5 May 2021 to 7 June 2022", "5 May 2021 to 7 June 2022=2021-05-05/2022-06-07 A"},
		{"", "30 April and 1 May 2022", "30 April and 1 May 2022=2022-04-30/2022-05-01 A"},
		{"", "2023-10-26/2023-10-28", "2023-10-26/2023-10-28=2023-10-26/2023-10-28 A"},
		{"", "Monday, May 2 to Friday, May 6, 2022", "Monday, May 2 to Friday, May 6, 2022=2022-05-02/2022-05-06 A"},
		{"", "Thursday and Friday (26-27 October 2023)", "Thursday and Friday (26-27 October 2023)=2023-10-26/2023-10-27 A"},
		{"1998-05-01", "from 12 to 22\n\nMay, and", "12 to 22\n\nMay=1998-05-12/1998-05-22 C"},
		{"", "25th-26th October 2023", "25th-26th October 2023=2023-10-25/2023-10-26 A"},
		{"", "from the 5th to the 13th of March 2011", "5th to the 13th of March 2011=2011-03-05/2011-03-13 A"},
		{"", "15-1 June 2037", "1 June 2037=2037-06-01 A"},
		{"", "30-2 February 2022", "2 February 2022=2022-02-02 A"},
	})
}

func TestCompleted(t *testing.T) {
	check(t, []example{
		{"2022-01-02", "on 28 December", "28 December=2021-12-28 C"},
		{"2021-12-20", "on January 12", "January 12=2022-01-12 C"},
		{"2023", "on 5 May", "5 May=2023-05-05 C"},
		{"2023-10", "on 5 May", "5 May=2023-05-05 C"},
		{"", "on 5 May", "5 May= C"},
		{"rubbish", "on 5 May", "5 May= C"},
		{"2022-07-27", "Friday, July 29, at 9:00 a.m. ET", "Friday, July 29=2022-07-29 C"},
		{"2023-12-01", "after the 7 October attack", "7 October=2023-10-07 C"},
		{"2023-12-01", "after October 7<sup>th</sup>", "October 7<sup>th</sup>=2023-10-07 C"},
		{"2023-03-01", "on 29 February", "29 February=2024-02-29 C"},
		{"2022-02-10", "The ministry will host it on 10 October.", "10 October=2022-10-10 C"},
		{"2022-02-10", "They met on 10 October.", "10 October=2021-10-10 C"},
		{"2022-01-02", "Friday, 14 October", "Friday, 14 October=2022-10-14 C"},
		{"2022-08-01", "in September", "September=2022-09 C"},
		{"2022-02-01", "The court ruled in September.", "September=2021-09 C"},
		{"2022-02-01", "The court will rule in September.", "September=2022-09 C"},
		{"2022-08-01", "in mid-October and late May", "mid-October=2022-10 C | late May=2022-05 C"},
		{"2022-08-01", "in May and June they will", "May and June=2023-05/2023-06 C"},
		{"2022-08-01", "planned for June, May came", "June=2023-06 C"},
		{"2022-08-01", "in October last year, on 5 May of this year", "October last year=2021-10 R | 5 May of this year=2022-05-05 R"},
		{"2022-08-01", "5 to 7 May of last year", "5 to 7 May of last year=2021-05-05/2021-05-07 R"},
		{"2022-08-01", "before the November elections, the June Summit of the Alps", "November=2022-11 C | June=2022-06 C"},
		{"2022-06-03", "It will act upon the first report, released April 3.", "April 3=2022-04-03 C"},
		{"2021-08-11", "The President is pleased to announce that in December he will host it.", "December=2021-12 C"},
		{"2022-10-27", "They agreed to work towards a meeting in November.", "November=2022-11 C"},
		{"1993-06-04", "the meeting to be held from 21 to 25 October", "21 to 25 October=1993-10-21/1993-10-25 C"},
		{"1995-12-14", "They will sign on Monday 18\n\nDecember an agreement", "Monday 18\n\nDecember=1995-12-18 C"},
		{"2022-08-03", "the first week of May", "May=2022-05 C"},
		{"2022-08-03", "the week of August 18", "week of August 18=2022-08-15/2022-08-21 C"},
	})
}

func TestRelative(t *testing.T) {
	const thursday = "2023-10-26"
	check(t, []example{
		{thursday, "Today they met; yesterday not; tomorrow morning they will.", "Today=2023-10-26 R | yesterday=2023-10-25 R | tomorrow morning=2023-10-27 R"},
		{"2023-10", "today and yesterday", "today=2023-10 R | yesterday= R"},
		{"", "today", "today= R"},
		{thursday, "earlier today, tonight, this morning, last night", "earlier today=2023-10-26 R | tonight=2023-10-26 R | this morning=2023-10-26 R | last night=2023-10-25 R"},
		{thursday, "The two met on Monday.", "Monday=2023-10-23 R"},
		{thursday, "The two met on Thursday.", "Thursday=2023-10-26 R"},
		{thursday, "The two will meet on Monday.", "Monday=2023-10-30 R"},
		{thursday, "On Monday, the minister will travel to Rome.", "Monday=2023-10-30 R"},
		{thursday, "last Friday; next Tuesday; this Saturday", "last Friday=2023-10-20 R | next Tuesday=2023-10-31 R | this Saturday=2023-10-28 R"},
		{thursday, "last Thursday, next Thursday, this past Tuesday", "last Thursday=2023-10-19 R | next Thursday=2023-11-02 R | this past Tuesday=2023-10-24 R"},
		{thursday, "Friday evening he will speak", "Friday evening=2023-10-27 R"},
		{thursday, "Monday next week, Tuesday of last week", "Monday next week=2023-10-30 R | Tuesday of last week=2023-10-17 R"},
		{thursday, "this week, last month, next year", "this week=2023-10-23/2023-10-29 R | last month=2023-09 R | next year=2024 R"},
		{thursday, "later this week, earlier this month", "later this week=2023-10-23/2023-10-29 R | earlier this month=2023-10 R"},
		{thursday, "this weekend, next weekend, last weekend", "this weekend=2023-10-28/2023-10-29 R | next weekend=2023-11-04/2023-11-05 R | last weekend=2023-10-21/2023-10-22 R"},
		{thursday, "two days ago, three weeks ago, a year ago, 10 days ago, one month ago", "two days ago=2023-10-24 R | three weeks ago=2023-10-02/2023-10-08 R | a year ago=2022 R | 10 days ago=2023-10-16 R | one month ago=2023-09 R"},
		{thursday, "They will meet in two days.", "in two days=2023-10-28 R"},
		{thursday, "It was the second raid in two days.", ""},
		{thursday, "this December, last September, next May, last October", "this December=2023-12 R | last September=2023-09 R | next May=2024-05 R | last October=2022-10 R"},
		{thursday, "welcoming the outcome of today’s talks, and of today", "today=2023-10-26 R"},
		{"2023-10-30", "Dozens died this weekend. They met over the past weekend.", "this weekend=2023-10-28/2023-10-29 R | past weekend=2023-10-28/2023-10-29 R"},
		{"2024-01-31", "last month", "last month=2023-12 R"},
	})
}

func TestSince(t *testing.T) {
	check(t, []example{
		{"", "since 2012", "since 2012=2012/ S"},
		{"", "Since March 2020, and since 30 April 2013", "Since March 2020=2020-03/ S | since 30 April 2013=2013-04-30/ S"},
		{"2022-02-01", "Trade has grown since December, and will grow.", "since December=2021-12/ S"},
		{"2022-06-01", "since May, since last year, since yesterday", "since May=2022-05/ S | since last year=2021/ S | since yesterday=2022-05-31/ S"},
		{"", "from 2012 onwards", "2012 onwards=2012/ S"},
		{"", "since early 2022", "since early 2022=2022/ S"},
	})
}

func TestParse(t *testing.T) {
	for in, want := range map[string]Interval{
		"2023":                              {"2023", "2023"},
		"2023-10":                           {"2023-10", "2023-10"},
		"2023-10-26":                        {"2023-10-26", "2023-10-26"},
		" 2022-08-03T19:49:23Z ":            {"2022-08-03", "2022-08-03"},
		"2022-08-03T19:49:23.123+02:00":     {"2022-08-03", "2022-08-03"},
		"2022-08-03 19:49:23":               {"2022-08-03", "2022-08-03"},
		"2022-08-03T19:49":                  {"2022-08-03", "2022-08-03"},
		"Wed, 03 Aug 2022 19:49:23 +0000":   {"2022-08-03", "2022-08-03"},
		"Wed, 3 Aug 2022 19:49:23 GMT":      {"2022-08-03", "2022-08-03"},
		"Wednesday, 03-Aug-22 19:49:23 GMT": {"2022-08-03", "2022-08-03"},
		"Wed Aug  3 19:49:23 2022":          {"2022-08-03", "2022-08-03"},
		"20220803":                          {"2022-08-03", "2022-08-03"},
		"August 3, 2022":                    {"2022-08-03", "2022-08-03"},
		"August 3, 2022 at 10:00 AM EDT":    {"2022-08-03", "2022-08-03"},
		"3-5 August 2022":                   {"2022-08-03", "2022-08-05"},
		"31/12/2022":                        {"2022-12-31", "2022-12-31"},
	} {
		if got, ok := Parse(in); !ok || got != want {
			t.Errorf("Parse(%q) = %v, %v; want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "today", "5 May", "05/06/2023", "2023-13", "on 5 May 2022", "5 May 2022 was", "5 May 2022, 6 June 2023", "0000", strings.Repeat(" 1", 90)} {
		if got, ok := Parse(in); ok {
			t.Errorf("Parse(%q) = %v", in, got)
		}
	}
}

func TestPrecision(t *testing.T) {
	for v, want := range map[Interval]string{
		{}: "", {"2023", "2023"}: "year", {"2023-10", "2023-10"}: "month", {"2023-10-26", "2023-10-26"}: "day",
		{"2023-10-26", "2023-10-27"}: "range", {"2012", ""}: "range",
	} {
		if got := v.Precision(); got != want {
			t.Errorf("%v is %q, want %q", v, got, want)
		}
	}
}
