package mcp

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"entente/graph"
	"entente/queries"
)

const (
	releases = "entente://release/"
	entities = "entente://entity/"
	anyID    = "{+id}" // ids have slashes
)

func (s *Server) addResources() {
	s.server.AddResourceTemplate(&sdk.ResourceTemplate{
		URITemplate: releases + anyID, Name: "release", Title: "A release", MIMEType: "text/plain",
		Description: "A release as it was read: title, publisher, day, address and whole text. The id is the part after release/ in answers.",
	}, s.read(releases, s.release))
	s.server.AddResourceTemplate(&sdk.ResourceTemplate{
		URITemplate: entities + anyID, Name: "entity", Title: "An entity", MIMEType: "application/json",
		Description: "What the graph knows of a person, body, country, place or event: names, offices, memberships, counts of ties, latest releases. The id is as in answers: person/ana-turcan.",
	}, s.read(entities, s.entity))
}

// read makes a resource of what one gives for an id.
func (s *Server) read(prefix string, one func(ctx context.Context, id string) (string, error)) sdk.ResourceHandler {
	return func(ctx context.Context, r *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
		id, err := url.PathUnescape(strings.TrimPrefix(r.Params.URI, prefix))
		if err != nil {
			return nil, sdk.ResourceNotFoundError(r.Params.URI)
		}
		text, err := one(ctx, id)
		switch {
		case graph.CodeOf(err) == graph.NotFound || graph.CodeOf(err) == graph.Invalid:
			return nil, sdk.ResourceNotFoundError(r.Params.URI)
		case err != nil:
			return nil, err
		}
		return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{{URI: r.Params.URI, Text: text}}}, nil
	}
}

// release is a release as a text with its head.
func (s *Server) release(ctx context.Context, id string) (string, error) {
	r, err := queries.Release(ctx, s.world.Store, "release/"+strings.TrimPrefix(id, "release/"))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, head := range [][2]string{{"Title", r.Title}, {"Publisher", r.Publisher}, {"Date", r.Published}, {"URL", r.URL}, {"Id", r.ID}} {
		if head[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", head[0], head[1])
		}
	}
	return b.String() + "\n" + r.Text, nil
}

// entity is the card of an entity in JSON.
func (s *Server) entity(ctx context.Context, id string) (string, error) {
	m, err := s.world.Find(ctx, id) // follows merges
	if err != nil {
		return "", err
	}
	card, err := queries.Show(ctx, s.world.Store, m.ID)
	if err != nil {
		return "", err
	}
	b, err := json.MarshalIndent(card, "", "  ")
	return string(b), err
}

const mostCompletions = 100 // as the protocol allows

// complete suggests ids: of entities by a name or the beginning of one's id, of
// releases by words of their titles.
func (s *Server) complete(ctx context.Context, r *sdk.CompleteRequest) (*sdk.CompleteResult, error) {
	ids, value := []string{}, strings.TrimSpace(r.Params.Argument.Value)
	if r.Params.Ref != nil && r.Params.Argument.Name == "id" && value != "" {
		var err error
		switch r.Params.Ref.URI {
		case releases + anyID:
			ids, err = s.releaseIDs(ctx, value)
		case entities + anyID:
			ids, err = s.entityIDs(ctx, value)
		}
		if err != nil && graph.CodeOf(err) != graph.Invalid && graph.CodeOf(err) != graph.NotFound {
			return nil, err
		}
	}
	out := &sdk.CompleteResult{Completion: sdk.CompletionResultDetails{Values: ids[:min(len(ids), mostCompletions)], Total: len(ids), HasMore: len(ids) > mostCompletions}}
	return out, nil
}

func (s *Server) releaseIDs(ctx context.Context, words string) ([]string, error) {
	hits, err := queries.Search(ctx, s.world.Store, words, 0)
	ids := []string{}
	for _, h := range hits {
		if id := strings.TrimPrefix(h.Quote.Release, "release/"); !slices.Contains(ids, id) && len(ids) <= mostCompletions {
			ids = append(ids, id)
		}
	}
	return ids, err
}

func (s *Server) entityIDs(ctx context.Context, value string) ([]string, error) {
	kind, slug, isID := strings.Cut(value, "/")
	name := value
	if isID {
		name = strings.ReplaceAll(slug, "-", " ")
	}
	m, err := queries.Find(ctx, s.world.Store, name)
	found := append([]queries.Candidate{m.Candidate}, m.Others...)
	if unknown, ok := err.(*queries.Unknown); ok {
		found, err = unknown.Suggestions, nil
	}
	ids := []string{}
	for _, c := range found {
		if c.ID != "" && (!isID || strings.HasPrefix(c.ID, kind+"/")) {
			ids = append(ids, c.ID)
		}
	}
	return ids, err
}
