// The one state of the page. It lies in the address, so that a view can be shared and
// the browser's history is what undo walks through.

export interface Filter {
  types: string[]; // empty is all
  modalities: string[];
  kinds: string[]; // empty is all
  since: string;
  until: string;
  least: number; // confidence
  source: string;
}

export const views = ["graph", "timeline", "table", "members", "map", "read"] as const;
export type ViewName = typeof views[number];

export interface State {
  around: string[]; // entities that are shown with their neighbours
  show: string[]; // entities that are shown by themselves
  hide: string[];
  pins: Record<string, [number, number]>;
  path: string[]; // two ends, where a path between them is looked at
  filter: Filter;
  selected: string; // an entity's, release's or bundle's id, "path", or "ask"
  question: string; // that is asked in plain English, where "ask" is selected
  view: ViewName;
  order: string; // the column by which the table is sorted, with "-" before it from the highest
  members: string[]; // of the matrix: "name" where members are sorted by name, "several" where only those of more than one body are shown
  region: string; // of the map
  country: string; // whose ties the map lists
}

export const usual: Filter = { types: [], modalities: ["asserted", "planned", "former"], kinds: [], since: "", until: "", least: 0, source: "" };
const empty: State = { around: [], show: [], hide: [], pins: {}, path: [], filter: usual, selected: "", question: "", view: "graph", order: "-when", members: [], region: "", country: "" };

function write(s: State): string {
  const q = new URLSearchParams();
  const f = s.filter;
  const lists: [string, string[]][] = [["around", s.around], ["show", s.show], ["hide", s.hide], ["path", s.path]];
  for (const [name, list] of lists) {
    for (const id of list) {
      q.append(name, id);
    }
  }
  for (const [id, [x, y]] of Object.entries(s.pins)) {
    q.append("pin", `${x} ${y} ${id}`);
  }
  const texts: [string, string][] = [["type", f.types.join(",")], ["kind", f.kinds.join(",")], ["since", f.since], ["until", f.until], ["source", f.source],
    ["modality", f.modalities.join(",") === usual.modalities.join(",") ? "" : f.modalities.join(",")], ["least", f.least ? String(f.least) : ""],
    ["selected", s.selected], ["question", s.question], ["view", s.view === "graph" ? "" : s.view],
    ["order", s.order === empty.order ? "" : s.order], ["members", s.members.join(",")], ["region", s.region], ["country", s.country]];
  for (const [name, text] of texts) {
    if (text) {
      q.set(name, text);
    }
  }
  return q.toString();
}

function read(text: string): State {
  const q = new URLSearchParams(text);
  const list = (name: string) => (q.get(name) ?? "").split(",").filter((s) => s);
  const date = (name: string) => /^\d{4}(-\d\d){0,2}$/.test(q.get(name) ?? "") ? q.get(name) ?? "" : "";
  const pins: State["pins"] = {};
  for (const p of q.getAll("pin")) {
    const m = /^(-?\d+) (-?\d+) (.+)$/.exec(p);
    if (m?.[3]) {
      pins[m[3]] = [Number(m[1]), Number(m[2])];
    }
  }
  const most = (name: string) => [...new Set(q.getAll(name).filter((s) => s))].slice(0, 300);
  return {
    around: most("around"), show: most("show"), hide: most("hide"), pins, path: most("path").slice(0, 2),
    filter: {
      types: list("type"), modalities: list("modality").length ? list("modality") : usual.modalities, kinds: list("kind"),
      since: date("since"), until: date("until"), least: Math.min(1, Math.max(0, Number(q.get("least")) || 0)), source: q.get("source") ?? "",
    },
    selected: q.get("selected") ?? "", question: q.get("question") ?? "",
    view: views.find((v) => v === q.get("view")) ?? "graph",
    order: q.get("order") || empty.order, members: list("members"), region: q.get("region") ?? "", country: q.get("country") ?? "",
  };
}

type Listener = (now: State, before: State) => void;

const listeners: Listener[] = [];
let now: State = read(location.hash.slice(1));
let depth = Number((history.state as { depth?: number } | null)?.depth ?? 0);
let deepest = depth;

function become(next: State): void {
  const before = now;
  now = next;
  for (const l of listeners) {
    l(now, before);
  }
}

export const state = {
  get: (): State => now,
  address: (): string => write(now),
  subscribe(l: Listener): void { listeners.push(l); },

  // set changes the state. What only moves the eye (quiet) is no step to undo.
  set(change: Partial<State>, quiet = false): void {
    const next = { ...now, ...change };
    const hash = "#" + write(next);
    if (hash === "#" + write(now)) {
      return;
    }
    if (quiet) {
      history.replaceState({ depth }, "", hash);
    } else {
      deepest = ++depth;
      history.pushState({ depth }, "", hash);
    }
    become(next);
  },
  filter(change: Partial<Filter>): void { state.set({ filter: { ...now.filter, ...change } }); },
  canUndo: (): boolean => depth > 0,
  canRedo: (): boolean => depth < deepest,
  undo(): void { if (depth > 0) { history.back(); } },
  redo(): void { if (depth < deepest) { history.forward(); } },
  clear(): void { state.set({ ...empty, view: now.view }); },

  // expand shows an entity's neighbours, and looks at it.
  expand(id: string): void {
    state.set({ around: now.around.includes(id) ? now.around : [...now.around, id], hide: now.hide.filter((h) => h !== id), show: now.show.filter((s) => s !== id), selected: id });
  },
  collapse(id: string): void { state.set({ around: now.around.filter((a) => a !== id), show: now.show.includes(id) ? now.show : [...now.show, id] }); },
  hide(id: string): void {
    const pins = { ...now.pins };
    delete pins[id];
    state.set({ hide: [...now.hide.filter((h) => h !== id), id], around: now.around.filter((a) => a !== id), show: now.show.filter((s) => s !== id), pins, selected: now.selected === id ? "" : now.selected });
  },
  // focus begins anew with one entity.
  focus(id: string): void { state.set({ around: [id], show: [], hide: [], path: [], pins: {}, selected: id, question: "", view: now.view === "read" ? "graph" : now.view }); },
  select(id: string): void { state.set({ selected: id }); },
};

addEventListener("popstate", (e) => {
  if (e.state === null) { // somebody changed the address by hand
    depth = deepest = 0;
  } else {
    depth = Number((e.state as { depth?: number }).depth ?? 0);
  }
  become(read(location.hash.slice(1)));
});
