// Package formats writes the graph in the formats of other programs, one file a
// format, and reads back what it wrote as JSON Lines.
package formats

import (
	"bufio"
	"io"
	"iter"

	"entente/graph"
)

// Format is a way to write a graph. The same graph gives the same bytes.
type Format struct {
	Name   string
	About  string // in one line
	Whole  bool   // all that the store holds, and so without a filter
	Folder bool   // several files
	Binary bool   // not to be looked at on a terminal
	write  writer
}

// Create makes a file of a folder. A format of one file asks for it once, by no name.
type Create func(name string) (io.Writer, error)

// Records are what graph.Store.Export yields.
type Records = iter.Seq2[any, error]

type writer func(Records, Filter, Create) error

// All lists the formats, the default first.
func All() []Format {
	return []Format{
		{Name: "jsonl", About: "JSON Lines: all that the graph holds; entente import reads it back", Whole: true, write: whole(graph.Encode)},
		{Name: "cypher", About: "a script for cypher-shell that makes the graph anew in Neo4j", Whole: true, write: whole(writeCypher)},
		{Name: "neo4j-csv", About: "a folder for neo4j-admin database import", Whole: true, Folder: true, write: writeNeo4jCSV},
		{Name: "graphml", About: "GraphML: yEd, Gephi, NetworkX, igraph", write: one(writeGraphML)},
		{Name: "gexf", About: "GEXF: Gephi, with the days of the ties", write: one(writeGEXF)},
		{Name: "turtle", About: "RDF as Turtle, in the words of schema.org and Wikidata", write: one(writeTurtle)},
		{Name: "json-ld", About: "the same RDF as JSON-LD", write: one(writeJSONLD)},
		{Name: "ftm", About: "FollowTheMoney entities: Aleph, OpenSanctions", write: one(writeFTM)},
		{Name: "stix", About: "a STIX 2.1 bundle: MISP, OpenCTI", write: one(writeSTIX)},
		{Name: "csv", About: "a folder with nodes.csv and edges.csv", Folder: true, write: writeCSV},
		{Name: "xlsx", About: "a workbook with the sheets nodes and edges", Binary: true, write: one(writeXLSX)},
		{Name: "dot", About: "a drawing for Graphviz, of up to 500 ties", write: one(writeDOT)},
		{Name: "mermaid", About: "a drawing for Markdown, of up to 500 ties", write: one(writeMermaid)},
	}
}

// Find gives the format of a name.
func Find(name string) (Format, bool) {
	for _, f := range All() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Write writes the records in the format. A format that is Whole passes over the filter.
func (f Format) Write(records Records, filter Filter, create Create) error {
	return f.write(records, filter, create)
}

// whole writes the records as they come into one file.
func whole(write func(io.Writer, Records) error) writer {
	return func(records Records, _ Filter, create Create) error {
		return single(create, func(w io.Writer) error { return write(w, records) })
	}
}

// one writes what a graph shows into one file.
func one(write func(io.Writer, *Graph) error) writer {
	return func(records Records, filter Filter, create Create) error {
		g, err := Read(records, filter)
		if err != nil {
			return err
		}
		return single(create, func(w io.Writer) error { return write(w, g) })
	}
}

func single(create Create, write func(io.Writer) error) error {
	w, err := create("")
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}
