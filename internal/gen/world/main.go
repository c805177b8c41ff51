// Command world writes the map of the explorer, web/ui/src/world.ts: the outlines of
// countries as paths of SVG, by their ISO 3166 codes, and a point for each that is too
// small for an outline. The shapes are Natural Earth's, as the npm package world-atlas
// has them: countries-110m.json for outlines, countries-10m.json for points.
//
//	npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//	go run ./internal/gen/world -atlas package
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

func main() {
	atlas := flag.String("atlas", "", "folder with countries-110m.json and countries-10m.json of world-atlas")
	out := flag.String("out", "web/ui/src/world.ts", "file to write")
	flag.Parse()
	if err := run(*atlas, "extract/lexicon/data/names.tsv", *out); err != nil {
		log.Fatal(err)
	}
}

// The width of the map in its own units, and the northernmost and southernmost latitude
// of it: Antarctica has no ties.
const (
	width       = 4000
	north       = 84
	south       = -56
	leastPoints = 3
)

func run(atlas, lexicon, out string) error {
	names, err := countries(lexicon)
	if err != nil {
		return err
	}
	coarse, err := read(filepath.Join(atlas, "countries-110m.json"))
	if err != nil {
		return err
	}
	fine, err := read(filepath.Join(atlas, "countries-10m.json"))
	if err != nil {
		return err
	}
	m := newFrame()
	paths, dots := map[string]string{}, map[string][2]int{}
	for _, c := range coarse {
		if c.code != "ATA" {
			paths[c.code] += m.path(c.rings)
		}
	}
	for _, c := range fine {
		if _, ok := paths[c.code]; !ok && names[c.code] != "" {
			dots[c.code] = m.middle(c.rings)
		}
	}
	var b strings.Builder
	b.WriteString("// Made by internal/gen/world from Natural Earth's shapes, which are in the public domain.\n// Do not edit.\n\n")
	fmt.Fprintf(&b, "export const width = %d, height = %d;\n\n// Outlines, by ISO 3166 code.\nexport const shapes: Record<string, string> = {\n", width, m.height())
	for _, code := range slices.Sorted(maps.Keys(paths)) {
		fmt.Fprintf(&b, "%s:%q,\n", code, paths[code])
	}
	b.WriteString("};\n\n// Where those lie that are too small for an outline.\nexport const dots: Record<string, [number, number]> = {\n")
	for _, code := range slices.Sorted(maps.Keys(dots)) {
		fmt.Fprintf(&b, "%s:[%d,%d],\n", code, dots[code][0], dots[code][1])
	}
	b.WriteString("};\n\nexport const names: Record<string, string> = {\n")
	for _, code := range slices.Sorted(maps.Keys(names)) {
		if _, ok := dots[code]; ok || paths[code] != "" {
			fmt.Fprintf(&b, "%s:%q,\n", code, names[code])
		}
	}
	b.WriteString("};\n")
	return os.WriteFile(out, []byte(b.String()), 0o644)
}

// countries reads the names of countries by their codes.
func countries(lexicon string) (map[string]string, error) {
	f, err := os.Open(lexicon)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string]string{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) > 3 && strings.EqualFold(cells[0], "country/"+cells[3]) {
			out[cells[3]] = cells[1]
		}
	}
	return out, lines.Err()
}

// country is one of an atlas: rings of longitudes and latitudes.
type country struct {
	code  string
	rings [][][2]float64
}

// Those to which Natural Earth gives no code. What the United Nations count to another is
// drawn with it.
var nameless = map[string]string{"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}

// read decodes TopoJSON: rings are made of arcs, whose points are steps from the one
// before. See https://github.com/topojson/topojson-specification
func read(file string) ([]country, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var t struct {
		Arcs      [][][2]float64
		Transform struct{ Scale, Translate [2]float64 }
		Objects   struct {
			Countries struct {
				Geometries []struct {
					Type       string
					Arcs       json.RawMessage
					ID         string
					Properties struct{ Name string }
				}
			}
		}
	}
	if err := json.Unmarshal(b, &t); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for _, arc := range t.Arcs {
		x, y := 0.0, 0.0
		for i, p := range arc {
			x, y = x+p[0], y+p[1]
			arc[i] = [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]}
		}
	}
	var out []country
	for _, g := range t.Objects.Countries.Geometries {
		code := nameless[g.Properties.Name]
		if g.ID != "" {
			r, err := language.ParseRegion(g.ID)
			if err != nil {
				return nil, fmt.Errorf("%s has the code %s: %w", g.Properties.Name, g.ID, err)
			}
			code = r.ISO3()
		}
		if code == "" {
			continue
		}
		var polygons [][][]int
		if g.Type == "Polygon" {
			polygons = make([][][]int, 1)
			err = json.Unmarshal(g.Arcs, &polygons[0])
		} else {
			err = json.Unmarshal(g.Arcs, &polygons)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.Properties.Name, err)
		}
		c := country{code: code}
		for _, polygon := range polygons {
			for _, arcs := range polygon {
				var ring [][2]float64
				for _, a := range arcs {
					arc := slices.Clone(t.Arcs[max(a, ^a)])
					if a < 0 {
						slices.Reverse(arc)
					}
					ring = append(ring, arc[min(len(ring), 1):]...)
				}
				c.rings = append(c.rings, ring)
			}
		}
		out = append(out, c)
	}
	return out, nil
}

