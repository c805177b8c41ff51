// Bodies by members: who is a member of what.
import { api, isAbort, words, type Member, type Party, type Roster, type Rosters } from "./api";
import { entityButton } from "./card";
import { button, h, short, svg, type Child } from "./dom";
import { model } from "./model";
import type { SearchBox } from "./search";
import { state } from "./state";
import { csvButtons, drawn, nothing, rove } from "./views";
import { count, when } from "./words";

const bodyTypes = ["Organization", "Programme", "Event"];
const mostBodies = 24, mostRows = 300;

// bodies are those asked for, and then those of which somebody in view is a member, the
// ones with most members in view first.
function bodies(): string[] {
  const s = state.get();
  const asked = [...s.around, ...s.show].filter((id) => bodyTypes.includes(model.entity(id)?.type ?? ""));
  const members = new Map<string, number>();
  for (const b of model.view().bundles) {
    if (b.type === "MEMBER_OF") {
      members.set(b.object, (members.get(b.object) ?? 0) + 1);
    }
  }
  return [...new Set([...asked, ...[...members].sort((a, b) => b[1] - a[1] || (model.name(a[0]) < model.name(b[0]) ? -1 : 1)).map(([id]) => id)])];
}

// glyph tells the modality by its shape.
function glyph(modality: string): SVGElement {
  const c = { cx: 8, cy: 8, r: 5.5 };
  return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, class: "glyph " + modality, "aria-hidden": "true" },
    modality === "negated" ? svg("path", { d: "M3 3L13 13M13 3L3 13" }) : modality === "hypothetical" ? svg("path", { d: "M8 2L14 8L8 14L2 8z" }) : svg("circle", c));
}

const signs: [string, string][] = [["asserted", "member"], ["former", "former member"], ["planned", "announced as a member"], ["hypothetical", "perhaps a member"], ["negated", "said to be no member"]];
const sign = new Map(signs);

