// The graph, drawn by cytoscape and laid out by fcose.
import cytoscape, { type Core, type ElementDefinition, type NodeSingular, type StylesheetJson } from "cytoscape";
import fcose from "cytoscape-fcose";
import type { Bundle, EntityType, Seen } from "./api";
import { h, short } from "./dom";
import { key, model } from "./model";
import { relax, type Spot, type Spring } from "./relax";
import { state } from "./state";
import { count, symmetric, tie, when } from "./words";

cytoscape.use(fcose);

// Shape and colour (Okabe and Ito's, which colour-blind readers can tell apart) both tell
// the type.
export const looks: Record<EntityType, { colour: string; shape: cytoscape.Css.NodeShape }> = {
  Person: { colour: "#0072b2", shape: "ellipse" },
  Organization: { colour: "#e69f00", shape: "round-rectangle" },
  Country: { colour: "#009e73", shape: "hexagon" },
  Place: { colour: "#56b4e9", shape: "diamond" },
  Facility: { colour: "#cc79a7", shape: "pentagon" },
  Event: { colour: "#d55e00", shape: "triangle" },
  Programme: { colour: "#b5a900", shape: "octagon" },
  Document: { colour: "#8a8a8a", shape: "tag" },
};

let cy: Core | null = null;
let drawn = "";

function colours(): { ink: string; paper: string; line: string; former: string; mark: string } {
  const css = getComputedStyle(document.documentElement);
  const of = (n: string) => css.getPropertyValue(n).trim();
  return { ink: of("--ink"), paper: of("--paper"), line: of("--edge"), former: of("--former"), mark: of("--mark") };
}

function sheet(): StylesheetJson {
  const c = colours();
  const types = Object.entries(looks).map(([type, l]) => ({ selector: `node[type="${type}"]`, style: { "background-color": l.colour, shape: l.shape } }));
  return [
    { selector: "node", style: {
      label: "data(label)", "font-family": "system-ui, sans-serif", "font-size": 11, color: c.ink, "text-valign": "bottom", "text-margin-y": 3,
      "text-outline-color": c.paper, "text-outline-width": 2, "text-max-width": "110px", "text-wrap": "wrap", width: "data(size)", height: "data(size)",
      "border-width": 0, "min-zoomed-font-size": 5 } },
    ...types,
    { selector: "node[?more]", style: { "border-width": 2, "border-color": c.ink, "border-opacity": 0.35, "border-style": "dotted" } },
    { selector: "node[?around]", style: { "font-weight": "bold", "font-size": 13, "border-width": 2, "border-color": c.ink, "border-opacity": 1, "border-style": "solid" } },
    { selector: "node[?pinned]", style: { "border-width": 3, "border-style": "double", "border-color": c.ink, "border-opacity": 1 } },
    { selector: "edge", style: {
      label: "data(label)", width: "data(width)", "line-color": c.line, "curve-style": "bezier", "control-point-step-size": 26, "target-arrow-color": c.line, "target-arrow-shape": "triangle",
      "arrow-scale": 0.8, "font-family": "system-ui, sans-serif", "font-size": 9, color: c.ink, "text-rotation": "autorotate",
      "text-outline-color": c.paper, "text-outline-width": 2, "min-zoomed-font-size": 8 } },
    { selector: "edge[?quiet]", style: { label: "", "line-opacity": 0.5, "arrow-scale": 0.6 } },
    { selector: "edge[?symmetric]", style: { "target-arrow-shape": "none" } },
    { selector: 'edge[modality="planned"]', style: { "line-style": "dashed" } },
    { selector: 'edge[modality="former"]', style: { "line-color": c.former, "target-arrow-color": c.former, color: c.former } },
    { selector: 'edge[modality="hypothetical"]', style: { "line-style": "dotted" } },
    { selector: 'edge[modality="negated"]', style: { "line-style": "dotted", "target-arrow-shape": "tee" } },
    // What ties the neighbours to each other stands back.
    { selector: "edge[?faint]", style: { "curve-style": "haystack", "haystack-radius": 0, width: 1, "line-opacity": 0.28, label: "" } },
    { selector: "edge.near", style: { "curve-style": "bezier", label: "data(label)", "line-opacity": 1, width: "data(width)", "min-zoomed-font-size": 6, "z-index": 5 } },
    { selector: ".selected", style: { "overlay-color": c.mark, "overlay-opacity": 0.35, "overlay-padding": 5 } },
    { selector: "edge.selected", style: { "min-zoomed-font-size": 0, "z-index": 9 } },
  ];
}

