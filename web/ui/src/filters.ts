// What narrows the view, with how much there is of each, and the list of what is shown.
import { entityTypes, modalities } from "./api";
import { button, h, name } from "./dom";
import { model } from "./model";
import { state, usual, type Filter } from "./state";
import { count, plural, tie } from "./words";

// sums adds up what is around the entities whose neighbours are shown, or what is shown.
function sums(of: "by_type" | "by_modality" | "by_kind"): Record<string, number> {
  const out: Record<string, number> = {};
  if (!model.view().around.length) {
    if (of === "by_kind") {
      model.view().entities.forEach((e) => { out[e.type] = (out[e.type] ?? 0) + 1; });
    } else {
      model.view().bundles.forEach((b) => { const k = of === "by_type" ? b.type : b.modality; out[k] = (out[k] ?? 0) + b.ties; });
    }
    return out;
  }
  for (const a of model.view().around) {
    for (const [k, n] of Object.entries(a[of])) {
      out[k] = (out[k] ?? 0) + n;
    }
  }
  return out;
}

function checks(title: string, all: string[], counts: Record<string, number>, chosen: string[], label: (s: string) => string, set: (chosen: string[]) => void, none: string[], dot = false): HTMLElement {
  const rows = all.filter((t) => counts[t] || chosen.includes(t));
  return h("fieldset", {}, h("legend", {}, title),
    ...rows.map((t) => {
      const on = chosen.length === 0 || chosen.includes(t);
      return h("label", { class: "check" },
        h("input", { type: "checkbox", checked: on, "data-value": t, change: () => {
          const was = chosen.length ? chosen : rows;
          let next = on ? was.filter((x) => x !== t) : [...was, t];
          if (rows.every((r) => next.includes(r)) && none.length === 0) {
            next = [];
          }
          set(next.length ? next : none);
        } }),
        dot && h("i", { class: "dot " + t }), h("span", { class: "what" }, label(t)),
        h("span", { class: "n" }, (counts[t] ?? 0).toLocaleString("en")),
        chosen.length !== 1 && button("only", () => set([t]), { class: "only", "aria-label": "Only " + label(t) }));
    }),
    !rows.length && h("p", { class: "dim" }, "Nothing is shown yet."));
}

export function filterPanel(): HTMLElement {
  const body = h("div", { class: "filters" });
  const shown = h("div", { class: "shown" });
  const draw = () => {
    const f = state.get().filter;
    const set = (change: Partial<Filter>) => state.filter(change);
    const focused = document.activeElement instanceof HTMLElement && body.contains(document.activeElement) ? document.activeElement : null;
    const again = focused?.id ? "#" + focused.id : focused?.dataset["value"] ? `[data-value="${focused.dataset["value"]}"]` : "";
    const sources = Object.entries(model.view().sources).sort((a, b) => b[1] - a[1]);
    if (f.source && !sources.some(([s]) => s === f.source)) {
      sources.unshift([f.source, 0]);
    }
    const types = sums("by_type");
    const source = h("select", { id: "source", change: () => set({ source: source.value }) },
      h("option", { value: "" }, "any publisher"),
      ...sources.map(([s, n]) => h("option", { value: s, selected: s === f.source }, (s.length > 60 ? s.slice(0, 60) + "…" : s) + ` (${n})`)));
    const date = (id: "since" | "until", label: string) => h("label", { class: "field" }, label,
      h("input", { id, type: "text", inputmode: "numeric", placeholder: "2023-10-26", pattern: "\\d{4}(-\\d\\d(-\\d\\d)?)?", maxlength: 10, value: f[id], change: (e: Event) => {
        const input = e.target as HTMLInputElement;
        if (input.checkValidity()) {
          set({ [id]: input.value.trim() });
        } else {
          input.reportValidity();
        }
      } }));
    const least = h("input", { id: "least", type: "range", min: 0, max: 1, step: 0.05, value: f.least, "aria-valuetext": f.least.toFixed(2), change: () => set({ least: Number(least.value) }) });
    const changed = JSON.stringify(f) !== JSON.stringify(usual);
    body.replaceChildren(
      h("div", { class: "row" }, h("h2", {}, "Filter"), changed && button("Reset", () => set(usual), { class: "plain" })),
      checks("Ties", Object.keys(types).sort((a, b) => (types[b] ?? 0) - (types[a] ?? 0)).concat(f.types.filter((t) => !(t in types))), types, f.types, tie, (c) => set({ types: c }), []),
      checks("Neighbours", entityTypes, sums("by_kind"), f.kinds, plural, (c) => set({ kinds: c }), [], true),
      checks("Status", modalities, sums("by_modality"), f.modalities, (s) => s, (c) => set({ modalities: c }), usual.modalities),
      h("fieldset", {}, h("legend", {}, "Time"), h("div", { class: "row" }, date("since", "from"), date("until", "to"))),
      h("fieldset", {}, h("legend", {}, "Confidence"), h("label", { class: "field", for: "least" }, `at least ${f.least.toFixed(2)}`), least),
      h("fieldset", {}, h("legend", {}, "Source"), h("label", { class: "unseen", for: "source" }, "Publisher"), source));
    if (again) {
      body.querySelector<HTMLElement>(again)?.focus();
    }
    list();
  };
  const list = () => {
    const s = state.get();
    const v = model.view();
    const open = shown.querySelector("details")?.open ?? false;
    shown.replaceChildren(
      h("details", { open }, h("summary", {}, `Shown: ${count(v.entities.length, "entity", "entities")}, ${count(v.ties, "tie")}`),
        h("ul", {}, ...v.entities.map((e) => h("li", {},
          h("button", { type: "button", class: "plain entity", "aria-current": e.id === s.selected ? "true" : undefined, click: () => state.select(e.id) }, h("i", { class: "dot " + e.type }), name(e.name, 50)))))),
      s.hide.length === 0 ? "" : button(`Show ${count(s.hide.length, "hidden entity", "hidden entities")} again`, () => state.set({ hide: [] }), { class: "plain" }));
  };
  model.subscribe(() => { if (!model.busy()) { draw(); } });
  state.subscribe((now, before) => {
    if (now.selected !== before.selected) {
      list();
    }
  });
  draw();
  return h("aside", { class: "left", "aria-label": "Filter" }, body, shown);
}
