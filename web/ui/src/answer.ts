// Answers that are no entity and no tie: to a question in English, and a path.
import { api, Failure, type Step } from "./api";
import { entityButton } from "./card";
import { button, h, name, short } from "./dom";
import { state } from "./state";
import { count, tie, when } from "./words";

export async function askPanel(signal: AbortSignal): Promise<Node[]> {
  const q = state.get().question;
  try {
    const a = await api.ask(q, signal);
    const people = Object.values(a.entities ?? {});
    return [
      h("header", {}, h("h2", {}, short(q, 200)), h("p", { class: "dim", "data-test": "understood" }, "Understood as: " + a.understood)),
      h("p", { class: "acts" }, ...people.map((m) => entityButton(m.id, m.name, m.type)),
        people.length > 0 && button("Show in the graph", () => state.set({ around: people.map((m) => m.id), show: [], hide: [], path: [], view: "graph" }))),
      h("p", { class: "dim" }, count(a.lines.length, "row") + (a.more ? "; there are more: ask for a time or with whom" : "")),
      h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Answer" }, h("table", { class: "answer" }, h("thead", {}, h("tr", {}, ...a.columns.map((c) => h("th", { scope: "col" }, c)), h("th", {}, h("span", { class: "unseen" }, "Evidence")))),
        h("tbody", {}, ...a.lines.map((l) => h("tr", {}, ...l.cells.map((c) => h("td", {}, name(c, 120))),
          h("td", {}, l.tie && button("why", () => state.select(l.tie ?? ""), { class: "plain", "aria-label": "Why: the sentences behind it" }))))))),
    ];
  } catch (e) {
    if (e instanceof Failure && e.status === 422) {
      return [h("header", {}, h("h2", {}, short(q, 200))), h("p", { class: "notice" }, e.message),
        h("ul", { class: "rows" }, ...e.questions.map((n) => h("li", {}, button(n, () => state.set({ question: n }), { class: "plain line" }))))];
    }
    throw e;
  }
}

export async function pathPanel(signal: AbortSignal): Promise<Node[]> {
  const s = state.get();
  const [a, b] = s.path;
  const f = s.filter;
  const answer = await api.question<Step[]>("path", {
    a, b, modality: f.modalities.join(","), type: f.types.join(","), since: f.since, until: f.until, ...(f.least > 0 && { min_confidence: f.least }),
  }, signal);
  const steps = answer.rows, from = answer.entities?.["a"], to = answer.entities?.["b"];
  const head = h("header", {}, h("h2", { class: "tie" }, from && entityButton(from.id, from.name, from.type), h("span", { class: "verb" }, "to"), to && entityButton(to.id, to.name, to.type)),
    h("p", { class: "dim" }, steps.length ? `The shortest path: ${count(steps.length, "step")}` : ""));
  const first = steps[0];
  if (!first) {
    return [head, h("p", { class: "notice" }, "No path of at most six ties leads from one to the other under this filter.")];
  }
  const ids = [first.a.id, ...steps.map((x) => x.b.id)];
  if (s.around.length || s.show.join() !== ids.join()) { // the graph shows the path and nothing else
    state.set({ around: [], show: ids, hide: [] }, true);
  }
  return [head, h("ol", { class: "rows steps" }, ...steps.map((x) => h("li", {}, entityButton(x.a.id, x.a.name, x.a.type), " ", h("span", { class: "dim" }, x.back ? "← " + tie(x.type) : tie(x.type) + " →"), " ", entityButton(x.b.id, x.b.name, x.b.type),
    h("p", { class: "dim" }, short(x.words, 300), " ", when(x) && `(${x.modality})`, x.more ? ` and ${count(x.more, "more tie")} ` : " ", button("why", () => state.select(x.tie), { class: "plain", "aria-label": "Why: the sentences behind it" })))))];
}
