package main

import (
	"os"

	"gopkg.in/yaml.v3"
)

// countryVariants reads the name variants by ISO 3166 alpha-2 code.
func countryVariants(path string) (map[string][]string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var m map[string][]string
	if err := yaml.Unmarshal(raw, &m); err != nil {
		return nil, err
	}
	return m, nil
}
