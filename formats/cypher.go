package formats

import (
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"strings"

	"entente/graph"
	"entente/text/vocab"
)

// schema is that of package graph/neo4j, and storeVersion the version that it gives
// its stores: tests hold them to that.
//
//go:embed schema.cypher
var schema string

const storeVersion = 4

// A statement has at most pageRows records and, but for a single large one, pageBytes.
const (
	pageRows  = 1000
	pageBytes = 1 << 20
)

// writeCypher writes a script that makes the graph as graph/neo4j keeps it. Running it
// twice changes nothing. The mark that makes a database one of entente's comes last,
// so that a script which was stopped leaves none behind that looks whole.
func writeCypher(w io.Writer, records Records) error {
	s := &script{w: w, pages: map[string]*page{}}
	s.print("// The graph of entente, for an empty Neo4j 5.23 or newer: cypher-shell --file THIS\n")
	s.print(strings.TrimSpace(schema) + "\n")
	for _, t := range vocab.RelationTypes() {
		s.print(fmt.Sprintf("CREATE CONSTRAINT tie_%[1]s IF NOT EXISTS FOR ()-[t:%[1]s]-() REQUIRE t.id IS UNIQUE;\n", t))
		s.print(fmt.Sprintf("CREATE INDEX modality_day_%[1]s IF NOT EXISTS FOR ()-[t:%[1]s]-() ON (t.modality, t.day);\n", t))
	}
	s.print("CALL db.awaitIndexes(60);\n")
	var entities []graph.Entity
	for record, err := range records {
		if err != nil {
			return err
		}
		if e, ok := record.(graph.Entity); ok {
			entities = append(entities, e)
			continue
		}
		s.entities(entities)
		entities = nil
		switch r := record.(type) {
		case graph.Release:
			s.add("releases", "MERGE (r:Release {id: row.id}) SET r = row", releaseMap(r))
		case graph.Mentioned:
			s.add("mentions", either("e")+"MATCH (r:Release {id: row.release})\nMERGE (e)-[m:MENTIONED_IN]->(r)\nSET m = row.props",
				cypherMap{{"e", r.Entity}, {"release", r.Release},
					{"props", cypherMap{{"count", r.Count}, {"name", r.Name}, {"aliases", r.Aliases}, {"acronym", r.Acronym}}}})
		case graph.Claim:
			s.add("claims", either("s")+either("o")+`MATCH (r:Release {id: row.release})
MERGE (c:Claim {id: row.id})
SET c = row.props
MERGE (c)-[:SUBJECT]->(s)
MERGE (c)-[:OBJECT]->(o)
MERGE (c)-[:STATED_IN]->(r)`, claimMap(r))
		case graph.Tie:
			s.add("ties", fmt.Sprintf(`MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:%s {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id`, r.Type), tieMap(r))
		}
	}
	s.entities(entities)
	s.flush()
	s.print("MATCH (e)-[m:MENTIONED_IN]->() WITH e, sum(m.count) AS n SET e.mentions = n;\n")
	s.print(fmt.Sprintf("MERGE (v:Entente {id: 'schema'}) SET v.version = %d;\n", storeVersion))
	return s.err
}

// either finds the entity of row.NAME, merged or not.
func either(name string) string {
	return fmt.Sprintf(`CALL (row) {
  MATCH (%[1]s:Entity {id: row.%[1]s}) RETURN %[1]s
  UNION
  MATCH (%[1]s:Merged {id: row.%[1]s}) RETURN %[1]s
}
`, name)
}

// script gathers rows by statement and, after an error, writes no more. The rows are a
// parameter, which the shell reads itself: as a part of the statement they would have
// the server plan each anew, which took half a second for a hundred.
type script struct {
	w     io.Writer
	step  string           // what the pages are of: what a later step names must be there
	pages map[string]*page // by statement
	order []string         // statements, as they came
	err   error
}

type page struct {
	rows  int
	param strings.Builder
}

func (s *script) print(text string) {
	if s.err == nil {
		_, s.err = io.WriteString(s.w, text)
	}
}

func (s *script) add(step, statement string, row cypherMap) {
	if step != s.step {
		s.flush()
		s.step = step
	}
	p := s.pages[statement]
	if p == nil {
		p = &page{}
		s.pages[statement] = p
		s.order = append(s.order, statement)
	}
	if p.rows > 0 {
		p.param.WriteString(", ")
	}
	literal(&p.param, row)
	if p.rows++; p.rows == pageRows || p.param.Len() >= pageBytes {
		s.write(statement, p)
	}
}

