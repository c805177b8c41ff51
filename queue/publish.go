package queue

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"entente/text"
)

// TooLarge is a release that does not fit into a message. Releases are not cut into
// several: the servers' limit can be raised, and no release of a size to read is near it.
type TooLarge struct {
	Name        string
	Bytes, Most int64
}

func (e *TooLarge) Error() string {
	return fmt.Sprintf("%s: a message of %.1f MB, and the queue takes %.1f MB; raise max_payload of its servers to 8MB", e.Name, float64(e.Bytes)/1e6, float64(e.Most)/1e6)
}

// Publish puts a release into the queue and returns when it is kept there. again
// says that it was published already, by this Queue or within two minutes: then only
// the place where it was found now is told to the workers.
func (q *Queue) Publish(ctx context.Context, d *text.Document) (again bool, err error) {
	m := encode(d)
	if again = q.sent[m.Release]; !again {
		if again, err = q.publish(ctx, m, m.Release); err != nil {
			return false, err
		}
		q.sent[m.Release] = true
	}
	if again && m.Origin != "" {
		_, err = q.publish(ctx, message{Release: m.Release, Origin: m.Origin}, m.Release+" "+m.Origin)
	}
	return again, err
}

func (q *Queue) publish(ctx context.Context, m message, id string) (again bool, err error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(m); err != nil {
		return false, err
	}
	const header = 200 // bytes that a message's id takes
	if size, most := int64(b.Len()+len(id)+header), q.conn.MaxPayload(); size > most {
		return false, &TooLarge{m.name(), size, most}
	}
	attempts := 0
	err = q.persist(ctx, patience, func(ctx context.Context) error {
		attempts++
		ack, err := q.js.Publish(ctx, releases, b.Bytes(), jetstream.WithMsgID(id))
		again = err == nil && ack.Duplicate && attempts == 1 // later it may be our own, the answer lost
		return err
	})
	return again, err
}
