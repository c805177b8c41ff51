package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// Source says where to look for settings.
type Source struct {
	// File is the file to read. When it is empty, entente.yaml in the working
	// folder is read, or else entente/entente.yaml in the user's configuration
	// folder; neither need be there.
	File string
	// Env looks up a variable, as os.LookupEnv does.
	Env func(string) (string, bool)
	// Names are the names of all variables that are set, so that one that no key
	// has can be refused; nil skips the check.
	Names []string
	// Flags are the command's flags; one named like a key, with "-" for "_" and
	// ".", sets it when it is given.
	Flags *pflag.FlagSet
}

// Loaded is a valid configuration and where it came from.
type Loaded struct {
	Config
	File     string // the file that was read, or empty
	Settings []Setting
}

// Setting is one key with its value and origin: default, a file, a variable or
// a flag.
type Setting struct {
	Key    string `json:"key"`
	Value  any    `json:"value"`
	Origin string `json:"origin"`
}

// Load reads and validates the settings.
func Load(s Source) (Loaded, error) {
	v := viper.New()
	origin := map[string]string{}
	for _, d := range Default().settings() {
		value := d.Value
		switch v := value.(type) {
		case Secret:
			value = string(v)
		case Addresses:
			value = string(v)
		}
		v.SetDefault(d.Key, value)
		origin[d.Key] = "default"
	}
	file, err := s.find()
	if err != nil {
		return Loaded{}, err
	}
	if file != "" {
		set, err := readFile(file)
		if err != nil {
			return Loaded{}, err
		}
		for _, key := range set.AllKeys() {
			v.Set(key, set.Get(key))
			origin[key] = file
		}
	}
	for _, d := range Default().settings() {
		name := variable(d.Key)
		if value, ok := s.Env(name); ok && value != "" {
			v.Set(d.Key, value)
			origin[d.Key] = name
		}
		if s.Flags != nil {
			flag := s.Flags.Lookup(strings.NewReplacer("_", "-", ".", "-").Replace(d.Key))
			if flag != nil && flag.Changed {
				v.Set(d.Key, flag.Value.String())
				origin[d.Key] = "--" + flag.Name
			}
		}
	}
	if err := s.checkNames(); err != nil {
		return Loaded{}, err
	}
	l := Loaded{File: file}
	if err := v.UnmarshalExact(&l.Config); err != nil {
		return Loaded{}, badValue(err, v, origin)
	}
	if err := l.Validate(); err != nil {
		if key, ok := errors.AsType[*KeyError](err); ok {
			return Loaded{}, fmt.Errorf("%w (from %s)", err, origin[key.Key])
		}
		return Loaded{}, err
	}
	l.Settings = l.settings()
	for i := range l.Settings {
		l.Settings[i].Origin = origin[l.Settings[i].Key]
	}
	return l, nil
}

// foreign are the beginnings of ENTENTE_ variables that are no settings: those of
// the tests and their server.
var foreign = []string{"ENTENTE_TEST_", "ENTENTE_REQUIRE_", "ENTENTE_CACHE", "ENTENTE_ERRORS"}

// checkNames refuses ENTENTE_ variables that no setting has.
func (s Source) checkNames() error {
	var known []string
	for _, d := range Default().settings() {
		known = append(known, variable(d.Key))
	}
	for _, name := range slices.Sorted(slices.Values(s.Names)) {
		isForeign := func(prefix string) bool { return strings.HasPrefix(name, prefix) }
		if strings.HasPrefix(name, "ENTENTE_") && !slices.Contains(known, name) && !slices.ContainsFunc(foreign, isForeign) {
			return fmt.Errorf("the environment: unknown variable %s; did you mean %s?", name, nearest(name, known))
		}
	}
	return nil
}

// variable is the name of the variable that sets a key.
func variable(key string) string {
	return "ENTENTE_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// badValue names the setting that cannot be read. The library's own message
// would quote the value, be it a password.
func badValue(err error, v *viper.Viper, origin map[string]string) error {
	for _, d := range Default().settings() {
		one := viper.New()
		one.Set(d.Key, v.Get(d.Key))
		if one.Unmarshal(new(Config)) != nil {
			return &KeyError{d.Key, fmt.Sprintf("cannot be read as %T (from %s)", d.Value, origin[d.Key])}
		}
	}
	return err
}

// find is the file to read, or empty when there is none.
func (s Source) find() (string, error) {
	if s.File != "" {
		if _, err := os.Stat(s.File); err != nil {
			return "", fmt.Errorf("the configuration file cannot be read: %w", err)
		}
		return s.File, nil
	}
	places := []string{"entente.yaml"}
	if dir, ok := s.Env("XDG_CONFIG_HOME"); ok && filepath.IsAbs(dir) {
		places = append(places, filepath.Join(dir, "entente", "entente.yaml"))
	} else if home, ok := s.Env("HOME"); ok && home != "" {
		places = append(places, filepath.Join(home, ".config", "entente", "entente.yaml"))
	}
	for _, p := range places {
		_, err := os.Stat(p)
		if err == nil {
			return p, nil
		}
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			return "", fmt.Errorf("the configuration file cannot be read: %w", err)
		}
	}
	return "", nil
}

// readFile reads a YAML file and refuses keys that no setting has.
func readFile(path string) (*viper.Viper, error) {
	v := viper.New()
	v.SetConfigFile(path)
	v.SetConfigType("yaml")
	if err := v.ReadInConfig(); err != nil {
		return nil, fmt.Errorf("%s: not a configuration file: %w", path, err)
	}
	var known []string
	for _, d := range Default().settings() {
		known = append(known, d.Key)
	}
	keys := v.AllKeys()
	slices.Sort(keys)
	for _, key := range keys {
		if !slices.Contains(known, key) {
			return nil, fmt.Errorf("%s: unknown key %q; did you mean %q?", path, key, nearest(key, known))
		}
	}
	return v, nil
}

// nearest is the known key that is spelt most like key.
func nearest(key string, known []string) string {
	return slices.MinFunc(known, func(a, b string) int {
		return edlib.LevenshteinDistance(key, a) - edlib.LevenshteinDistance(key, b)
	})
}