// write writes a page, and empties it. The parameter is one line: there the shell sees
// its end.
func (s *script) write(statement string, p *page) {
	if p.rows > 0 {
		s.print(":param rows => [" + p.param.String() + "]\nUNWIND $rows AS row\n" + statement + ";\n")
	}
	*p = page{}
}

func (s *script) flush() {
	for _, statement := range s.order {
		s.write(statement, s.pages[statement])
	}
	clear(s.pages)
	s.order = nil
}

// entities writes all entities, then what needs them.
func (s *script) entities(es []graph.Entity) {
	label := func(e graph.Entity) string {
		if e.MergedInto != "" {
			return "Merged"
		}
		return "Entity"
	}
	for _, e := range es {
		s.add("entities", fmt.Sprintf("MERGE (e:%s {id: row.id}) SET e = row, e:%s", label(e), e.Type), cypherMap{
			{"id", e.ID}, {"type", string(e.Type)}, {"name", e.Name}, {"aliases", e.Aliases}, {"acronym", e.Acronym},
			{"iso3", e.ISO3}, {"kind", e.Kind}, {"same_as", e.SameAs}, {"links", e.Links}})
	}
	for _, e := range es {
		for _, k := range e.Keys() {
			s.add("names", fmt.Sprintf("MATCH (e:%s {id: row.id}) MERGE (n:Name {key: row.key}) MERGE (e)-[:NAMED]->(n)", label(e)), cypherMap{{"key", k}, {"id", e.ID}})
		}
	}
	for _, e := range es {
		if e.MergedInto != "" {
			s.add("merges", "MATCH (e:Merged {id: row.id}) MATCH (c:Entity {id: row.into}) MERGE (e)-[:SAME_AS]->(c)", cypherMap{{"id", e.ID}, {"into", e.MergedInto}})
		}
	}
}

func releaseMap(r graph.Release) cypherMap {
	return cypherMap{{"id", r.ID}, {"title", r.Title}, {"url", r.URL}, {"publisher", r.Publisher}, {"published", r.Published},
		{"basis", r.Basis}, {"text", r.Text}, {"words", folded(r.Title)}}
}

func claimMap(c graph.Claim) cypherMap {
	return cypherMap{{"s", c.Subject}, {"o", c.Object}, {"release", c.Release}, {"id", c.ID}, {"props", cypherMap{
		{"id", c.ID}, {"name", c.Caption()}, {"words", folded(c.Quote)}, {"type", string(c.Type)}, {"modality", string(c.Modality)}, {"from", c.From}, {"to", c.To}, {"title", c.Title},
		{"place", c.Place}, {"attributed_to", c.AttributedTo}, {"quote", c.Quote}, {"rule", c.Rule},
		{"start", c.Start}, {"end", c.End}, {"confidence", c.Confidence}}}}
}

func tieMap(t graph.Tie) cypherMap {
	return cypherMap{{"id", t.ID}, {"subject", t.Subject}, {"object", t.Object}, {"props", cypherMap{
		{"id", t.ID}, {"modality", string(t.Modality)}, {"from", t.From}, {"to", t.To}, {"title", t.Title}, {"place", t.Place}, {"day", cmp.Or(t.From, t.To)},
		{"releases", t.Releases}, {"independent", t.Independent}, {"confidence", t.Confidence}, {"claims", t.Claims}}}}
}

// cypherMap is a map in the order of its keys, which are words of our own. Empty
// texts and lists are unknown and left out.
type cypherMap []struct {
	key   string
	value any
}

// literal writes a value as Cypher.
func literal(b *strings.Builder, value any) {
	switch v := value.(type) {
	case cypherMap:
		b.WriteByte('{')
		sep := ""
		for _, p := range v {
			if list, ok := p.value.([]string); p.value == "" || ok && len(list) == 0 {
				continue
			}
			b.WriteString(sep + "`" + p.key + "`: ")
			literal(b, p.value)
			sep = ", "
		}
		b.WriteByte('}')
	case []string:
		b.WriteByte('[')
		for i, s := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(cypherString(s))
		}
		b.WriteByte(']')
	case string:
		b.WriteString(cypherString(v))
	case float64:
		s := decimal(v)
		if !strings.Contains(s, ".") {
			s += ".0" // or it would be an integer
		}
		b.WriteString(s)
	case int:
		fmt.Fprint(b, v)
	}
}

// cypherString is a text as a literal of Cypher. A backslash before a "u" is written
// apart from it, because Neo4j reads \uXXXX before it looks for literals.
func cypherString(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for i, r := range s {
		switch {
		case r == '\\' && strings.HasPrefix(s[i+1:], "u"):
			b.WriteString(`\\' + '`)
		case r == '\\' || r == '\'':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029':
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
