package model

import (
	"encoding/binary"
	"errors"
	"math"
)

// ErrDamaged is the error of content that a model cannot be made of.
var ErrDamaged = errors.New("the content of the model is damaged")

// Encoder puts values one after the other. Its zero value is ready for use.
type Encoder struct{ buf []byte }

// Content is what was put.
func (e *Encoder) Content() []byte { return e.buf }

// Uint puts a number that is mostly small.
func (e *Encoder) Uint(v uint64) { e.buf = binary.AppendUvarint(e.buf, v) }

// Int puts a number that is mostly near zero.
func (e *Encoder) Int(v int64) { e.buf = binary.AppendVarint(e.buf, v) }

// Byte puts a number below 256.
func (e *Encoder) Byte(v byte) { e.buf = append(e.buf, v) }

// Int16 puts a number of 16 bits.
func (e *Encoder) Int16(v int16) { e.buf = binary.LittleEndian.AppendUint16(e.buf, uint16(v)) }

// Uint64 puts a number of 64 bits.
func (e *Encoder) Uint64(v uint64) { e.buf = binary.LittleEndian.AppendUint64(e.buf, v) }

// String puts a string.
func (e *Encoder) String(s string) {
	e.Uint(uint64(len(s)))
	e.buf = append(e.buf, s...)
}

// Strings puts a list of strings.
func (e *Encoder) Strings(list []string) {
	e.Uint(uint64(len(list)))
	for _, s := range list {
		e.String(s)
	}
}

// Float puts a number of 32 bits.
func (e *Encoder) Float(v float32) {
	e.buf = binary.LittleEndian.AppendUint32(e.buf, math.Float32bits(v))
}

// Raw puts bytes as they are, with their number.
func (e *Encoder) Raw(b []byte) {
	e.Uint(uint64(len(b)))
	e.buf = append(e.buf, b...)
}

// Decoder takes values in the order in which an Encoder put them. After the
// first value that is not there it gives zeros, and Err tells.
type Decoder struct {
	buf []byte
	err error
}

// NewDecoder takes values from content.
func NewDecoder(content []byte) *Decoder { return &Decoder{buf: content} }

// Err is nil, or ErrDamaged.
func (d *Decoder) Err() error { return d.err }

// Fail marks the content as damaged.
func (d *Decoder) Fail() {
	d.err = ErrDamaged
	d.buf = nil
}

// Uint takes a number.
func (d *Decoder) Uint() uint64 {
	v, n := binary.Uvarint(d.buf)
	if n <= 0 {
		d.Fail()
		return 0
	}
	d.buf = d.buf[n:]
	return v
}

// Int takes a number.
func (d *Decoder) Int() int64 {
	v, n := binary.Varint(d.buf)
	if n <= 0 {
		d.Fail()
		return 0
	}
	d.buf = d.buf[n:]
	return v
}

// Byte takes a number below 256.
func (d *Decoder) Byte() byte {
	if len(d.buf) == 0 {
		d.Fail()
		return 0
	}
	v := d.buf[0]
	d.buf = d.buf[1:]
	return v
}

// Int16 takes a number of 16 bits.
func (d *Decoder) Int16() int16 {
	if len(d.buf) < 2 {
		d.Fail()
		return 0
	}
	v := binary.LittleEndian.Uint16(d.buf)
	d.buf = d.buf[2:]
	return int16(v)
}

// Uint64 takes a number of 64 bits.
func (d *Decoder) Uint64() uint64 {
	if len(d.buf) < 8 {
		d.Fail()
		return 0
	}
	v := binary.LittleEndian.Uint64(d.buf)
	d.buf = d.buf[8:]
	return v
}

// Len takes a number of things that take at least size bytes each, so that no
// more is set aside than the content can fill.
func (d *Decoder) Len(size int) int {
	v := d.Uint()
	if v > uint64(len(d.buf)/max(size, 1)) {
		d.Fail()
		return 0
	}
	return int(v)
}

// Has reports whether n bytes or more are left.
func (d *Decoder) Has(n int) bool { return n >= 0 && n <= len(d.buf) }

// String takes a string.
func (d *Decoder) String() string {
	return string(d.Raw())
}

// Strings takes a list of strings.
func (d *Decoder) Strings() []string {
	out := make([]string, d.Len(1))
	for i := range out {
		out[i] = d.String()
	}
	return out
}

// Float takes a number of 32 bits that is finite.
func (d *Decoder) Float() float32 {
	if len(d.buf) < 4 {
		d.Fail()
		return 0
	}
	v := math.Float32frombits(binary.LittleEndian.Uint32(d.buf))
	if f := float64(v); math.IsNaN(f) || math.IsInf(f, 0) {
		d.Fail()
		return 0
	}
	d.buf = d.buf[4:]
	return v
}

// Raw takes bytes. They are a part of the content and must not be changed.
func (d *Decoder) Raw() []byte {
	n := d.Len(1)
	b := d.buf[:n:n]
	d.buf = d.buf[n:]
	return b
}
