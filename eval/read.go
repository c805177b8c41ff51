package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Gold is one annotated release.
type Gold struct {
	ID          string         `json:"id"`
	Text        *string        `json:"text"` // nil when the file leaves it out; evidence is then not checked
	Date        string         `json:"date"`
	URL         string         `json:"url"`
	Source      string         `json:"source"`
	Entities    []GoldEntity   `json:"entities"`
	Relations   []GoldRelation `json:"relations"`
	ScoredTypes []string       `json:"scored_types"` // nil: all types count
}

// GoldEntity is one annotated thing.
type GoldEntity struct {
	Key      string    `json:"key"`
	Type     string    `json:"type"`
	Names    []string  `json:"names"`
	Mentions []Mention `json:"mentions"`
	Optional bool      `json:"optional"`
}

// Mention is one reference by byte offsets into the text.
type Mention struct {
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Text     string `json:"text"`
	Kind     string `json:"kind"` // "name" when left out
	Optional bool   `json:"optional"`
}

// UnmarshalJSON fills in the default kind.
func (m *Mention) UnmarshalJSON(b []byte) error {
	type plain Mention
	p := plain{Kind: "name"}
	err := json.Unmarshal(b, &p)
	*m = Mention(p)
	return err
}

// GoldRelation is one annotated fact between entity keys.
type GoldRelation struct {
	Subject  string  `json:"s"`
	Type     string  `json:"r"`
	Object   string  `json:"o"`
	Modality string  `json:"modality"` // "asserted" when left out
	From     string  `json:"from"`
	To       *string `json:"to"` // From when left out
	Title    string  `json:"title"`
	Optional bool    `json:"optional"`
}

// UnmarshalJSON fills in the default modality.
func (r *GoldRelation) UnmarshalJSON(b []byte) error {
	type plain GoldRelation
	p := plain{Modality: "asserted"}
	err := json.Unmarshal(b, &p)
	*r = GoldRelation(p)
	return err
}

// System is what an extractor found in one release.
type System struct {
	ID        string           `json:"id"`
	Entities  []SystemEntity   `json:"entities"`
	Relations []SystemRelation `json:"relations"`
}

// SystemEntity is one thing that was found.
type SystemEntity struct {
	ID       string    `json:"id"`
	Type     string    `json:"type"`
	Name     string    `json:"name"`
	Aliases  []string  `json:"aliases"`
	Mentions []Mention `json:"mentions"`
}

// SystemRelation is one fact that was found, between entity ids.
type SystemRelation struct {
	Subject  string  `json:"subject"`
	Type     string  `json:"type"`
	Object   string  `json:"object"`
	Modality string  `json:"modality"` // "asserted" when left out
	From     *string `json:"from"`
	To       *string `json:"to"`
	Title    string  `json:"title"`
	Evidence struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
	} `json:"evidence"`
}

// UnmarshalJSON fills in the default modality.
func (r *SystemRelation) UnmarshalJSON(b []byte) error {
	type plain SystemRelation
	p := plain{Modality: "asserted"}
	err := json.Unmarshal(b, &p)
	*r = SystemRelation(p)
	return err
}

// ReadGold reads JSON Lines of annotated releases. Of two with one id the later
// counts, at the place of the earlier. Name stands in errors, with the line.
func ReadGold(r io.Reader, name string) ([]Gold, error) {
	return read(r, name, func(g *Gold) (string, error) {
		for _, e := range g.Entities {
			if e.Key == "" || e.Type == "" || len(e.Names) == 0 {
				return "", fmt.Errorf("entity %q of %q needs key, type and names", e.Key, g.ID)
			}
		}
		for _, f := range g.Relations {
			if f.Subject == "" || f.Type == "" || f.Object == "" {
				return "", fmt.Errorf("a relation of %q needs s, r and o", g.ID)
			}
		}
		return g.ID, nil
	})
}

// ReadSystem reads JSON Lines of an extractor's output, as ReadGold does.
func ReadSystem(r io.Reader, name string) ([]System, error) {
	return read(r, name, func(s *System) (string, error) {
		for _, e := range s.Entities {
			if e.ID == "" || e.Type == "" || e.Name == "" {
				return "", fmt.Errorf("entity %q of %q needs id, type and name", e.ID, s.ID)
			}
		}
		for _, f := range s.Relations {
			if f.Subject == "" || f.Type == "" || f.Object == "" {
				return "", fmt.Errorf("a relation of %q needs subject, type and object", s.ID)
			}
		}
		return s.ID, nil
	})
}

// read decodes one T a line; check returns its id.
func read[T any](r io.Reader, name string, check func(*T) (string, error)) ([]T, error) {
	var all []T
	at := map[string]int{}
	lines := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if line = bytes.TrimFunc(line, isSpace); len(line) > 0 {
			var v T
			if err := json.Unmarshal(line, &v); err != nil {
				return nil, fmt.Errorf("%s:%d: not a JSON document of the format: %w", name, n, err)
			}
			id, err := check(&v)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			if id == "" {
				return nil, fmt.Errorf("%s:%d: the document has no id", name, n)
			}
			if i, again := at[id]; again {
				all[i] = v
			} else {
				at[id] = len(all)
				all = append(all, v)
			}
		}
		if err == io.EOF {
			return all, nil
		}
	}
}

// entityTypes are the types that are scored unless the gold says otherwise.
var entityTypes = strings.Fields("Person Organization Country Place Facility Event Programme Document")

func scored(kind string) bool { return slices.Contains(entityTypes, kind) }