export function matrixView(search: SearchBox): HTMLElement {
  const box = h("section", { class: "members view", "aria-label": "Members" });
  let every = false;
  let of = "", how = "", got: Rosters | null = null, selected = "";
  let abort: AbortController | null = null;

  async function draw(again = false): Promise<void> {
    const s = state.get(), f = s.filter;
    const all = bodies();
    const ids = every ? all.slice(0, 60) : all.slice(0, mostBodies);
    const q = { bodies: ids, modality: f.modalities, ...(f.since && { since: f.since }), ...(f.until && { until: f.until }), ...(f.least > 0 && { min_confidence: f.least }) };
    const mark = JSON.stringify([q, all.length]);
    if (mark === of && !again) {
      if (got && how !== s.members.join()) {
        show(got, all.length);
      }
      if (selected !== s.selected) {
        selected = s.selected;
        light();
      }
      return;
    }
    of = mark;
    got = null;
    selected = s.selected;
    abort?.abort();
    if (!ids.length) {
      box.replaceChildren(bar(), nothing(model.view().entities.length ? "No body in view has members that this filter lets through. Add a body, or reset the filter." : "Nothing is shown yet. Add a body, and its members stand here."));
      return;
    }
    abort = new AbortController();
    box.setAttribute("aria-busy", "true");
    try {
      got = await api.rosters(q, abort.signal);
      show(got, all.length);
    } catch (e) {
      if (!isAbort(e)) {
        of = "";
        box.replaceChildren(bar(), h("p", { class: "notice", role: "alert" }, words(e)), button("Try again", () => void draw(true)));
      }
    }
    box.setAttribute("aria-busy", "false");
  }

  function light(): void {
    box.querySelectorAll(".cell").forEach((c) => c.setAttribute("aria-current", String(c.getAttribute("data-tie") === selected)));
  }

  function add(): void {
    search.pick("The members of which body?", (c) => {
      const s = state.get();
      state.set({ show: s.around.includes(c.id) || s.show.includes(c.id) ? s.show : [...s.show, c.id], hide: s.hide.filter((x) => x !== c.id), view: "members" });
    });
  }

  function bar(...more: Child[]): HTMLElement {
    return h("div", { class: "bar" }, ...more, h("span", { class: "acts small" }, button("Add a body…", add, { "data-test": "add-body" })));
  }

  function show(r: Rosters, all: number): void {
    const chosen = state.get().members;
    const byName = chosen.includes("name"), several = chosen.includes("several");
    how = chosen.join();
    const people = new Map<string, { party: Party; in: Map<string, Member> }>();
    for (const b of r.bodies) {
      for (const m of b.members) {
        const row = people.get(m.member.id) ?? { party: m.member, in: new Map<string, Member>() };
        people.set(m.member.id, row);
        row.in.set(b.body.id, m);
      }
    }
    const shared = [...people.values()].filter((p) => p.in.size > 1);
    const lines = several ? [...shared] : [...people.values()];
    const order = new Intl.Collator("en");
    lines.sort((a, b) => (byName ? 0 : b.in.size - a.in.size) || order.compare(a.party.name, b.party.name));
    const cut = lines.length - mostRows;
    const rows = lines.slice(0, mostRows);
    const choose = (what: string, on: boolean, focus: string) => {
      state.set({ members: [...chosen.filter((c) => c !== what), ...(on ? [what] : [])] }, true);
      box.querySelector<HTMLElement>(`[data-focus="${focus}"]`)?.focus();
    };
    const used = new Set(r.bodies.flatMap((b) => b.members.map((m) => m.modality)));

    const cell = (p: Party, b: Roster, m: Member | undefined): HTMLElement => {
      if (!m) {
        return h("td", { class: "none" });
      }
      const told = [sign.get(m.modality) ?? m.modality, m.title, when(m), m.more ? `and ${count(m.more, "other tie")}` : ""].filter((x) => x).join(", ");
      return h("td", {}, h("button", { type: "button", class: "cell", "data-tie": m.tie, "aria-current": String(m.tie === selected), title: `${short(p.name, 60)}, ${short(b.body.name, 60)}: ${short(told, 200)}`,
        "aria-label": `${short(p.name, 80)} in ${short(b.body.name, 80)}: ${short(told, 200)}`, click: () => state.select(m.tie) }, glyph(m.modality)));
    };
    const body = h("tbody", {}, ...rows.map((p) => h("tr", {}, h("th", { scope: "row" }, entityButton(p.party.id, p.party.name, p.party.type)), ...r.bodies.map((b) => cell(p.party, b, p.in.get(b.body.id))), h("td", { class: "number n" }, p.in.size))));
    rove(body, ".cell", (from, key) => {
      const td = from.closest("td"), tr = td?.parentElement;
      if (!td || !tr) {
        return null;
      }
      const cells = (row: Element | null | undefined) => [...(row?.querySelectorAll<HTMLElement>(".cell") ?? [])];
      if (key === "ArrowLeft" || key === "ArrowRight" || key === "Home" || key === "End") {
        const mine = cells(tr);
        const i = mine.indexOf(from as HTMLElement);
        return key === "Home" ? mine[0] : key === "End" ? mine.at(-1) : mine[i + (key === "ArrowRight" ? 1 : -1)];
      }
      const at = [...tr.children].indexOf(td);
      for (let row = key === "ArrowDown" ? tr.nextElementSibling : tr.previousElementSibling; row; row = key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling) {
        const next = row.children[at]?.querySelector(".cell");
        if (next) {
          return next;
        }
      }
      return null;
    });
    const sortable = (label: string, on: boolean, name: boolean, focus: string, ascending: boolean) => h("th", { scope: "col", "aria-sort": on ? (ascending ? "ascending" : "descending") : "none", class: ascending ? "corner" : "number" },
      button(label, () => choose("name", name, focus), { class: "plain sort", "data-focus": focus }));
    box.replaceChildren(
      bar(h("p", { "data-test": "sums" }, count(people.size, "member"), h("span", { class: "dim" }, ` of ${count(r.bodies.length, "body", "bodies")}${shared.length ? `, ${shared.length.toLocaleString("en")} of more than one` : ""}`)),
        h("label", { class: "check" }, h("input", { type: "checkbox", checked: several, "data-focus": "several", change: () => choose("several", !several, "several") }), "only of more than one"),
        csvButtons(() => [["member_id", "member", "body_id", "body", "status", "title", "from", "to", "confidence", "tie"],
          ...r.bodies.flatMap((b) => b.members.map((m) => [m.member.id, m.member.name, b.body.id, b.body.name, m.modality, m.title ?? "", m.from ?? "", m.to ?? "", m.confidence, m.tie]))])),
      h("p", { class: "signs" }, ...signs.filter(([m]) => used.has(m)).map(([m, t]) => h("span", {}, glyph(m), " ", t))),
      state.get().filter.source ? h("p", { class: "notice" }, "The publisher does not narrow this table: it has what all of them tell.") : "",
      h("div", { class: "scroll grid", role: "region", "aria-label": "Bodies by members", tabindex: 0 }, h("table", { class: "matrix" }, h("caption", { class: "unseen" }, "Members by bodies. In the table, arrow keys go from membership to membership."),
        h("thead", {}, h("tr", {}, sortable("Member", byName, true, "by-name", true),
          ...r.bodies.map((b) => h("th", { scope: "col", class: "body" }, h("div", {}, entityButton(b.body.id, short(b.body.name, 36), b.body.type)))), sortable("In", !byName, false, "by-number", false)),
          h("tr", { class: "sums" }, h("th", { scope: "row" }, "Members"), ...r.bodies.map((b) => h("td", { "data-body": b.body.id }, b.total.toLocaleString("en"), b.total > b.members.length && "*")), h("td", {}))),
        body),
        !rows.length && h("p", { class: "empty dim" }, several ? "Nobody is a member of more than one of these." : "The graph knows no members of these under this filter.")),
      h("p", { class: "dim" }, cut > 0 && `Shown are the first ${mostRows} of ${count(lines.length, "member")}; the CSV has all. `,
        r.bodies.some((b) => b.total > b.members.length) && "* of these the table has the first 1,000. ",
        all > r.bodies.length && !every && button(`Show more of ${count(all, "body", "bodies")} in view`, () => { every = true; void draw(); }, { class: "plain" }), all > 60 && every && `${(all - 60).toLocaleString("en")} more bodies in view have no column: filter for fewer.`));
  }

  drawn("members", () => void draw());
  return box;
}
