// The panel at the right shows what is selected.
import { askPanel, pathPanel } from "./answer";
import { isAbort, words } from "./api";
import { cardPanel } from "./card";
import { decided } from "./decide";
import { button, h, name } from "./dom";
import { bundlePanel, tiePanel } from "./evidence";
import { looks } from "./graph";
import { key, model } from "./model";
import { releasePanel } from "./release";
import type { SearchBox } from "./search";
import { state } from "./state";
import { count, plural, tie } from "./words";

function overview(): Node[] {
  const v = model.view();
  if (!v.entities.length) {
    return [h("header", {}, h("h2", {}, "Nothing is shown yet")),
      h("p", {}, "Search for a person, body or country, ask “Who met Stoltenberg?”, or look for words of a release. ", h("kbd", {}, "/"), " goes to the search box."),
      h("p", { class: "dim" }, "A double click on an entity shows its neighbours. Every line of the graph leads to the sentences that say so.")];
  }
  const lines: [string, string][] = [["", "asserted"], ["dashed", "planned"], ["grey", "former"], ["dotted", "hypothetical or negated"]];
  return [
    h("header", {}, h("h2", {}, "In view"), h("p", { class: "dim" }, `${count(v.entities.length, "entity", "entities")}, ${count(v.ties, "tie")}`)),
    ...(v.facts < v.ties ? [h("p", { class: "notice" }, `${(v.ties - v.facts).toLocaleString("en")} of the ties are counted, and not listed by themselves: filter for fewer.`)] : []),
    ...v.around.map((a) => h("section", { class: "around" },
      h("h3", {}, name(model.name(a.entity), 60)),
      h("p", {}, `${a.shown.toLocaleString("en")} of ${count(a.neighbours, "neighbour")} shown, ${count(a.ties, "tie")}.`),
      a.shown < a.neighbours && h("p", { class: "notice", "data-test": "cut" }, "There is no room for all: these are the best attested. Choose what you look for: ",
        ...Object.entries(a.by_type).sort((x, y) => y[1] - x[1]).slice(0, 8).flatMap(([t, n]) => [button(`${tie(t)} ${n.toLocaleString("en")}`, () => state.filter({ types: [t] }), { class: "chip" }), " "]),
        ...Object.entries(a.by_kind).sort((x, y) => y[1] - x[1]).slice(0, 8).flatMap(([t, n]) => [button(`${plural(t)} ${n.toLocaleString("en")}`, () => state.filter({ kinds: [t] }), { class: "chip" }), " "])))),
    h("section", {}, h("h3", {}, "Signs"), h("ul", { class: "legend" },
      ...Object.keys(looks).map((t) => h("li", {}, h("i", { class: "dot " + t }), t)), ...lines.map(([c, t]) => h("li", {}, h("i", { class: "dash " + c }), t)))),
  ];
}

async function content(search: SearchBox, signal: AbortSignal): Promise<Node[]> {
  const id = state.get().selected;
  const kind = id.slice(0, id.indexOf("/"));
  if (id === "path") {
    return pathPanel(signal);
  }
  if (id === "ask") {
    return askPanel(signal);
  }
  if (id.includes(" ")) {
    const b = model.bundle(id);
    return b ? bundlePanel(b, signal) : model.busy() ? [] : [h("p", { class: "notice" }, "This tie is not in view: another filter may show it.")];
  }
  if (kind === "tie" || kind === "claim") {
    return tiePanel(id, signal);
  }
  if (kind === "release") {
    return releasePanel(id, signal);
  }
  return id ? cardPanel(id, search, signal) : overview();
}

export function panel(search: SearchBox): HTMLElement {
  const body = h("div", { class: "body", "data-test": "panel", tabindex: 0, role: "region", "aria-label": "What is selected" });
  const close = button("×", () => state.set({ selected: "" }), { class: "plain close", "aria-label": "Close" });
  const box = h("aside", { class: "right", "aria-label": "Selected" }, close, body);
  let abort: AbortController | null = null;
  let drawn = "";
  const draw = async (again = false) => {
    const s = state.get();
    // A card tells of the view too: what of it is shown.
    const b = model.bundle(s.selected);
    const what = JSON.stringify([s.selected, s.question, s.path, s.selected === "path" && s.filter, b && [key(b), b.ties], model.busy() && "busy"]);
    const depends = !s.selected || (s.selected.includes("/") && !/^(release|tie|claim)\//.test(s.selected) && !s.selected.includes(" "));
    if (!again && what === drawn && !depends) {
      return;
    }
    if (depends && s.selected && model.busy() && drawn) {
      return; // it comes again when the view is there
    }
    const same = drawn.startsWith(JSON.stringify([s.selected]).slice(0, -1));
    drawn = what;
    abort?.abort();
    abort = new AbortController();
    const mine = abort;
    close.hidden = !s.selected;
    box.setAttribute("aria-busy", "true");
    try {
      const nodes = await content(search, mine.signal);
      if (mine.signal.aborted) {
        return;
      }
      const top = same ? body.scrollTop : 0;
      body.replaceChildren(...nodes);
      body.scrollTop = top;
      box.setAttribute("aria-busy", "false");
    } catch (e) {
      if (!isAbort(e) && !mine.signal.aborted) {
        body.replaceChildren(h("p", { class: "notice", role: "alert" }, words(e)), button("Try again", () => void draw(true)));
        box.setAttribute("aria-busy", "false");
      }
    }
  };
  state.subscribe(() => void draw());
  model.subscribe(() => void draw());
  decided.addEventListener("decided", () => void draw(true));
  void draw();
  return box;
}
