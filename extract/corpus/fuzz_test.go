package corpus

import (
	"strings"
	"testing"
)

// The readers take any bytes, and an error names the file.

func fuzz(f *testing.F, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if err := readers[name](s); err != nil && !strings.HasPrefix(err.Error(), "t:") {
			t.Errorf("%v does not name the file", err)
		}
	})
}

func FuzzCoNLLU(f *testing.F) {
	fuzz(f, "CoNLL-U", row("1-2", "a's", "_", "_", "_", "_")+row("1", "a", "X", "2", "x", "_")+row("2", "'s", "X", "0", "root", "_")+"\n",
		"# text = a\n", row("1", "a", "X", "99999999999999999999", "x", "_"), "1-1\t\t\t\t\t\t\t\t\t\n")
}

func FuzzBIO(f *testing.F) { fuzz(f, "BIO", "a\tB-PER\nb\tI-PER\n\n", "a O\n", "\t\n") }

func FuzzReleases(f *testing.F) {
	fuzz(f, "releases", `{"id":"a","text":"xy","entities":[{"type":"Place","mentions":[{"start":0,"end":1,"text":"x"},[0,2,1]]}]}`)
}

func FuzzStandoff(f *testing.F) {
	fuzz(f, "stand-off", `{"id":"a","corpus":"raw","line":1,"sha256":"0123456789","entities":[{"type":"Place","mentions":[[0,2,1]]}]}`)
}

func FuzzDocRED(f *testing.F) {
	fuzz(f, "DocRED", `{"sents":[["a","b"],[]],"entities":[{"type":"PER","mentions":[{"sent":0,"pos":[0,2]},{"sent":1,"pos":[0,0]}]}]}`)
}

func FuzzUnlabelled(f *testing.F) { fuzz(f, "unlabelled", `{"title":"a","text":"b"}`) }