function nodeData(e: Seen): Record<string, unknown> {
  const s = state.get();
  return {
    id: e.id, type: e.type, label: short(e.name, 40), size: 12 + Math.min(20, 2 * Math.log2(1 + e.neighbours)),
    around: s.around.includes(e.id), pinned: e.id in s.pins, more: e.neighbours > (degree.get(e.id)?.size ?? 0),
  };
}

// faint tells what ties neighbours to each other, where there is much of it.
function faint(b: Bundle): boolean {
  const around = state.get().around;
  return around.length > 0 && model.view().bundles.length > 60 && !around.includes(b.subject) && !around.includes(b.object);
}

function edgeData(b: Bundle, more: number, crowded: boolean): Record<string, unknown> {
  return {
    faint: faint(b), quiet: crowded,
    id: "e " + key(b), source: b.subject, target: b.object, modality: b.modality, symmetric: symmetric(b.type),
    label: tie(b.type) + (b.ties > 1 ? ` ×${b.ties}` : "") + (more ? ` +${more}` : ""), width: 1 + Math.min(crowded ? 2 : 4, Math.log2(b.ties)),
  };
}

let degree = new Map<string, Set<string>>();

function countDegrees(): void {
  degree = new Map();
  const add = (a: string, b: string) => (degree.get(a) ?? degree.set(a, new Set()).get(a))?.add(b);
  for (const b of model.view().bundles) {
    add(b.subject, b.object);
    add(b.object, b.subject);
  }
}

// place gives what is new a place: in a new picture by fcose, else beside those it is
// tied to. What is there already stays where people know it.
function place(g: Core, fresh: Set<string>): void {
  if (!fresh.size) {
    return;
  }
  const pins = state.get().pins;
  const first = fresh.size === g.nodes().length;
  // Of the ties among neighbours the strongest two of each are enough to group them.
  const strong = new Set<string>();
  const left = new Map<string, number>();
  g.edges("[?faint]").sort((a, b) => Number(b.data("width")) - Number(a.data("width"))).forEach((e) => {
    const a = String(e.data("source")), b = String(e.data("target"));
    if ((left.get(a) ?? 0) < 2 || (left.get(b) ?? 0) < 2) {
      strong.add(e.id());
      left.set(a, (left.get(a) ?? 0) + 1);
      left.set(b, (left.get(b) ?? 0) + 1);
    }
  });
  const edges = g.edges().filter((e) => !e.data("faint") || strong.has(e.id()));
  const small = g.nodes().length <= 60;
  let turn = 0;
  g.nodes().filter((n) => fresh.has(n.id())).forEach((n: NodeSingular) => {
    const beside = n.neighborhood("node").filter((o) => !fresh.has(o.id()));
    const at = beside.nonempty() ? (beside[0] as NodeSingular).position() : { x: 0, y: 0 };
    const angle = 2.4 * turn++; // the golden angle: a spiral without overlaps
    const far = 60 + 18 * Math.sqrt(turn);
    n.position({ x: at.x + far * Math.cos(angle), y: at.y + far * Math.sin(angle) });
  });
  if (first) {
    // fcose begins at random; of one address everybody is to see one picture.
    const random = Math.random;
    let seed = 1;
    Math.random = () => (seed = seed * 16807 % 2147483647) / 2147483647;
    g.nodes().union(edges).layout({
      name: "fcose", animate: false, fit: false, quality: small ? "proof" : "draft", nodeDimensionsIncludeLabels: small, packComponents: false,
      idealEdgeLength: () => 120, nodeRepulsion: () => 12000, gravity: 0.15, nodeSeparation: 110,
    } as cytoscape.LayoutOptions).run();
    Math.random = random;
  }
  g.nodes().forEach((n: NodeSingular) => {
    const pin = pins[n.id()];
    if (pin) {
      n.position({ x: pin[0], y: pin[1] });
    }
  });
  const nodes = g.nodes();
  const at = new Map<string, number>();
  const spots: Spot[] = [];
  nodes.forEach((n, i) => {
    at.set(n.id(), i);
    spots.push({ ...n.position(), fixed: n.id() in pins || !fresh.has(n.id()) });
  });
  const pairs = new Map<string, Spring>();
  edges.forEach((e) => {
    const a = at.get(String(e.data("source"))) ?? 0, b = at.get(String(e.data("target"))) ?? 0;
    pairs.set(Math.min(a, b) + " " + Math.max(a, b), { a, b, strength: e.data("faint") ? 0.25 : 0.6 });
  });
  relax(spots, [...pairs.values()], first && !small ? 200 : 60);
  g.batch(() => nodes.forEach((n, i) => { n.position(spots[i] as Spot); }));
}

