package segment

import (
	"testing"

	"entente/text"
)

func TestLanguage(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"The two ministers met in Oslo and agreed to work on the protection of cables at sea.", ""},
		{"MINISTER WELCOMES SPEAKER OF PARLIAMENT OF THE NEIGHBOURING STATE TO THE CAPITAL", ""},
		{"Minister receives ambassador, discusses trade, energy, water supply, migration, border security", ""},
		{"Ana Bell, Harbour Board; Bo Carr, Ministry of Ports; Ida Falk, Nordic Teachers Union; Jon Vik; Ola Dahl; Per Lund", ""},
		{"see https://www.example.org/de/der-minister-und-die-presse?lang=de and /wp-content/bild-des-tages.jpg", ""},
		{"1 234 5678 90 12", ""},
		{"La ministra de Puertos se reunió hoy con su homólogo para hablar de la seguridad de los cables submarinos.", "es"},
		{"La ministre des Ports a rencontré aujourd’hui son homologue afin de parler de la sécurité des câbles sous-marins.", "fr"},
		{"Die Ministerin für Häfen traf heute ihren Kollegen, um über die Sicherheit der Kabel auf dem Meeresgrund zu sprechen.", "de"},
		{"Министр портов встретилась сегодня со своим коллегой, чтобы обсудить безопасность кабелей.", "ru"},
		{"التقت وزيرة الموانئ اليوم نظيرها لبحث أمن الكابلات البحرية في البلدين", "ar"},
		{"港口部长今天会见了她的同行,讨论了两国海底电缆的安全问题。双方同意继续合作。", "zh"},
	} {
		if got := language(tt.in); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestForeign: a paragraph in another language is silent, and all of a release that
// is mostly so, its short lines too.
func TestForeign(t *testing.T) {
	const english, spanish = "The two ministers met in Oslo and agreed to work on the protection of cables at sea.",
		"La ministra de Puertos se reunió hoy con su homólogo para hablar de la seguridad de los cables submarinos."
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	roles := func(s string) (out string, language string) {
		ss, language := m.Split(s)
		for _, x := range ss {
			out += map[bool]string{true: "f", false: "e"}[x.Role == text.Foreign]
		}
		return out, language
	}
	for _, tt := range []struct{ in, roles, language string }{
		{"Talks in Oslo\n\n" + english + "\n\n" + english + "\n\n" + spanish, "eeef", ""},
		{"Ana Bell en Oslo\n\n" + spanish + "\n\n" + spanish + "\n\n" + english, "ffff", "es"},
	} {
		if r, l := roles(tt.in); r != tt.roles || l != tt.language {
			t.Errorf("%q: %s %q, want %s %q", tt.in, r, l, tt.roles, tt.language)
		}
	}
}
