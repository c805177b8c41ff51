package source

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"entente/text"
)

// path reads a file or a folder.
func (o Options) path(ctx context.Context, name string) sequence {
	info, err := os.Stat(name)
	if err != nil {
		return fail(pathError(name, err))
	}
	if info.IsDir() {
		return o.folder(ctx, name)
	}
	return o.file(ctx, name)
}

func (o Options) file(ctx context.Context, name string) sequence {
	return func(yield func(*text.Document, error) bool) {
		f, err := os.Open(name)
		if err != nil {
			yield(nil, pathError(name, err))
			return
		}
		defer f.Close()
		in := input{name: name, r: f}
		if info, err := f.Stat(); err == nil {
			in.size = info.Size() // of a pipe: 0
		}
		o.read(ctx, in)(yield)
	}
}

// folder reads the files in and below root in the order of their paths. Hidden
// files and folders, and what is neither file nor link to a file, are passed over.
func (o Options) folder(ctx context.Context, root string) sequence {
	return func(yield func(*text.Document, error) bool) {
		found, stopped := false, false
		give := func(d *text.Document, err error) bool {
			found = true
			stopped = stopped || !yield(d, err)
			return !stopped
		}
		err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil: // this folder cannot be listed; the others can
				if !give(nil, pathError(name, err)) {
					return fs.SkipAll
				}
				return nil
			case name != root && strings.HasPrefix(e.Name(), "."):
				if e.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
				return nil
			}
			found = true
			for d, err := range o.file(ctx, name) {
				if !give(d, err) {
					return fs.SkipAll
				}
			}
			return nil
		})
		switch {
		case stopped:
		case err != nil:
			yield(nil, err)
		case !found:
			yield(nil, &Error{Code: Empty, Name: root, Reason: "the folder holds no files (hidden ones are passed over)"})
		}
	}
}

func pathError(name string, err error) *Error {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err // the message names the path already
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Error{Code: NotFound, Name: name, Reason: "no such file or folder", Hint: `check the path; "-" reads standard input`}
	case errors.Is(err, fs.ErrPermission):
		return &Error{Code: Unreadable, Name: name, Reason: "may not be read", Hint: "check its permissions", Err: err}
	}
	return &Error{Code: Unreadable, Name: name, Reason: "cannot be read", Err: err}
}
