// A layout that only some take part in: the others stay where people know them. fcose can
// hold nodes in place, but takes a second for 300 of them whatever is new.

export interface Spot { x: number; y: number; fixed: boolean }
export interface Spring { a: number; b: number; strength: number }

const apart = 95; // what neighbours keep between them

// relax moves the spots that are not fixed: each away from all others, and towards those
// that it is tied to, by less and less (after Fruchterman and Reingold). Labels are wide,
// so that what lies beside counts as nearer than what lies above.
export function relax(spots: Spot[], springs: Spring[], rounds: number): void {
  const wide = 0.7;
  const n = spots.length;
  const dx = new Float64Array(n), dy = new Float64Array(n);
  for (let round = 0; round < rounds; round++) {
    dx.fill(0);
    dy.fill(0);
    for (let i = 0; i < n; i++) {
      const a = spots[i] as Spot;
      for (let j = i + 1; j < n; j++) {
        const b = spots[j] as Spot;
        if (a.fixed && b.fixed) {
          continue;
        }
        const x = (a.x - b.x) * wide || 0.1 * (i - j), y = a.y - b.y || 0.1;
        const d2 = x * x + y * y;
        if (d2 > 36 * apart * apart) {
          continue;
        }
        const f = apart * apart / d2;
        dx[i] = (dx[i] ?? 0) + x * f;
        dy[i] = (dy[i] ?? 0) + y * f;
        dx[j] = (dx[j] ?? 0) - x * f;
        dy[j] = (dy[j] ?? 0) - y * f;
      }
    }
    for (const s of springs) {
      const a = spots[s.a] as Spot, b = spots[s.b] as Spot;
      const x = a.x - b.x, y = a.y - b.y;
      const f = s.strength * Math.hypot(x, y) / apart;
      dx[s.a] = (dx[s.a] ?? 0) - x * f;
      dy[s.a] = (dy[s.a] ?? 0) - y * f;
      dx[s.b] = (dx[s.b] ?? 0) + x * f;
      dy[s.b] = (dy[s.b] ?? 0) + y * f;
    }
    const most = 120 * (1 - round / rounds) ** 1.5 + 1;
    for (let i = 0; i < n; i++) {
      const s = spots[i] as Spot;
      if (!s.fixed) {
        const d = Math.hypot(dx[i] ?? 0, dy[i] ?? 0) || 1;
        s.x += (dx[i] ?? 0) / d * Math.min(d, most);
        s.y += (dy[i] ?? 0) / d * Math.min(d, most);
      }
    }
  }
}
