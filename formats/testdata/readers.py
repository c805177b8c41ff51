"""Reads a folder of exports with the readers of their fields and prints what they
found as JSON."""
import collections
import csv
import json
import os
import sys

import networkx
import openpyxl
import pydot
import rdflib
import rdflib.compare
import stix2

folder = sys.argv[1]
found = {}


def path(name):
    return os.path.join(folder, name)


def network(graph):
    edges = [d for _, _, d in graph.edges(data=True)]
    return {
        "nodes": graph.number_of_nodes(),
        "edges": graph.number_of_edges(),
        "names": sorted(d["name"] for _, d in graph.nodes(data=True)),
        "quotes": sorted(d["quote"] for d in edges),
        "confidence": round(sum(d["confidence"] for d in edges), 6),
        "independent": sum(d["independent"] for d in edges),
        "starts": sum(1 for d in edges if "start" in d),
    }


def table(nodes, edges):
    return {
        "nodes": len(nodes),
        "edges": len(edges),
        "names": sorted(n["name"] for n in nodes),
        "quotes": sorted(e["quote"] for e in edges),
        "confidence": round(sum(float(e["confidence"]) for e in edges), 6),
        "independent": sum(int(e["independent"]) for e in edges),
    }


def sheet(ws):
    rows = list(ws.values)
    return [dict(zip(rows[0], row)) for row in rows[1:]]


found["graphml"] = network(networkx.read_graphml(path("graphml")))
found["gexf"] = network(networkx.read_gexf(path("gexf")))
with open(path("xlsx"), "rb") as f:
    book = openpyxl.load_workbook(f)
found["xlsx"] = table(sheet(book["nodes"]), sheet(book["edges"]))
with open(path("csv/nodes.csv"), newline="", encoding="utf-8") as n, open(path("csv/edges.csv"), newline="", encoding="utf-8") as e:
    found["csv"] = table(list(csv.DictReader(n)), list(csv.DictReader(e)))
(dot,) = pydot.graph_from_dot_file(path("dot"), encoding="utf-8")
# "node" itself stands for the default of all nodes.
found["dot"] = {"nodes": sum(1 for n in dot.get_nodes() if n.get_name() != "node"), "edges": len(dot.get_edges())}

RDF = rdflib.RDF
SCHEMA = rdflib.Namespace("https://schema.org/")
E = rdflib.Namespace("urn:entente:vocabulary#")
turtle = rdflib.Graph().parse(path("turtle"), format="turtle")
jsonld = rdflib.Graph().parse(path("json-ld"), format="json-ld")
statements = set(turtle.subjects(RDF.type, RDF.Statement))
entities = {s for s, o in turtle.subject_objects(RDF.type) if str(o).startswith(str(E)) and o != E.Position}
found["turtle"] = {
    "nodes": len(entities),
    "edges": len(statements),
    "names": sorted(str(turtle.value(s, SCHEMA.name)) for s in entities),
    "quotes": sorted({str(o) for o in turtle.objects(None, SCHEMA.text)}),
    "confidence": round(sum(float(turtle.value(s, E.confidence)) for s in statements), 6),
    "independent": sum(int(turtle.value(s, E.independent)) for s in statements),
}
found["same"] = rdflib.compare.isomorphic(turtle, jsonld)
found["direct"] = sorted(
    str(p) for s in statements
    for p in [turtle.value(s, RDF.predicate)]
    if (turtle.value(s, RDF.subject), p, turtle.value(s, RDF.object)) in turtle
    or str(turtle.value(s, E.modality)) != "asserted")

with open(path("stix"), encoding="utf-8") as f:
    bundle = stix2.parse(f.read())
kinds = collections.Counter(o.type for o in bundle.objects)
ids = {o.id for o in bundle.objects}
related = [o for o in bundle.objects if o.type == "relationship"]
assert all(r.source_ref in ids and r.target_ref in ids for r in related)
assert all(i in ids for o in bundle.objects if o.type == "report" for i in o.object_refs)
found["stix"] = {
    "nodes": kinds["identity"] + kinds["location"],
    "edges": len(related),
    "names": sorted(o.name for o in bundle.objects if o.type in ("identity", "location")),
    "quotes": sorted(r.description for r in related),
    "confidence": round(sum(r.confidence for r in related) / 100, 6),
    "starts": sum(1 for r in related if "start_time" in r),
}
found["reports"] = kinds["report"]
json.dump(found, sys.stdout)
