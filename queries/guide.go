package queries

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Ready is a question in Cypher that can be asked outside entente.
type Ready struct {
	Name   string  `json:"name"`
	About  string  `json:"about"` // what it asks
	Params []Param `json:"params,omitempty"`
	Cypher string  `json:"cypher"`
}

// Param is a parameter with an example of its value, in Cypher.
type Param struct {
	Name    string `json:"name"`
	Example string `json:"example"`
}

// examples are values of parameters; those of one question go by its name and
// theirs. Where a value is empty the parameter does not narrow the answer.
var examples = map[string]string{
	"a":                  "'country/mda'",
	"b":                  "'organization/north-atlantic-treaty-organization'",
	"bodies":             "['organization/north-atlantic-treaty-organization']",
	"claim":              "''",
	"confidence":         "0.0",
	"dated":              "false",
	"direct":             "false",
	"entity":             "'country/mda'",
	"ids":                "['country/mda']",
	"keys":               "['moldova']",
	"limit":              "50",
	"max":                "4",
	"modalities":         "['asserted', 'former']",
	"offset":             "0",
	"on":                 "''",
	"persons":            "['person/jens-stoltenberg']",
	"release":            "''",
	"since":              "''",
	"titles":             "['Secretary General']",
	"ties":               "['tie/0123456789abcdef']",
	"types":              "[]",
	"until":              "''",
	"word":               "'stoltemberg'",
	"words":              "['jens', 'stoltenberg']",
	"search words":       `'"secretary" AND "general"'`,
	"evidence a":         "'country/mda'",
	"news since":         "'2024-01'",
	"same keys":          "[{type: 'PARTNER_OF', subject: 'country/mda', object: 'organization/north-atlantic-treaty-organization'}]",
	"after":              "''",
	"page":               "100",
	"common types":       "['MEMBER_OF', 'HOLDS_POSITION', 'PARTICIPATED_IN']",
	"events types":       "['HOSTED', 'ORGANIZED', 'PARTICIPATED_IN']",
	"participants types": "['HOSTED', 'ORGANIZED', 'PARTICIPATED_IN']",
	"source":             "''",
	"kinds":              "[]",
	"chosen":             "[]",
	"holding":            "['asserted', 'former']",
	"among ids":          "['country/mda', 'organization/north-atlantic-treaty-organization']",
	"degrees ids":        "['country/mda', 'organization/north-atlantic-treaty-organization']",
	"terms entity":       "'person/jens-stoltenberg'",
}

// Guide gives every question in Cypher, in the order of their names.
func Guide() ([]Ready, error) {
	texts, err := questions()
	if err != nil {
		return nil, err
	}
	var guide []Ready
	for _, file := range slices.Sorted(maps.Keys(texts)) {
		if !strings.HasSuffix(file, ".cypher") {
			continue
		}
		r := ready(strings.TrimSuffix(file, ".cypher"), texts[file])
		params := param.FindAllString(r.Cypher, -1)
		slices.Sort(params)
		for _, p := range slices.Compact(params) {
			p = p[1:]
			example, ok := examples[r.Name+" "+p]
			if !ok {
				if example, ok = examples[p]; !ok {
					return nil, fmt.Errorf("%s: no example of $%s", file, p)
				}
			}
			r.Params = append(r.Params, Param{p, example})
		}
		guide = append(guide, r)
	}
	return guide, nil
}