function update(g: Core): void {
  const v = model.view();
  const now = state.address();
  if (drawn === now && !v.entities.length && g.elements().empty()) {
    return;
  }
  drawn = now;
  countDegrees();
  const wanted = new Map<string, ElementDefinition>();
  for (const e of v.entities) {
    wanted.set(e.id, { group: "nodes", data: nodeData(e) });
  }
  const between = new Map<string, [Bundle, number]>(); // what ties two neighbours is one line: its strongest bundle's
  for (const b of v.bundles) {
    const pair = faint(b) ? [b.subject, b.object].sort().join(" ") : key(b);
    const [best, n] = between.get(pair) ?? [b, 0];
    between.set(pair, [b.ties > best.ties ? b : best, n + 1]);
  }
  const crowded = [...between.values()].filter(([b]) => !faint(b)).length > 90;
  for (const [b, n] of between.values()) {
    const data = edgeData(b, n - 1, crowded);
    wanted.set(String(data["id"]), { group: "edges", data: data as ElementDefinition["data"] });
  }
  performance.mark("draw");
  const fresh = new Set<string>();
  const before = g.nodes().length;
  g.batch(() => {
    g.elements().filter((e) => !wanted.has(e.id())).remove();
    const add: ElementDefinition[] = [];
    for (const [id, d] of wanted) {
      const had = g.getElementById(id);
      if (had.nonempty()) {
        if (Object.entries(d.data).some(([k, v]) => had.data(k) !== v)) { // each change costs a look at all styles
          had.data(d.data);
        }
      } else {
        add.push(d);
        if (d.group === "nodes") {
          fresh.add(id);
        }
      }
    }
    g.add(add);
  });
  place(g, fresh);
  if (fresh.size && (before === 0 || !inSight(g))) {
    fit(g);
  }
  performance.measure("drawn", "draw");
  mark(g);
}

// extent is where the entities are. cytoscape's own would work out every line for it.
function extent(g: Core): { x1: number; y1: number; x2: number; y2: number } {
  const out = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
  g.nodes().forEach((n) => {
    const { x, y } = n.position();
    out.x1 = Math.min(out.x1, x - 60);
    out.x2 = Math.max(out.x2, x + 60);
    out.y1 = Math.min(out.y1, y - 30);
    out.y2 = Math.max(out.y2, y + 50);
  });
  return out;
}

function fit(g: Core): void {
  const e = extent(g), w = g.width(), t = g.height();
  if (e.x1 > e.x2 || !w || !t) {
    return;
  }
  const zoom = Math.min(1.25, w / (e.x2 - e.x1), t / (e.y2 - e.y1));
  g.viewport({ zoom, pan: { x: w / 2 - zoom * (e.x1 + e.x2) / 2, y: t / 2 - zoom * (e.y1 + e.y2) / 2 } });
}

function inSight(g: Core): boolean {
  const e = extent(g), see = g.extent();
  return e.x1 >= see.x1 && e.x2 <= see.x2 && e.y1 >= see.y1 && e.y2 <= see.y2;
}

function mark(g: Core): void {
  const s = state.get().selected;
  g.batch(() => g.elements(".selected, .near").removeClass("selected near"));
  const n = g.getElementById(s);
  n.addClass("selected");
  if (n.nonempty() && n.isNode() && !(state.get().around.length === 1 && state.get().around[0] === s && n.connectedEdges().length > 60)) {
    n.connectedEdges().addClass("near");
  }
  g.getElementById("e " + s).addClass("selected");
}

// move goes from the selected entity to the nearest one in a direction.
function move(g: Core, x: number, y: number): void {
  const from = g.getElementById(state.get().selected);
  if (from.empty() || !from.isNode()) {
    const first = g.nodes()[0];
    if (first) {
      state.set({ selected: first.id() }, true);
    }
    return;
  }
  const at = from.position();
  let best = "", least = Infinity;
  g.nodes().forEach((n) => {
    const dx = n.position("x") - at.x, dy = n.position("y") - at.y;
    const ahead = dx * x + dy * y, aside = Math.abs(dx * y - dy * x);
    if (ahead > 1 && ahead + 2 * aside < least) {
      least = ahead + 2 * aside;
      best = n.id();
    }
  });
  if (best) {
    state.set({ selected: best }, true);
  }
}

