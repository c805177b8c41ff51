package source

import (
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode turns raw bytes into UTF-8, without a byte order mark. What counts, in
// this order: a byte order mark, the Content-Type header, the declaration in
// the XML or HTML head, detection. Where UTF-8 or a Western single-byte set is
// declared, which are so often wrong, detection decides between the two.
// Broken bytes may remain; package text replaces them.
func decode(raw, contentType string, form format) string {
	switch {
	case strings.HasPrefix(raw, "\ufeff"):
		return raw[len("\ufeff"):]
	case strings.HasPrefix(raw, "\xff\xfe"), strings.HasPrefix(raw, "\xfe\xff"):
		s, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().String(raw)
		if err != nil {
			return detect(raw)
		}
		return s
	}
	e, name := charset.Lookup(declared(raw, contentType, form))
	switch name {
	case "", "utf-8", "windows-1252", "replacement", "x-user-defined":
		return detect(raw)
	}
	s, err := e.NewDecoder().String(raw)
	if err != nil {
		return detect(raw)
	}
	return s
}

// cutOff reports whether raw is UTF-8 that ends inside a character.
func cutOff(raw string) bool {
	for n := 1; n < utf8.UTFMax && n <= len(raw); n++ {
		if tail := raw[len(raw)-n:]; utf8.RuneStart(tail[0]) {
			return tail[0] >= 0xc2 && tail[0] <= 0xf4 && !utf8.FullRuneInString(tail) && utf8.ValidString(raw[:len(raw)-n])
		}
	}
	return false
}

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]+)["']`)

// declared is the label of the character set that the header or head names.
func declared(raw, contentType string, form format) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return params["charset"]
	}
	head := raw[:min(len(raw), 1024)]
	label := ""
	if m := xmlEncoding.FindStringSubmatch(head); m != nil {
		label = m[1]
	} else if form == formHTML {
		_, label, _ = charset.DetermineEncoding([]byte(head), "")
	}
	if strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return "" // not so, or the declaration could not be read
	}
	return label
}

// detect takes bytes for UTF-8 if they are, or are with less damage than sound
// letters; else for windows-1252.
func detect(raw string) string {
	if utf8.ValidString(raw) {
		return raw
	}
	sound, broken := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(raw[i:])
		if r == utf8.RuneError && n == 1 {
			broken++
		} else {
			sound++
		}
		i += n
	}
	if sound > broken {
		return raw
	}
	s, err := charmap.Windows1252.NewDecoder().String(raw)
	if err != nil {
		return raw
	}
	return s
}
