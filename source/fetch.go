package source

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"entente/text"
)

// fetch reads a page, feed or text at an http or https address.
func (o Options) fetch(ctx context.Context, address string) sequence {
	return func(yield func(*text.Document, error) bool) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			yield(nil, &Error{Code: Unsupported, Name: address, Reason: "is no address", Hint: "write it as https://host/path", Err: cause(err)})
			return
		}
		req.Header.Set("User-Agent", "entente (press release reader)")
		req.Header.Set("Accept", "application/rss+xml, application/atom+xml, application/feed+json, text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5")
		resp, err := o.Client.Do(req)
		if err != nil {
			yield(nil, &Error{Code: Unreachable, Name: address, Reason: "cannot be reached", Hint: "check the address and the network", Err: cause(err)})
			return
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			yield(nil, &Error{Code: Unreachable, Name: address, Reason: fmt.Sprintf("the server answered %s", resp.Status),
				Hint: "open the address in a browser; if it shows the page, save it and give the file"})
			return
		}
		o.read(ctx, input{
			name: address, url: resp.Request.URL.String(),
			contentType: resp.Header.Get("Content-Type"), r: resp.Body,
		})(yield)
	}
}

// cause drops the address that the client puts before each error: the message has it.
func cause(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
