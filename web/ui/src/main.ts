// The explorer: what is on the page, and what plugs into it.
import "./style.css";
import "./views.css";
import { button, h, must, tell } from "./dom";
import { mermaidFile, png, svgFile } from "./export";
import { filterPanel } from "./filters";
import { graphView } from "./graph";
import { ingestView } from "./ingest";
import { mapView } from "./map";
import { matrixView } from "./matrix";
import { model } from "./model";
import { panel } from "./panel";
import { searchBox } from "./search";
import { state, type ViewName } from "./state";
import { tableView } from "./table";
import { timelineView } from "./timeline";

// The views of the middle: each is made when it is first looked at, and then kept.
const made: Partial<Record<ViewName, HTMLElement>> = {};
const makers: { name: ViewName; label: string; make: () => HTMLElement | Promise<HTMLElement> }[] = [
  { name: "graph", label: "Graph", make: graphView },
  { name: "timeline", label: "Timeline", make: timelineView },
  { name: "table", label: "Table", make: tableView },
  { name: "members", label: "Members", make: () => matrixView(search) },
  { name: "map", label: "Map", make: () => mapView(search) },
  { name: "read", label: "Add", make: ingestView },
];

const search = searchBox();
const undo = button("Undo", () => state.undo(), { title: "Ctrl+Z" });
const redo = button("Redo", () => state.redo(), { title: "Ctrl+Shift+Z" });
const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Views" }, ...makers.map((m) =>
  h("button", { type: "button", role: "tab", id: "tab-" + m.name, "data-view": m.name, "aria-controls": "stage", click: () => state.set({ view: m.name }), keydown: (e: KeyboardEvent) => {
    const by = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
    if (by) {
      const next = makers[(makers.indexOf(m) + by + makers.length) % makers.length];
      if (next) {
        state.set({ view: next.name });
        document.getElementById("tab-" + next.name)?.focus();
      }
    }
  } }, m.label)));
const stage = h("div", { id: "stage", role: "tabpanel" });

async function share(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    tell("The address of this view is copied.");
  } catch {
    tell("Copy the address of this page: the view is in it.");
  }
}

function menu(label: string, items: [string, () => void][]): HTMLElement {
  const d: HTMLDetailsElement = h("details", { class: "menu", keydown: (e: KeyboardEvent) => { if (e.key === "Escape") { d.open = false; d.querySelector("summary")?.focus(); } } },
    h("summary", {}, label), h("div", {}, ...items.map(([text, act]) => button(text, () => { d.open = false; act(); }))));
  document.addEventListener("click", (e) => { if (!(e.target instanceof Node) || !d.contains(e.target)) { d.open = false; } });
  return d;
}

async function show(): Promise<void> {
  const s = state.get();
  const of = makers.find((m) => m.name === s.view) ?? makers[0];
  if (!of) {
    return;
  }
  let view = made[of.name];
  if (!view) {
    view = await of.make();
    made[of.name] = view;
    stage.append(view);
  }
  for (const [n, v] of Object.entries(made)) {
    v.hidden = n !== of.name;
  }
  stage.setAttribute("aria-labelledby", "tab-" + of.name);
  tabs.querySelectorAll<HTMLElement>("[role=tab]").forEach((t) => {
    const on = t.dataset["view"] === of.name;
    t.setAttribute("aria-selected", String(on));
    t.tabIndex = on ? 0 : -1;
    if (on) {
      t.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
  undo.disabled = !state.canUndo();
  redo.disabled = !state.canRedo();
}

const left = filterPanel();
const right = panel(search);
const toggle = button("Filter", () => { const open = document.body.classList.toggle("filtering"); toggle.setAttribute("aria-expanded", String(open)); }, { class: "toggle", "aria-expanded": "false" });
must("#top", HTMLElement).append(h("h1", {}, button("entente", () => state.clear(), { class: "plain", title: "Begin anew" })), search.element, tabs,
  h("div", { class: "tools" }, toggle, undo, redo, button("Share", () => void share()),
    menu("Save", [["Picture (PNG)", () => void png()], ["Drawing (SVG)", svgFile], ["Text (Mermaid)", mermaidFile]])));
must("#main", HTMLElement).append(left, stage, right);

addEventListener("keydown", (e) => {
  const typing = e.target instanceof HTMLElement && /^(input|textarea|select)$/i.test(e.target.tagName);
  if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !document.querySelector("dialog[open]")) {
    e.preventDefault();
    search.focus();
  } else if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "z" && !typing) {
    e.preventDefault();
    (e.shiftKey ? state.redo : state.undo)();
  }
});

function shape(): void {
  const s = state.get().selected;
  document.body.classList.toggle("selected", !!s);
  document.body.classList.toggle("wide", s === "ask" || s.startsWith("release/"));
}
state.subscribe(() => { void show(); shape(); });
shape();
void show().then(() => model.start());
