package storetest

import (
	"strings"

	"entente/graph"
	"entente/text/vocab"
)

// Sample is a small graph of five releases about countries that do not exist.
// Merges are the merges that belong to it.
func Sample() graph.Batch {
	var b builder
	b.Entities = []graph.Entity{
		{ID: "country/rur", Type: vocab.Country, Name: "Ruritania", ISO3: "RUR", Aliases: []string{"Republic of Ruritania", "Ruritanian"}},
		{ID: "country/sto", Type: vocab.Country, Name: "Stória", ISO3: "STO"},
		{ID: "country/zub", Type: vocab.Country, Name: "Zubrowka", ISO3: "ZUB"},
		{ID: "organization/northern-compact", Type: vocab.Organization, Name: "Northern Compact", Acronym: "NORCOM", Kind: "alliance", Aliases: []string{"the Compact"}},
		{ID: "organization/compact-staff", Type: vocab.Organization, Name: "Compact Staff", Kind: "agency"},
		{ID: "organization/rur-defence", Type: vocab.Organization, Name: "Ministry of Defence of Ruritania", Kind: "ministry"},
		{ID: "person/ole-strand", Type: vocab.Person, Name: "Ole Strand", Aliases: []string{"Strand"}},
		{ID: "person/strand", Type: vocab.Person, Name: "O. Strand"},
		{ID: "person/ana-petrescu-lund", Type: vocab.Person, Name: "Ana Petrescu-Lund"},
		{ID: "person/ivo-marek", Type: vocab.Person, Name: "Ivo Marek"},
		{ID: "person/tilde-brandt", Type: vocab.Person, Name: "Tilde Brandt"},
		{ID: "place/lutz", Type: vocab.Place, Name: "Lutz"},
		{ID: "event/amber-forum", Type: vocab.Event, Name: "Amber Forum"},
		{ID: "person/lone-figure", Type: vocab.Person, Name: "Lone Figure"},
	}

	b.release("Compact chief receives Ruritanian prime minister", "Northern Compact", "2031-05-06",
		"On 6 May 2031 the Secretary General Ole Strand received Ana Petrescu-Lund, the Prime Minister of Ruritania.",
		"Mr Strand will meet Tilde Brandt on 7 May.",
		"Ruritania is a partner of the Northern Compact.")
	b.claim(0, "person/ole-strand", vocab.MetWith, "person/ana-petrescu-lund", vocab.Asserted, "2031-05-06", "2031-05-06", "", 0.9)
	b.claim(0, "person/ole-strand", vocab.HoldsPosition, "organization/northern-compact", vocab.Asserted, "", "", "Secretary General", 0.95)
	b.claim(0, "person/ana-petrescu-lund", vocab.HoldsPosition, "country/rur", vocab.Asserted, "", "", "Prime Minister", 0.95)
	b.claim(1, "person/strand", vocab.MetWith, "person/tilde-brandt", vocab.Planned, "2031-05-07", "2031-05-07", "", 0.8)
	b.claim(2, "country/rur", vocab.PartnerOf, "organization/northern-compact", vocab.Asserted, "", "", "", 0.85)
	b.place("Lutz")

	b.release("Prime minister at the Compact", "Government of Ruritania", "2031-05-07",
		"Prime Minister Ana Petrescu-Lund met Secretary General O. Strand on 6 May.",
		"The Ministry of Defence of Ruritania sent Ivo Marek, its minister, to the Amber Forum in Lutz.",
		"Ruritania will host the Amber Forum in 2032.")
	b.claim(0, "person/ana-petrescu-lund", vocab.MetWith, "person/strand", vocab.Asserted, "2031-05-06", "2031-05-06", "", 0.7)
	b.claim(1, "person/ivo-marek", vocab.HoldsPosition, "organization/rur-defence", vocab.Asserted, "", "", "Minister of Defence", 0.9)
	b.claim(1, "organization/rur-defence", vocab.PartOf, "country/rur", vocab.Asserted, "", "", "", 0.99)
	b.claim(1, "person/ivo-marek", vocab.ParticipatedIn, "event/amber-forum", vocab.Asserted, "2031-05-07", "2031-05-07", "", 0.8)
	b.claim(1, "event/amber-forum", vocab.HeldIn, "place/lutz", vocab.Asserted, "2031-05-07", "2031-05-07", "", 0.8)
	b.claim(2, "country/rur", vocab.Hosted, "event/amber-forum", vocab.Planned, "2032", "2032", "", 0.75)

	b.release("Zubrowka leaves the Compact", "Ministry of Foreign Affairs of Zubrowka", "2031-06-01",
		"Zubrowka, a member of the Northern Compact from 2010 to 2031, is a member no longer.",
		"Stória remains a member since 2015.",
		"Zubrowka denies that it met the Compact Staff.")
	b.claim(0, "country/zub", vocab.MemberOf, "organization/northern-compact", vocab.Former, "2010", "2031-06", "", 0.9)
	b.claim(1, "country/sto", vocab.MemberOf, "organization/northern-compact", vocab.Asserted, "2015", "", "", 0.9)
	b.claim(2, "country/zub", vocab.MetWith, "organization/compact-staff", vocab.Negated, "", "", "", 0.6)

	b.release("Stória and Ruritania on defence", "Ministry of Defence of Ruritania", "2031-06-12",
		"Minister of Defence Ivo Marek talked to Tilde Brandt, former foreign minister of Stória, in June.",
		"Stória is one of the members of the Northern Compact, and so is Ruritania's ministry.",
		"The Compact Staff is part of the Northern Compact.")
	b.claim(0, "person/ivo-marek", vocab.MetWith, "person/tilde-brandt", vocab.Asserted, "2031-06", "2031-06", "", 0.85)
	b.claim(0, "person/tilde-brandt", vocab.HoldsPosition, "country/sto", vocab.Former, "", "", "foreign minister", 0.85)
	b.claim(1, "country/sto", vocab.MemberOf, "organization/northern-compact", vocab.Asserted, "", "", "", 0.95)
	b.claim(1, "organization/rur-defence", vocab.MemberOf, "organization/northern-compact", vocab.Asserted, "", "", "observer", 0.5)
	b.claim(2, "organization/compact-staff", vocab.PartOf, "organization/northern-compact", vocab.Asserted, "", "", "", 0.9)

	b.release("Talks 🕊 \"in Lutz\"", "", "",
		"The Compact Staff and Ruritania cooperate.",
		"Ruritania met Zubrowka.")
	b.claim(0, "organization/compact-staff", vocab.CooperatesWith, "country/rur", vocab.Asserted, "", "", "", 0.7)
	b.claim(1, "country/rur", vocab.MetWith, "country/zub", vocab.Asserted, "", "", "", 0.65)
	return b.Batch
}

