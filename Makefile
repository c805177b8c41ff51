# make demo   builds, reads the sample releases and asks the three questions
# make test   runs every test, against a real Neo4j too where Java and Maven are there

GOLD = ../shared/gold
FUZZTIME = 20s

.PHONY: build demo test race lint eval bench fuzz

build:
	go build -o entente ./cmd/entente

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
	go test -race -short -timeout 15m . ./graph/sqlite ./source ./queries ./extract/prose ./extract/lexicon

lint:
	@test -z "$$(gofmt -l . | tee /dev/stderr)"
	go vet ./...
	go tool staticcheck ./...

eval: build
	./entente eval $(GOLD)/seed.jsonl
	./entente eval $(GOLD)/dev.jsonl --by-type

bench:
	go test -run '^$$' -bench . -benchmem ./...

fuzz:
	@for f in $$(grep -rl '^func Fuzz' --include='*_test.go' .); do \
		for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' $$f); do \
			echo "$$(dirname $$f) $$target"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$(dirname $$f) || exit 1; \
		done; \
	done
