package source

import (
	"slices"
	"time"

	"entente/text"
)

const (
	window = 8 // how many releases away a neighbour may be
	month  = 31 * 24 * time.Hour
	season = 180 * 24 * time.Hour
)

// dated gives each release without a day in its metadata the day that its text
// tells, else that of the nearest release of the same input that has one (of
// two as near, the one before). Neighbours count only where they agree to
// within a month: releases thrown together from many years tell nothing about
// each other. At most window releases are held back.
func dated(in sequence, today string) sequence {
	return func(yield func(*text.Document, error) bool) {
		var queue []pending
		var before []mark
		pos := 0
		// flush yields from the queue's head, all or as long as enough is known.
		flush := func(all bool) bool {
			for len(queue) > 0 && (all || queue[0].settled() || len(queue) > window) {
				p := queue[0]
				queue = queue[1:]
				p.settle(before, queue)
				if m, ok := p.mark(); ok {
					before = append(before, m)
					before = before[max(0, len(before)-window):]
				}
				if !yield(p.d, p.err) {
					return false
				}
			}
			return true
		}
		for d, err := range in {
			p := pending{d: d, err: err, pos: pos}
			pos++
			if d != nil && d.Published.ISO == "" {
				p.own = ownDate(d, today)
				if p.own.basis == text.FromDateline {
					d.Published = text.Date{ISO: p.own.day, Basis: p.own.basis}
				}
			}
			queue = append(queue, p)
			if !flush(false) {
				return
			}
		}
		flush(true)
	}
}

// pending is an item not yet yielded.
type pending struct {
	d   *text.Document
	err error
	pos int
	own told
}

// mark is a day that a neighbour may lean on.
type mark struct {
	pos int
	day time.Time
}

func (p pending) settled() bool { return p.d == nil || p.d.Published.ISO != "" }

// mark is the release's day if it is known in full and on its own account.
func (p pending) mark() (mark, bool) {
	if p.d == nil {
		return mark{}, false
	}
	iso := p.d.Published.ISO
	switch {
	case p.own.bound, p.d.Published.Basis == text.FromNeighbours:
		return mark{}, false
	case iso == "":
		iso = p.own.day
	}
	day, err := time.Parse(time.DateOnly, iso)
	return mark{p.pos, day}, err == nil
}

// settle dates a release from its own text and its neighbours.
func (p *pending) settle(before []mark, after []pending) {
	if p.settled() {
		return
	}
	near, known := p.neighbour(before, after)
	own, err := time.Parse(time.DateOnly, p.own.day)
	told := err == nil
	// A day that the text tells yields to the neighbours' if it is that of an
	// event to come, or lies so far back that it can only be history.
	late := told && near.After(own)
	early := told && own.Sub(near) > month
	lean := known && (!told || p.own.bound && !late && !early || !p.own.bound && near.Sub(own) > season)
	switch {
	case lean:
		p.d.Published = text.Date{ISO: near.Format(time.DateOnly), Basis: text.FromNeighbours}
	case told:
		p.d.Published = text.Date{ISO: p.own.day, Basis: p.own.basis}
	}
}

// neighbour is the day of the nearest dated release, if the nearest on the
// other side does not contradict it, or the next one where all are on one side.
func (p *pending) neighbour(before []mark, after []pending) (time.Time, bool) {
	var left, right []mark // the nearest first
	for _, m := range slices.Backward(before) {
		if p.pos-m.pos <= window {
			left = append(left, m)
		}
	}
	for _, q := range after {
		if m, ok := q.mark(); ok {
			right = append(right, m)
		}
	}
	var near, check mark
	switch {
	case len(left) == 0 && len(right) == 0:
		return time.Time{}, false
	case len(left) == 0:
		near, check = right[0], right[min(1, len(right)-1)]
	case len(right) == 0:
		near, check = left[0], left[min(1, len(left)-1)]
	case right[0].pos-p.pos < p.pos-left[0].pos:
		near, check = right[0], left[0]
	default:
		near, check = left[0], right[0]
	}
	return near.day, near.day.Sub(check.day).Abs() <= month
}