// Merges are the merges that belong to Sample.
func Merges() map[string]string {
	return map[string]string{"person/strand": "person/ole-strand"}
}

type builder struct {
	graph.Batch
	sentences []string
}

func (b *builder) release(title, publisher, published string, sentences ...string) {
	r := graph.Release{Title: title, Publisher: publisher, Published: published, Text: title + "\n\n" + strings.Join(sentences, " ")}
	if published != "" {
		r.Basis = "metadata"
		r.URL = "https://example.org/" + published + "?a=1&b=<2>"
	}
	r.ID = graph.ReleaseID(r.Text)
	b.Releases = append(b.Releases, r)
	b.sentences = sentences
}

// claim adds a claim that the n-th sentence of the last release makes, and a
// mention of either end.
func (b *builder) claim(n int, subject string, t vocab.RelationType, object string, m vocab.Modality, from, to, title string, confidence float64) {
	r := b.Releases[len(b.Releases)-1]
	c := graph.Claim{
		Type: t, Subject: subject, Object: object, Modality: m, From: from, To: to, Title: title,
		Release: r.ID, Quote: b.sentences[n], Confidence: confidence, Rule: "sample",
	}
	c.Start = strings.Index(r.Text, c.Quote)
	c.End = c.Start + len(c.Quote)
	c.ID = graph.ClaimID(c)
	b.Claims = append(b.Claims, c)
	for _, id := range []string{subject, object} {
		b.mention(id, r.ID)
	}
}

func (b *builder) mention(entity, release string) {
	for i, m := range b.Mentioned {
		if m.Entity == entity && m.Release == release {
			b.Mentioned[i].Count++
			return
		}
	}
	b.Mentioned = append(b.Mentioned, graph.Mentioned{Entity: entity, Release: release, Count: 1})
}

// place sets the place of the last claim.
func (b *builder) place(place string) { b.Claims[len(b.Claims)-1].Place = place }
