package main

import (
	"math"
	"testing"
)

// TestEqualEarth wants the edges of the map where the paper has them: 2.70663 beside,
// 1.31736 above the middle, and poles 0.59247 as wide as the equator.
func TestEqualEarth(t *testing.T) {
	for _, c := range []struct{ longitude, latitude, x, y float64 }{{180, 0, 2.7066299836960748, 0}, {0, 90, 0, 1.3173627591574133}, {-180, 90, -0.59247 * 2.70663, 1.3173627591574133}, {0, 0, 0, 0}} {
		x, y := equalEarth(c.longitude, c.latitude)
		if math.Abs(x-c.x) > 1e-3 || math.Abs(y-c.y) > 1e-3 {
			t.Errorf("%v %v is at %v %v, want %v %v", c.longitude, c.latitude, x, y, c.x, c.y)
		}
	}
}

// TestCut wants a ring over the edge of the map in two parts, and others as they are.
func TestCut(t *testing.T) {
	over := [][2]float64{{170, 0}, {-170, 0}, {-170, 10}, {170, 10}}
	parts := cut([][][2]float64{over, {{0, 0}, {10, 0}, {10, 10}}})
	if len(parts) != 3 {
		t.Fatal(parts)
	}
	for _, part := range parts {
		least, most := part[0][0], part[0][0]
		for _, p := range part {
			least, most = min(least, p[0]), max(most, p[0])
		}
		if most-least != 10 || least < -180 || most > 180 {
			t.Error(part)
		}
	}
}
