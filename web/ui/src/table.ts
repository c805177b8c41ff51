// The facts of the graph as a table.
import { button, h, name, short } from "./dom";
import { model } from "./model";
import { state } from "./state";
import { csvButtons, day, drawn, nothing, rove, rows, times, type Row } from "./views";
import { count, tie, when } from "./words";

interface Column { id: string; label: string; of: (r: Row) => string | number }

const byDay: Column = { id: "when", label: "When", of: (r) => day(r.fact) };
const columns: Column[] = [
  { id: "subject", label: "Who", of: (r) => r.subject },
  { id: "type", label: "Tie", of: (r) => tie(r.bundle.type) },
  { id: "object", label: "Whom", of: (r) => r.object },
  byDay,
  { id: "as", label: "As, where", of: (r) => [r.fact.title, r.fact.place].filter((s) => s).join(", ") },
  { id: "status", label: "Status", of: (r) => r.bundle.modality },
  { id: "releases", label: "Releases", of: (r) => r.fact.independent },
  { id: "confidence", label: "Sure", of: (r) => r.fact.confidence },
];

const atOnce = 300;
const letters = new Intl.Collator("en");

export function tableView(): HTMLElement {
  const box = h("section", { class: "table view", "aria-label": "Table" });
  let shown = atOnce, of: unknown = null, order = "", selected = "";
  const by = () => columns.find((c) => c.id === order.replace(/^-/, "")) ?? byDay;
  const down = () => order.startsWith("-");

  // What has no date, title or place comes last whichever way.
  const compare = (c: Column) => (a: Row, b: Row): number => {
    const x = c.of(a), y = c.of(b);
    if ((x === "") !== (y === "")) {
      return x === "" ? 1 : -1;
    }
    const n = typeof x === "number" && typeof y === "number" ? x - y : letters.compare(String(x), String(y));
    return down() ? -n : n;
  };
  const sorted = (): Row[] => rows(model.view()).sort(compare(by()));

  const line = (r: Row): HTMLElement => h("tr", { "data-tie": r.fact.tie, "aria-current": r.fact.tie === selected ? "true" : undefined, click: () => state.select(r.fact.tie) },
    h("td", {}, name(r.subject, 80)),
    h("td", {}, button(tie(r.bundle.type), () => undefined, { class: "plain evidence", "aria-label": `Evidence: ${short(r.subject, 80)} ${tie(r.bundle.type)} ${short(r.object, 80)} ${when(r.fact)}` })),
    h("td", {}, name(r.object, 80)), h("td", {}, ...times(r.fact)), h("td", {}, name([r.fact.title, r.fact.place].filter((s) => s).join(", "), 80)),
    h("td", {}, r.bundle.modality), h("td", { class: "number" }, r.fact.independent), h("td", { class: "number" }, r.fact.confidence.toFixed(2)));

  const draw = (again = false) => {
    const v = model.view(), s = state.get();
    if (v === of && s.order === order && !again) {
      if (s.selected !== selected) {
        selected = s.selected;
        box.querySelectorAll("tr[data-tie]").forEach((e) => e.toggleAttribute("aria-current", false));
        box.querySelector(`tr[data-tie="${CSS.escape(selected)}"]`)?.setAttribute("aria-current", "true");
      }
      return;
    }
    if (v !== of) {
      shown = atOnce;
    }
    of = v;
    order = s.order;
    selected = s.selected;
    if (!v.entities.length) {
      box.replaceChildren(nothing());
      return;
    }
    const all = sorted();
    const some = all.slice(0, shown);
    const body = h("tbody", {}, ...some.map(line));
    rove(body, ".evidence", (from, key) => {
      const row = from.closest("tr");
      const to = key === "ArrowDown" ? row?.nextElementSibling : key === "ArrowUp" ? row?.previousElementSibling : key === "Home" ? body.firstElementChild : key === "End" ? body.lastElementChild : null;
      return to?.querySelector(".evidence");
    });
    const head = columns.map((c) => h("th", { scope: "col", "aria-sort": by() === c ? (down() ? "descending" : "ascending") : "none", class: c.id === "releases" || c.id === "confidence" ? "number" : undefined },
      button(c.label, () => {
        const highest = by() === c ? !down() : ["when", "releases", "confidence"].includes(c.id);
        state.set({ order: (highest ? "-" : "") + c.id }, true);
        box.querySelector<HTMLElement>(`[data-by="${c.id}"]`)?.focus();
      }, { class: "plain sort", "data-by": c.id })));
    box.replaceChildren(
      h("div", { class: "bar" }, h("p", { class: "dim", "data-test": "rows" }, count(all.length, "fact"), v.facts < v.ties && ` of ${count(v.ties, "tie")}: the best attested. Filter for fewer to see the others.`),
        csvButtons(() => [["subject_id", "subject", "type", "object_id", "object", "modality", "from", "to", "title", "place", "independent", "confidence", "tie"],
          ...sorted().map((r) => [r.bundle.subject, r.subject, r.bundle.type, r.bundle.object, r.object, r.bundle.modality, r.fact.from ?? "", r.fact.to ?? "", r.fact.title ?? "", r.fact.place ?? "", r.fact.independent, r.fact.confidence, r.fact.tie])])),
      h("div", { class: "scroll", role: "region", "aria-label": "Facts", tabindex: 0 }, h("table", { class: "facts" }, h("caption", { class: "unseen" }, "Facts; a heading sorts by its column, a tie leads to its evidence"), h("colgroup", {}, ...columns.map((c) => h("col", { class: c.id }))), h("thead", {}, h("tr", {}, ...head)), body),
        all.length > shown && button(`Show more of ${count(all.length, "fact")}`, () => {
          const from = shown;
          shown += atOnce;
          draw(true);
          box.querySelectorAll<HTMLElement>(".evidence")[from]?.focus();
        }, { class: "more" })));
  };
  drawn("table", draw);
  return box;
}
