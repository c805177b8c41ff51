// The facts over time, with a brush that filters all views.
import { api, isAbort, words, type View } from "./api";
import { button, h, name, short, svg, tell } from "./dom";
import { model, key, query } from "./model";
import { state } from "./state";
import { begin, date, end, unitFor, type Unit } from "./times";
import { day, drawn, nothing, rows, type Row } from "./views";
import { count, tie } from "./words";

const label = 13, axis = 30, edge = 14;
const kinds = ["asserted", "planned", "former", "other"] as const;
const finer: Unit[] = ["day", "month", "year"];

export function timelineView(): HTMLElement {
  const box = h("section", { class: "timeline view", "aria-label": "Timeline" });
  let whole = false; // also where something is selected
  let zoom: [string, string] | null = null;
  let far = false; // also the few facts that lie far from all others
  let all: View | null = null; // the view without its time
  let of = "", before = "", width = 0;
  let abort: AbortController | null = null;

  // load asks for what the filter leaves out by time.
  async function load(): Promise<View | null> {
    const s = state.get();
    if (!s.filter.since && !s.filter.until) {
      return model.view();
    }
    const q = query({ ...s, filter: { ...s.filter, since: "", until: "" } });
    const text = JSON.stringify(q);
    if (text === of && all) {
      return all;
    }
    abort?.abort();
    abort = new AbortController();
    try {
      const v = await api.view(q, abort.signal);
      of = text;
      return v;
    } catch (e) {
      if (!isAbort(e)) {
        tell(words(e), "error", { label: "Try again", act: () => void draw(true) });
      }
      return null;
    }
  }

  async function draw(again = false): Promise<void> {
    const s = state.get();
    const mark = JSON.stringify([query(s), s.selected, whole, zoom, far, box.clientWidth, model.view().ties]);
    if (mark === before && !again || dragging) {
      return;
    }
    before = mark;
    if (!s.around.length && !s.show.length) {
      box.replaceChildren(nothing());
      return;
    }
    const v = await load();
    if (!v || before !== mark) {
      return;
    }
    if (!s.filter.since && !s.filter.until) {
      of = JSON.stringify(query(s)); // the same question, if a time is set next
    }
    all = v;
    show(v);
  }

  function chosen(v: View): { facts: Row[]; who: string } {
    const s = state.get().selected;
    const facts = rows(v);
    const entity = v.entities.find((e) => e.id === s);
    if (entity) {
      return { facts: whole ? facts : facts.filter((r) => r.bundle.subject === s || r.bundle.object === s), who: entity.name };
    }
    const b = v.bundles.find((b) => key(b) === s);
    return b ? { facts: whole ? facts : facts.filter((r) => r.bundle === b), who: "this tie" } : { facts, who: "" };
  }

  let dragging = false;

  function show(v: View): void {
    const had = box.contains(document.activeElement) ? document.activeElement?.getAttribute("data-focus") : null;
    const { facts, who } = chosen(v);
    const dated = facts.filter((r) => day(r.fact)).sort((a, b) => day(a.fact) < day(b.fact) ? -1 : 1);
    const f = state.get().filter;
    // A few facts of another century would leave no room for the others.
    const at = (share: number) => { const r = dated[Math.floor(share * (dated.length - 1))]; return r ? day(r.fact) : ""; };
    width = Math.max(280, box.clientWidth - 2 * edge);
    const most = Math.max(60, Math.min(400, Math.floor(width / 4)));
    let first = zoom?.[0] || at(0), last = zoom?.[1] || at(1), outside = 0;
    if (!zoom && !far && first && last && (!f.since || f.since >= at(0.01)) && (!f.until || f.until <= at(0.99))
      && (finer.indexOf(unitFor(at(0.01), at(0.99), most)) < finer.indexOf(unitFor(first, last, most)) || 2 * (end(at(0.99), "day") - begin(at(0.01), "day")) < end(last, "day") - begin(first, "day"))) {
      [first, last] = [at(0.01), at(0.99)];
    }
    const unit = first && last ? unitFor(first, last, most) : "day";
    outside = first && last ? dated.filter((r) => begin(day(r.fact), unit) < begin(first, unit) || begin(day(r.fact), unit) > end(last, unit)).length : 0;
    const bar = h("div", { class: "bar" }, h("p", {}, who ? h("span", {}, whole ? "All in view" : name(who, 60)) : "All in view", h("span", { class: "dim", "data-test": "dated" }, ` ${count(dated.length, "dated fact")}`)),
      h("span", { class: "acts small" },
        who && button(whole ? `Only of ${short(who, 30)}` : "All in view", () => { whole = !whole; void draw(); }, { "data-focus": "whole" }),
        outside > 0 && button("Whole time", () => { zoom = null; far = true; void draw(); }, { "data-focus": "zoom" }),
        !zoom && (f.since || f.until) && button("Zoom in", () => { zoom = [f.since, f.until]; far = false; void draw(); }, { "data-focus": "zoom" }),
        (f.since || f.until) && button("Any time", () => { zoom = null; state.filter({ since: "", until: "" }); }, { "data-focus": "any" })));
    const undated = facts.length - dated.length;
    const notes = [
      outside > 0 && `${count(outside, "fact")} before ${date(begin(first, unit), unit)} or after ${date(end(last, unit), unit)} ${outside === 1 ? "is" : "are"} not drawn.`,
      (f.since || f.until) && `This time narrows who is in view, too: ${count(model.view().ties, "tie")} among ${count(model.view().entities.length, "entity", "entities")}.`,
      undated > 0 && `${count(undated, "fact")} without a date ${undated === 1 ? "is" : "are"} not drawn; a time leaves ${undated === 1 ? "it" : "them"} out.`,
      v.facts < v.ties && `${(v.ties - v.facts).toLocaleString("en")} of ${count(v.ties, "tie")} are counted and not listed by themselves, so that they are not drawn: filter for fewer.`,
    ].filter((n) => n);
    const note = h("p", { class: "dim", "data-test": "undated" }, notes.join(" "));
    if (!first || !last) {
      box.replaceChildren(bar, nothing("No fact here has a date."), note);
      return;
    }
    box.replaceChildren(bar, chart(dated, unit, begin(first, unit), end(last, unit)), note, asTable(dated, unit));
    if (had) {
      box.querySelector<HTMLElement>(`[data-focus="${had}"]`)?.focus();
    }
  }

  function chart(dated: Row[], unit: Unit, lo: number, hi: number): HTMLElement {
    const f = state.get().filter;
    const n = hi - lo + 1;
    const x = (at: number) => edge + (at - lo) / n * (width - 2 * edge); // of the left of a place
    const types = new Map<string, Map<number, number[]>>();
    const sums = new Map<string, number>();
    let most = 1, coarse = 0;
    const places: number[] = [];
    for (const r of dated) {
      const at = begin(day(r.fact), unit);
      if (at < lo || at > hi) {
        continue;
      }
      places.push(at);
      coarse += end(day(r.fact), unit) > at ? 1 : 0;
      const t = types.get(r.bundle.type) ?? new Map<number, number[]>();
      types.set(r.bundle.type, t);
      const k = Math.max(0, (kinds as readonly string[]).indexOf(r.bundle.modality) < 0 ? 3 : (kinds as readonly string[]).indexOf(r.bundle.modality));
      const cell = t.get(at) ?? [0, 0, 0, 0];
      cell[k] = (cell[k] ?? 0) + 1;
      t.set(at, cell);
      sums.set(r.bundle.type, (sums.get(r.bundle.type) ?? 0) + 1);
      most = Math.max(most, cell.reduce((a, b) => a + b, 0));
    }
    const lanes = [...types.keys()].sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0));
    const lane = Math.max(34, Math.min(64, Math.floor((box.clientHeight - 190) / lanes.length)));
    const height = lanes.length * lane, total = height + axis;
    const w = Math.max(1.5, (width - 2 * edge) / n - 1);
    const bars = svg("g", { role: "img", "aria-label": `${count(places.length, "fact")} by ${unit}, from ${date(lo, unit)} to ${date(hi, unit)}; the table below has the numbers` });
    const labels = svg("g", { "aria-hidden": "true" });
    lanes.forEach((t, i) => {
      const base = (i + 1) * lane;
      bars.append(svg("line", { class: "rule", x1: 0, x2: width, y1: base, y2: base }));
      for (const [at, cell] of types.get(t) ?? []) {
        let y = base;
        kinds.forEach((k, j) => {
          const some = cell[j] ?? 0;
          if (some) {
            const tall = Math.max(k === "asserted" || k === "former" ? 2 : 4, some / most * (lane - label - 4));
            y -= tall;
            bars.append(svg("rect", { class: "fact-bar " + k, x: x(at).toFixed(1), y: y.toFixed(1), width: w.toFixed(1), height: tall.toFixed(1) },
              svg("title", {}, `${date(at, unit)}: ${some.toLocaleString("en")} ${tie(t)}, ${k}`)));
          }
        });
      }
      labels.append(svg("text", { class: "lane", x: edge + 8, y: base - lane + label - 1 }, `${tie(t)} `, svg("tspan", { class: "n" }, (sums.get(t) ?? 0).toLocaleString("en"))));
    });

    let a = f.since ? Math.max(lo, Math.min(hi, begin(f.since, unit))) : lo, b = f.until ? Math.max(lo, Math.min(hi, end(f.until, unit))) : hi;
    const outside = [svg("rect", { class: "outside", y: 0, height }), svg("rect", { class: "outside", y: 0, height })];
    const range = svg("rect", { class: "range", y: height, height: 5 });
    const grip = (which: "from" | "to") => svg("g", { class: "grip", role: "slider", tabindex: 0, "data-focus": which, "data-test": "grip-" + which, "aria-label": which === "from" ? "From" : "To", "aria-orientation": "horizontal",
      keydown: (e: KeyboardEvent) => slide(e, which) },
      svg("rect", { class: "touch", x: -14, y: 0, width: 28, height: total }), svg("line", { y1: 0, y2: height }), svg("rect", { class: "knob", x: -5, y: height - 7, width: 10, height: 18, rx: 3 }));
    const from = grip("from"), to = grip("to");
    const said = h("p", { class: "said", role: "status", "data-test": "between" });
    let timer = 0;

    const place = () => {
      const left = x(a), right = x(b + 1);
      outside[0]?.setAttribute("x", "0");
      outside[0]?.setAttribute("width", left.toFixed(1));
      outside[1]?.setAttribute("x", right.toFixed(1));
      outside[1]?.setAttribute("width", Math.max(0, width - right).toFixed(1));
      range.setAttribute("x", left.toFixed(1));
      range.setAttribute("width", Math.max(0, right - left).toFixed(1));
      for (const [g, at, px, min, max] of [[from, a, left, lo, b], [to, b, right, a, hi]] as const) {
        g.setAttribute("transform", `translate(${px.toFixed(1)} 0)`);
        g.setAttribute("aria-valuemin", String(min));
        g.setAttribute("aria-valuemax", String(max));
        g.setAttribute("aria-valuenow", String(at));
        g.setAttribute("aria-valuetext", date(at, unit));
      }
      const inside = places.filter((p) => p >= a && p <= b).length;
      said.textContent = `${inside.toLocaleString("en")} of ${count(places.length, "fact")} begin within ${date(a, unit)} to ${date(b, unit)}${coarse ? `. Of ${coarse.toLocaleString("en")} the ${unit} is not known: they stand where the ${unit === "day" ? "month or year" : "year"} begins` : ""}.`;
    };
    // What stands at the ends of all there is is no bound.
    const bounds = () => ({ since: a > lo || zoom?.[0] ? date(a, unit) : "", until: b < hi || zoom?.[1] ? date(b, unit) : "" });
    const commit = () => {
      clearTimeout(timer);
      dragging = false;
      const now = state.get().filter, next = bounds();
      const same = begin(now.since || date(lo, unit), unit) === a && end(now.until || date(hi, unit), unit) === b;
      if (!same) {
        state.filter(next);
      }
    };
    const slide = (e: KeyboardEvent, which: "from" | "to") => {
      const far = unit === "year" ? 10 : unit === "month" ? 12 : 30;
      const by: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -far, PageUp: far, Home: -Infinity, End: Infinity };
      const step = by[e.key];
      if (step === undefined || e.ctrlKey || e.metaKey || e.altKey) {
        return;
      }
      e.preventDefault();
      if (which === "from") {
        a = Math.max(lo, Math.min(b, a + step));
      } else {
        b = Math.min(hi, Math.max(a, b + step));
      }
      place();
      clearTimeout(timer);
      timer = window.setTimeout(commit, 500);
    };

    const drawing = svg("svg", { width, height: total, viewBox: `0 0 ${width} ${total}`, class: "times" }, bars, ...outside, labels, range, ticks(unit, lo, hi, x, height), from, to);
    const at = (e: PointerEvent) => {
      const r = drawing.getBoundingClientRect();
      return Math.max(lo, Math.min(hi, lo + Math.floor(((e.clientX - r.left) * width / r.width - edge) / (width - 2 * edge) * n)));
    };
    drawing.addEventListener("pointerdown", (e) => {
      if (e.button !== 0) {
        return;
      }
      const what = e.target instanceof Element && from.contains(e.target) ? "from" : e.target instanceof Element && to.contains(e.target) ? "to"
        : e.target === range ? "both" : "new";
      const start = at(e), was: [number, number] = [a, b];
      dragging = true;
      drawing.setPointerCapture(e.pointerId);
      const move = (m: PointerEvent) => {
        const now = at(m);
        if (what === "from") {
          a = Math.min(now, b);
        } else if (what === "to") {
          b = Math.max(now, a);
        } else if (what === "both") {
          const by = Math.max(lo - was[0], Math.min(hi - was[1], now - start));
          [a, b] = [was[0] + by, was[1] + by];
        } else {
          [a, b] = [Math.min(start, now), Math.max(start, now)];
        }
        place();
      };
      const stop = (m: PointerEvent) => {
        drawing.removeEventListener("pointermove", move);
        drawing.removeEventListener("pointerup", stop);
        drawing.removeEventListener("pointercancel", stop);
        if (m.type === "pointercancel") { // the browser took it for scrolling
          [a, b] = was;
          place();
          dragging = false;
          return;
        }
        if (what === "new") {
          move(m);
        }
        commit();
      };
      drawing.addEventListener("pointermove", move);
      drawing.addEventListener("pointerup", stop);
      drawing.addEventListener("pointercancel", stop);
      if (what === "from" || what === "to") {
        (what === "from" ? from : to).focus();
      }
      e.preventDefault();
    });
    place();
    const used = kinds.filter((_, i) => [...types.values()].some((t) => [...t.values()].some((c) => c[i])));
    const signs = h("p", { class: "signs" }, ...used.map((k) => h("span", {}, svg("svg", { width: 10, height: 10, "aria-hidden": "true" }, svg("rect", { class: "fact-bar " + k, x: 1, y: 1, width: 8, height: 8 })), " ", k === "other" ? "hypothetical or negated" : k)));
    return h("div", { class: "chart" }, signs, drawing, said);
  }

  function ticks(unit: Unit, lo: number, hi: number, x: (at: number) => number, y: number): SVGGElement {
    const steps = unit === "month" ? [1, 3, 6, 12, 24, 60, 120] : unit === "year" ? [1, 2, 5, 10, 20, 50, 100, 200] : [1, 2, 7, 14, 30, 61];
    const room = unit === "year" ? 44 : unit === "day" ? 84 : 62;
    const step = steps.find((s) => x(lo + s) - x(lo) >= room) ?? steps.at(-1) ?? 1;
    const g = svg("g", { class: "ticks", "aria-hidden": "true" }, svg("line", { class: "rule", x1: 0, x2: width, y1: y, y2: y }));
    for (let at = Math.ceil(lo / step) * step; at <= hi; at += step) {
      const left = x(at);
      if (left + room - 8 > width) {
        break;
      }
      const text = date(at, unit);
      g.append(svg("line", { class: "rule", x1: left.toFixed(1), x2: left.toFixed(1), y1: y, y2: y + 10 }), svg("text", { x: (left + 3).toFixed(1), y: y + 24 }, unit === "month" && step % 12 === 0 ? text.slice(0, 4) : text));
    }
    return g;
  }

  function asTable(dated: Row[], unit: Unit): HTMLElement {
    const by: Unit = unit === "day" ? "month" : "year";
    const sums = new Map<string, Map<string, number>>();
    const types = new Set<string>();
    for (const r of dated) {
      const at = date(begin(day(r.fact), by), by);
      const row = sums.get(at) ?? new Map<string, number>();
      sums.set(at, row);
      row.set(r.bundle.type, (row.get(r.bundle.type) ?? 0) + 1);
      types.add(r.bundle.type);
    }
    const columns = [...types].sort();
    return h("details", { class: "section" }, h("summary", {}, `The same by ${by}, as a table`),
      h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Facts by " + by }, h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, by), ...columns.map((t) => h("th", { scope: "col", class: "number" }, tie(t))))),
        h("tbody", {}, ...[...sums].sort(([p], [q]) => p < q ? 1 : -1).map(([at, row]) => h("tr", {}, h("th", { scope: "row" }, at), ...columns.map((t) => h("td", { class: "number" }, (row.get(t) ?? 0).toLocaleString("en")))))))));
  }

  drawn("timeline", () => void draw());
  new ResizeObserver(() => { if (state.get().view === "timeline" && box.clientWidth) { void draw(); } }).observe(box);
  return box;
}
