"""Reads a file of FollowTheMoney entities with its own library and prints what it
found as JSON."""
import collections
import json
import sys

from followthemoney import model

schemata = collections.Counter()
names, quotes = [], []
entities, referred = set(), set()
for line in open(sys.argv[1], encoding="utf-8"):
    data = json.loads(line)
    given = model.get_proxy(data, cleaned=True)
    cleaned = model.get_proxy(data, cleaned=False)
    given.schema.validate(data)
    # What its own cleaning of values takes away was not fit to be there.
    # It writes the punctuation of addresses anew.
    for prop, values in given.to_dict()["properties"].items():
        if given.schema.get(prop).type.name == "address":
            assert len(values) == len(cleaned.get(prop)), (data["id"], prop, values, cleaned.get(prop))
            continue
        assert sorted(values) == sorted(cleaned.get(prop)), (data["id"], prop, values, cleaned.get(prop))
    schemata[given.schema.name] += 1
    entities.add(given.id)
    for prop, value in given.itervalues():
        if prop.type.name == "entity":
            referred.add(value)
    if not given.has("recordId", quiet=True) and given.schema.name not in ("Position", "Article"):
        names += given.get("name")
    quotes += given.get("summary", quiet=True)
assert referred <= entities, referred - entities
json.dump({"schemata": schemata, "names": sorted(names), "quotes": sorted(quotes)}, sys.stdout)
