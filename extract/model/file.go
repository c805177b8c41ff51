// Package model is the file format of trained models: one line that says what
// the file is, then the content, which is checked by its hash before anything is
// made of it.
package model

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Format is the version of the format that this program writes and reads.
const Format = 1

// Largest bounds the content of a model, in bytes.
const Largest = 64 << 20

const magic = "entente-model"

const longestLine = 200 // bytes of the first line

// ErrForeign is the error of a file that is no model of ours.
var ErrForeign = errors.New("this is no entente model")

// Write writes a model of a kind ("tagger") to w.
func Write(w io.Writer, kind string, content []byte) error {
	if _, err := fmt.Fprintf(w, "%s %d %s %x\n", magic, Format, kind, sha256.Sum256(content)); err != nil {
		return err
	}
	_, err := w.Write(content)
	return err
}

// Read returns the content of a model file. The errors begin with name, the
// file's, and say what is wrong with it.
func Read(r io.Reader, name, kind string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, Largest+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	content, err := open(data, kind)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return content, nil
}

// open checks data and returns its content.
func open(data []byte, kind string) ([]byte, error) {
	line, content, ok := bytes.Cut(data, []byte("\n"))
	if !ok || !bytes.HasPrefix(line, []byte(magic+" ")) || len(line) > longestLine {
		return nil, ErrForeign
	}
	f := strings.Fields(string(line))
	if len(f) < 2 {
		return nil, ErrForeign
	}
	if f[1] != strconv.Itoa(Format) {
		return nil, fmt.Errorf("a model of format %.20q, where this program reads format %d: train it again, or use the program that wrote it", f[1], Format)
	}
	if len(f) != 4 {
		return nil, fmt.Errorf("the first line of the model is damaged: %.100q", line)
	}
	if f[2] != kind {
		return nil, fmt.Errorf("a model of kind %.20q, where one of kind %q is wanted", f[2], kind)
	}
	if len(data) > Largest {
		return nil, fmt.Errorf("the model is larger than %d bytes", Largest)
	}
	if f[3] != fmt.Sprintf("%x", sha256.Sum256(content)) {
		return nil, errors.New("the model is cut short or damaged: its content does not have the hash that its first line gives")
	}
	return content, nil
}

// KindOf returns the kind that the first line of a model file gives.
func KindOf(r io.Reader, name string) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(r, longestLine)).ReadString('\n')
	if f := strings.Fields(line); err == nil && len(f) == 4 && f[0] == magic {
		return f[2], nil
	}
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return "", fmt.Errorf("%s: %w", name, ErrForeign)
}

// Forms checks that a model learnt with the word forms that it is used with.
func Forms(d *Decoder, name, id string) error {
	if got := d.String(); d.Err() == nil && got != id {
		return fmt.Errorf("%s: the model learnt with other word clusters (%.20q, here %q): train it again", name, got, id)
	}
	return nil
}

// Damaged is the error of a model file whose content, though it has the right
// hash, no model can be made of.
func Damaged(name string, err error) error { return fmt.Errorf("%s: %w", name, err) }
