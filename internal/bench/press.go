package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// known is what a server was found to hold, to ask about.
type known struct {
	entities, names, releases, ties []string // ids, names
}

// learn looks at some releases of a server.
func learn(get func(path string, into any) error) (known, error) {
	var k known
	var list struct{ Page struct{ Total int } }
	if err := get("releases?limit=1", &list); err != nil {
		return k, err
	}
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 100 {
		var one struct {
			Releases []struct{ ID string }
		}
		if err := get(fmt.Sprintf("releases?limit=1&offset=%d", rnd.IntN(min(list.Page.Total, 10000))), &one); err != nil {
			return k, err
		}
		id := strings.TrimPrefix(one.Releases[0].ID, "release/")
		var r struct {
			Entities []struct{ ID, Name string }
			Said     []struct{ Tie string }
		}
		if err := get("releases/"+id, &r); err != nil {
			return k, err
		}
		k.releases = append(k.releases, id)
		for _, e := range r.Entities {
			k.entities, k.names = append(k.entities, e.ID), append(k.names, e.Name)
		}
		for _, s := range r.Said {
			if s.Tie != "" {
				k.ties = append(k.ties, s.Tie)
			}
		}
	}
	if len(k.entities) == 0 || len(k.ties) == 0 {
		return k, fmt.Errorf("the graph of the server has nothing to ask about")
	}
	return k, nil
}

// press asks a server at a steady rate, whether it has answered what came before or not,
// and prints how long each address took from the moment at which it was due.
func press(ctx context.Context, address string, rate int, span time.Duration) error {
	client := &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 256}}
	token := os.Getenv("ENTENTE_TEST_TOKEN")
	send := func(path string) (*http.Response, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/api/v1/"+path, nil)
		if err != nil {
			return nil, err
		}
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		return client.Do(r)
	}
	k, err := learn(func(path string, into any) error {
		resp, err := send(path)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return json.NewDecoder(resp.Body).Decode(into)
	})
	if err != nil {
		return err
	}
	rnd := rand.New(rand.NewPCG(2, 2))
	pick := func(list []string) string { return url.QueryEscape(list[rnd.IntN(len(list))]) }
	id := func() string { return k.entities[rnd.IntN(len(k.entities))] }
	// What looks at very much of the graph each time (report, changed ...) is bounded by
	// the server and not meant for such a rate; centrality is, as its answer is kept.
	endpoints := []struct {
		name string
		path func() string
	}{
		{"find", func() string { return "find?name=" + pick(k.names) }},
		{"entity", func() string { return "entities/" + id() }},
		{"entity's ties", func() string { return "entities/" + id() + "/ties" }},
		{"who-met", func() string { return "questions/who-met?entity=" + pick(k.entities) }},
		{"members", func() string { return "questions/members?entity=" + pick(k.entities) }},
		{"timeline", func() string { return "questions/timeline?entity=" + pick(k.entities) }},
		{"offices", func() string { return "questions/offices?entity=" + pick(k.entities) }},
		{"holders", func() string { return "questions/holders?entity=" + pick(k.entities) }},
		{"events", func() string { return "questions/events?entity=" + pick(k.entities) }},
		{"participants", func() string { return "questions/participants?entity=" + pick(k.entities) }},
		{"pending", func() string { return "questions/pending?entity=" + pick(k.entities) }},
		{"common", func() string { return "questions/common?a=" + pick(k.entities) + "&b=" + pick(k.entities) }},
		{"path", func() string { return "questions/path?max=4&a=" + pick(k.entities) + "&b=" + pick(k.entities) }},
		{"evidence", func() string { return "evidence?id=" + pick(k.ties) }},
		{"search", func() string { return "search?words=" + pick(k.names) }},
		{"releases", func() string { return fmt.Sprintf("releases?offset=%d", rnd.IntN(1000)) }},
		{"release", func() string { return "releases/" + k.releases[rnd.IntN(len(k.releases))] }},
		{"centrality", func() string { return "questions/centrality" }},
	}
	took := make([][]time.Duration, len(endpoints))
	wrong := map[string]int{}
	var mu sync.Mutex
	var all sync.WaitGroup
	began := time.Now()
	n := int(span.Seconds() * float64(rate))
	for i := range n {
		due := began.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due))
		which := i % len(endpoints)
		path := endpoints[which].path()
		all.Go(func() {
			resp, err := send(path)
			status := ""
			if err == nil {
				_, err = io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
				status = resp.Status
			}
			d := time.Since(due)
			mu.Lock()
			defer mu.Unlock()
			took[which] = append(took[which], d)
			if err != nil || resp.StatusCode != http.StatusOK {
				wrong[fmt.Sprintf("%s: %s %v", endpoints[which].name, status, err)]++
			}
		})
	}
	all.Wait()
	fmt.Printf("%d requests in %.1f s\n", n, time.Since(began).Seconds())
	for i, e := range endpoints {
		slices.SortFunc(took[i], func(a, b time.Duration) int { return cmp.Compare(a, b) })
		ms := func(part float64) float64 {
			return float64(took[i][int(part*float64(len(took[i])-1))].Microseconds()) / 1000
		}
		fmt.Printf("  %-14s p50 %8.2f ms   p95 %8.2f ms   most %8.2f ms\n", e.name, ms(0.5), ms(0.95), ms(1))
	}
	failed := 0
	for _, what := range slices.Sorted(maps.Keys(wrong)) {
		fmt.Printf("  %d times %s\n", wrong[what], what)
		failed += wrong[what]
	}
	fmt.Printf("%d errors\n", failed)
	return nil
}
