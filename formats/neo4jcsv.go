package formats

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"entente/graph"
)

// unit stands between the elements of a list: no text of a graph has a control byte.
const unit = "\x1f"

// uncounted is the last schema of entente's in which entities don't tell how often they are
// mentioned: here they come before their mentions. Opening a store of it counts them.
const uncounted = 3

// importArgs are the arguments of neo4j-admin, for the folder.
const importArgs = `--nodes=entente.csv
--nodes=entities.csv
--nodes=names.csv
--nodes=releases.csv
--nodes=claims.csv
--relationships=named.csv
--relationships=same_as.csv
--relationships=mentioned_in.csv
--relationships=claim_ends.csv
--relationships=stated_in.csv
--relationships=ties.csv
--array-delimiter=U+001F
--multiline-fields=true
`

// writeNeo4jCSV writes the graph as graph/neo4j keeps it, for
// "neo4j-admin database import full neo4j @import.args" in the folder. entente makes the
// constraints, and counts mentions, when it first opens the database to write.
func writeNeo4jCSV(records Records, _ Filter, create Create) error {
	var err error
	file := func(name, head string) *csv.Writer {
		if err != nil {
			return csv.NewWriter(io.Discard)
		}
		var w io.Writer
		if w, err = create(name); err != nil {
			return csv.NewWriter(io.Discard)
		}
		c := csv.NewWriter(w)
		_ = c.Write(strings.Split(head, ",")) // the error stays for Error
		return c
	}
	mark := file("entente.csv", "id:ID(mark),version:long,:LABEL")
	entities := file("entities.csv", "id:ID(entity),type,name,aliases:string[],acronym,iso3,kind,same_as:string[],links:string[],:LABEL")
	names := file("names.csv", "key:ID(name),:LABEL")
	releases := file("releases.csv", "id:ID(release),title,url,publisher,published,basis,text,words,:LABEL")
	claims := file("claims.csv", "id:ID(claim),name,words,type,modality,from,to,title,place,attributed_to,quote,rule,start:long,end:long,confidence:double,tie,:LABEL")
	named := file("named.csv", ":START_ID(entity),:END_ID(name),:TYPE")
	sameAs := file("same_as.csv", ":START_ID(entity),:END_ID(entity),:TYPE")
	mentioned := file("mentioned_in.csv", ":START_ID(entity),:END_ID(release),count:long,name,aliases:string[],acronym,:TYPE")
	ends := file("claim_ends.csv", ":START_ID(claim),:END_ID(entity),:TYPE")
	stated := file("stated_in.csv", ":START_ID(claim),:END_ID(release),:TYPE")
	ties := file("ties.csv", ":START_ID(entity),:END_ID(entity),id,modality,from,to,title,place,day,releases:long,independent:long,confidence:double,claims:string[],:TYPE")
	args, argsErr := create("import.args")
	if err == nil {
		err = argsErr
	}
	if err != nil {
		return err
	}
	row := func(w *csv.Writer, fields ...string) { _ = w.Write(fields) }
	list := func(s []string) string {
		for _, v := range s {
			if strings.Contains(v, unit) && err == nil {
				err = fmt.Errorf("%q holds the control byte that stands between the elements of a list: take --format cypher", v)
			}
		}
		return strings.Join(s, unit)
	}

	row(mark, "schema", fmt.Sprint(uncounted), "Entente")
	known := map[string]bool{} // names
	var waiting []graph.Claim  // for their ties
	tieOf := map[string]string{}
	for record, failed := range records {
		if err = cmp.Or(err, failed); err != nil {
			return err
		}
		switch r := record.(type) {
		case graph.Entity:
			label := "Entity"
			if r.MergedInto != "" {
				label = "Merged"
				row(sameAs, r.ID, r.MergedInto, "SAME_AS")
			}
			row(entities, r.ID, string(r.Type), r.Name, list(r.Aliases), r.Acronym, r.ISO3, r.Kind, list(r.SameAs), list(r.Links), label+unit+string(r.Type))
			for _, k := range r.Keys() {
				if !known[k] {
					known[k] = true
					row(names, k, "Name")
				}
				row(named, r.ID, k, "NAMED")
			}
		case graph.Release:
			row(releases, r.ID, r.Title, r.URL, r.Publisher, r.Published, r.Basis, r.Text, folded(r.Title), "Release")
		case graph.Mentioned:
			row(mentioned, r.Entity, r.Release, fmt.Sprint(r.Count), r.Name, list(r.Aliases), r.Acronym, "MENTIONED_IN")
		case graph.Claim:
			waiting = append(waiting, r)
			row(ends, r.ID, r.Subject, "SUBJECT")
			row(ends, r.ID, r.Object, "OBJECT")
			row(stated, r.ID, r.Release, "STATED_IN")
		case graph.Tie:
			for _, id := range r.Claims {
				tieOf[id] = r.ID
			}
			row(ties, r.Subject, r.Object, r.ID, string(r.Modality), r.From, r.To, r.Title, r.Place, cmp.Or(r.From, r.To), fmt.Sprint(r.Releases), fmt.Sprint(r.Independent),
				decimal(r.Confidence), list(r.Claims), string(r.Type))
		}
	}
	if err != nil {
		return err
	}
	for _, c := range waiting {
		row(claims, c.ID, c.Caption(), folded(c.Quote), string(c.Type), string(c.Modality), c.From, c.To, c.Title, c.Place, c.AttributedTo, c.Quote, c.Rule,
			fmt.Sprint(c.Start), fmt.Sprint(c.End), decimal(c.Confidence), tieOf[c.ID], "Claim")
	}
	for _, w := range []*csv.Writer{mark, entities, names, releases, claims, named, sameAs, mentioned, ends, stated, ties} {
		if w.Flush(); w.Error() != nil {
			return w.Error()
		}
	}
	_, err = io.WriteString(args, importArgs)
	return err
}
