// Texts with stretches of them marked.
import { h } from "./dom";

export interface Mark { start: number; end: number; class: string; title?: string; act?: () => void; id?: string }

// marked cuts a text where marks begin and end; a piece has the classes of all marks
// over it, and does what the shortest of them does. Offsets are of UTF-16.
export function marked(text: string, marks: Mark[], from = 0, to = text.length): DocumentFragment {
  const out = document.createDocumentFragment();
  const whole = marks.map((m) => ({ ...m, start: Math.max(from, m.start), end: Math.min(to, m.end) })).filter((m) => m.start < m.end);
  const cuts = [...new Set([from, to, ...whole.flatMap((m) => [m.start, m.end])])].sort((a, b) => a - b);
  const starts = [...whole].sort((a, b) => a.start - b.start);
  let open: typeof whole = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const a = cuts[i] ?? 0, b = cuts[i + 1] ?? 0;
    open = open.filter((m) => m.end > a);
    for (let m = starts[next]; m && m.start <= a; m = starts[++next]) {
      open.push(m);
    }
    const piece = text.slice(a, b);
    if (!open.length) {
      out.append(piece);
      continue;
    }
    open.sort((x, y) => (y.end - y.start) - (x.end - x.start));
    const last = open[open.length - 1];
    const act = last?.act, ids = open.map((m) => m.id).filter((s) => s).join(" ");
    const classes = open.map((m) => m.class).join(" ");
    out.append(act
      ? h("button", { type: "button", class: "mark " + classes, title: last?.title, click: act, "data-ids": ids || undefined }, piece)
      : h("mark", { class: classes, title: last?.title, "data-ids": ids || undefined }, piece));
  }
  return out;
}