export function pin(id: string): void {
  const pins = { ...state.get().pins };
  if (id in pins) {
    delete pins[id];
  } else {
    const at = cy?.getElementById(id).position() ?? { x: 0, y: 0 };
    pins[id] = [Math.round(at.x), Math.round(at.y)];
  }
  state.set({ pins });
}

export function drawing(): Core | null { return cy; }

export function graphView(): HTMLElement {
  const canvas = h("div", { class: "canvas", tabindex: 0, role: "application", "aria-label": "Graph. Arrow keys go from one entity to the next, E expands, H hides, P pins, plus and minus zoom. The list beside it has the same entities.", "data-test": "graph" });
  const note = h("p", { class: "over", "aria-live": "polite" });
  const box = h("section", { class: "graph view", "aria-label": "Graph" }, canvas, note,
    h("div", { class: "zoom" },
      h("button", { type: "button", "aria-label": "Zoom in", click: () => zoom(1.3) }, "+"),
      h("button", { type: "button", "aria-label": "Zoom out", click: () => zoom(1 / 1.3) }, "−"),
      h("button", { type: "button", "aria-label": "Show all", click: () => fit(g) }, "⤢")));
  const g = cytoscape({ container: canvas, style: sheet(), layout: { name: "preset" }, minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false, selectionType: "single" });
  cy = g;
  const zoom = (by: number) => g.zoom({ level: g.zoom() * by, renderedPosition: { x: g.width() / 2, y: g.height() / 2 } });
  g.on("tap", "node", (e) => state.select(e.target.id()));
  g.on("dbltap", "node", (e) => state.expand(e.target.id()));
  g.on("tap", "edge", (e) => state.select(String(e.target.id()).slice(2)));
  g.on("tap", (e) => { if (e.target === g) { state.set({ selected: "" }, true); } });
  g.on("dragfree", "node", (e) => { // who moves something wants it there
    const at = e.target.position();
    state.set({ pins: { ...state.get().pins, [e.target.id()]: [Math.round(at.x), Math.round(at.y)] } });
  });
  g.on("mouseover", "edge", (e) => {
    const b = model.bundle(String(e.target.id()).slice(2));
    canvas.title = b ? `${short(model.name(b.subject), 60)} ${tie(b.type)} ${short(model.name(b.object), 60)}: ${b.modality}, ${count(b.ties, "tie")} ${when(b)}` : "";
  });
  g.on("mouseover", "node", (e) => {
    const n = model.entity(e.target.id());
    canvas.title = n ? `${short(n.name, 200)}: ${n.type}, tied to ${n.neighbours}` : "";
  });
  g.on("mouseout", () => canvas.removeAttribute("title"));
  canvas.addEventListener("keydown", (e) => {
    const id = state.get().selected;
    const keys: Record<string, () => void> = {
      ArrowLeft: () => move(g, -1, 0), ArrowRight: () => move(g, 1, 0), ArrowUp: () => move(g, 0, -1), ArrowDown: () => move(g, 0, 1),
      "+": () => zoom(1.3), "-": () => zoom(1 / 1.3),
      e: () => model.entity(id) && state.expand(id), h: () => model.entity(id) && state.hide(id), p: () => model.entity(id) && pin(id),
      Delete: () => model.entity(id) && state.hide(id),
    };
    const act = keys[e.key];
    if (act && !e.ctrlKey && !e.metaKey && !e.altKey) {
      e.preventDefault();
      act();
    }
  });
  const show = () => {
    note.textContent = model.busy() ? "Loading…" : "";
    box.setAttribute("aria-busy", String(model.busy()));
    if (!box.hidden && !model.busy()) {
      update(g);
    }
  };
  model.subscribe(show);
  state.subscribe((now, before) => {
    if (now.selected !== before.selected) {
      mark(g);
    }
    if (now.pins !== before.pins) {
      g.batch(() => g.nodes().forEach((n) => {
        const p = now.pins[n.id()];
        n.data("pinned", !!p);
        if (p) {
          n.position({ x: p[0], y: p[1] });
        }
      }));
    }
    if (now.view === "graph" && before.view !== "graph") {
      g.resize();
      show();
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => g.style(sheet()));
  new ResizeObserver(() => {
    const whole = inSight(g); // as it was before
    g.resize();
    if (whole && !inSight(g)) {
      fit(g);
    }
  }).observe(canvas);
  return box;
}
