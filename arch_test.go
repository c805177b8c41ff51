package entente

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport says which of our packages each part of the house may import; a
// part is a folder with all below it unless that has a line of its own.
var mayImport = map[string]string{
	"text":            "",
	"config":          "",
	"source":          "text",
	"extract":         "text",
	"graph":           "text",
	"graph/sqlite":    "graph text",
	"graph/neo4j":     "graph text",
	"graph/storetest": "graph text",
	"resolve":         "extract graph text",
	"ledger":          "graph text",
	"formats":         "graph text",
	"queries":         "graph text",
	"ask":             "queries extract graph text",
	"queue":           "graph text",
	"mcp":             "graph queries text",
	"watch":           "source graph internal queries text",
	"web":             "config graph internal ledger queries text web/token",
	"web/token":       "internal",
	"eval":            "text",
	"train":           "extract text",
	"":                "source extract resolve ledger graph graph/sqlite graph/neo4j queries text", // the façade
	"internal":        "extract formats graph graph/neo4j graph/sqlite queries resolve text",
	"cmd":             "*",
}

func TestImportsFollowTheTable(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	part := func(path string) string {
		path = strings.TrimPrefix(strings.TrimPrefix(path, "entente"), "/")
		for {
			if _, ok := mayImport[path]; ok {
				return path
			}
			i := strings.LastIndexByte(path, '/')
			if i < 0 {
				t.Fatalf("the house has no room for package %q", path)
			}
			path = path[:i]
		}
	}
	n := 0
	for line := range strings.Lines(string(out)) {
		packages := strings.Fields(line)
		from := part(packages[0])
		allowed := append(strings.Fields(mayImport[from]), from)
		for _, p := range packages[1:] {
			if p != "entente" && !strings.HasPrefix(p, "entente/") {
				if single, ok := onlyIn[p]; ok && packages[0] != single && from != "cmd" {
					t.Errorf("%s imports %s, which only %s may", packages[0], p, single)
				}
				continue
			}
			n++
			if to := part(p); !slices.Contains(allowed, to) && !slices.Contains(allowed, "*") {
				t.Errorf("%s imports %s", packages[0], p)
			}
		}
	}
	if n < 20 {
		t.Errorf("only %d imports of ours found", n)
	}
}

// onlyIn names the one package that may import a library.
var onlyIn = map[string]string{
	"github.com/jdkato/prose/v2":  "entente/extract/prose",
	"github.com/spf13/viper":      "entente/config",
	"github.com/spf13/cobra":      "entente/cmd/entente",
	"modernc.org/sqlite":          "entente/graph/sqlite",
	"github.com/xuri/excelize/v2": "entente/formats",

	"github.com/modelcontextprotocol/go-sdk/mcp":     "entente/mcp",
	"github.com/prometheus/client_golang/prometheus": "entente/web",

	"github.com/nats-io/nats.go":               "entente/queue",
	"github.com/nats-io/nats.go/jetstream":     "entente/queue",
	"github.com/nats-io/nats-server/v2/server": "entente/queue",
}