// equalEarth projects by the polynomial of Bojan Šavrič, Tom Patterson and Bernhard Jenny,
// "The Equal Earth map projection", International Journal of Geographical Information
// Science 33 (2019) 454-465: areas are true, so that a large country looks large.
func equalEarth(longitude, latitude float64) (x, y float64) {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	t := math.Asin(math.Sqrt(3) / 2 * math.Sin(latitude*math.Pi/180))
	t2 := t * t
	t6 := t2 * t2 * t2
	x = 2 * math.Sqrt(3) * longitude * math.Pi / 180 * math.Cos(t) / (3 * (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1))
	return x, t * (a4*t6*t2 + a3*t6 + a2*t2 + a1)
}

// frame is where the map lies on the plane.
type frame struct{ left, top, bottom, scale float64 }

func newFrame() frame {
	right, _ := equalEarth(180, 0)
	_, top := equalEarth(0, north)
	_, bottom := equalEarth(0, south)
	return frame{left: -right, top: top, bottom: bottom, scale: width / (2 * right)}
}

func (m frame) height() int { return int(math.Ceil((m.top - m.bottom) * m.scale)) }

func (m frame) at(p [2]float64) [2]int {
	x, y := equalEarth(p[0], p[1])
	return [2]int{int(math.Round((x - m.left) * m.scale)), int(math.Round((m.top - y) * m.scale))}
}

// path draws rings by steps from point to point, which are shorter than places.
func (m frame) path(rings [][][2]float64) string {
	var b strings.Builder
	for _, ring := range cut(rings) {
		var points [][2]int
		for _, p := range ring {
			if q := m.at(p); len(points) == 0 || points[len(points)-1] != q {
				points = append(points, q)
			}
		}
		if len(points) > 1 && points[0] == points[len(points)-1] {
			points = points[:len(points)-1]
		}
		if len(points) < leastPoints {
			continue
		}
		fmt.Fprintf(&b, "M%d %dl", points[0][0], points[0][1])
		for i, p := range points[1:] {
			number(&b, p[0]-points[i][0], i > 0)
			number(&b, p[1]-points[i][1], true)
		}
		b.WriteString("z")
	}
	return b.String()
}

// cut cuts rings at the edge of the map, where the atlas joins them.
func cut(rings [][][2]float64) [][][2]float64 {
	var out [][][2]float64
	for _, ring := range rings {
		turned := 0.0
		on := make([][2]float64, len(ring)) // without a jump from one edge to the other
		for i, p := range ring {
			if i > 0 {
				switch by := p[0] - ring[i-1][0]; {
				case by > 180:
					turned -= 360
				case by < -180:
					turned += 360
				}
			}
			on[i] = [2]float64{p[0] + turned, p[1]}
		}
		for _, shift := range []float64{-360, 0, 360} {
			part := slices.Clone(on)
			for i := range part {
				part[i][0] += shift
			}
			if part = west(west(part, 1), -1); len(part) > 2 {
				out = append(out, part)
			}
		}
	}
	return out
}

// west leaves of a ring what lies west of 180 degrees, by Sutherland and Hodgman's
// algorithm, or with the sign turned what lies east of -180.
func west(ring [][2]float64, sign float64) [][2]float64 {
	var out [][2]float64
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		in, next := sign*p[0] <= 180, sign*q[0] <= 180
		if in {
			out = append(out, p)
		}
		if in != next {
			edge := sign * 180
			out = append(out, [2]float64{edge, p[1] + (q[1]-p[1])*(edge-p[0])/(q[0]-p[0])})
		}
	}
	return out
}

// number writes a number with a space only where a sign does not part it.
func number(b *strings.Builder, n int, more bool) {
	if more && n >= 0 {
		b.WriteByte(' ')
	}
	b.WriteString(strconv.Itoa(n))
}

// middle is the middle of the largest ring, or of one without an area a point.
func (m frame) middle(rings [][][2]float64) [2]int {
	best := rings[0][0]
	most := -1.0
	for _, ring := range rings {
		area, x, y := 0.0, 0.0, 0.0
		from := ring[0] // near it: of far numbers little is left of the smallest areas
		for i, p := range ring {
			q := ring[(i+1)%len(ring)]
			p, q = [2]float64{p[0] - from[0], p[1] - from[1]}, [2]float64{q[0] - from[0], q[1] - from[1]}
			cross := p[0]*q[1] - q[0]*p[1]
			area, x, y = area+cross, x+(p[0]+q[0])*cross, y+(p[1]+q[1])*cross
		}
		if area != 0 && math.Abs(area) > most {
			most, best = math.Abs(area), [2]float64{from[0] + x/(3*area), from[1] + y/(3*area)}
		}
	}
	return m.at(best)
}
