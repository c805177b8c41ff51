const shades = 5;

// steps are where the shades begin: each some times as many as the one before.
export function steps(most: number): number[] {
  const out: number[] = [];
  for (let i = 0; i < shades; i++) {
    const at = Math.max(Math.round(most ** (i / shades)), (out.at(-1) ?? 0) + 1);
    if (at <= most) {
      out.push(at);
    }
  }
  return out;
}
