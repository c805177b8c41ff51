// The card of an entity: what it is, its offices, memberships and meetings, and what can
// be done with it.
import { api, type Card, type Link, type Party } from "./api";
import { button, h, must, name, short, type Child } from "./dom";
import { mergeWith, renameTo } from "./decide";
import { pin } from "./graph";
import { key, model } from "./model";
import { state } from "./state";
import type { SearchBox } from "./search";
import { count, tie, when } from "./words";

export function entityButton(id: string, called: string, type?: string): HTMLElement {
  return h("button", { type: "button", class: "plain entity", click: () => (model.entity(id) ? state.select(id) : state.set({ show: [...state.get().show, id], selected: id })) },
    type && h("i", { class: "dot " + type }), name(called, 80));
}

const party = (p: Party) => entityButton(p.id, p.name, p.type);

export function section(title: string, n: number | string, rows: Child[], open = true): HTMLElement | false {
  return rows.length > 0 && h("details", { open, class: "section" }, h("summary", {}, title, " ", h("b", {}, n)), h("ul", { class: "rows" }, ...rows));
}

function fact(l: Link, other: Party): HTMLElement {
  const role = [l.title, when(l), l.modality === "asserted" ? "" : l.modality].filter((s) => s).join(", ");
  return h("li", {}, party(other), role && h("span", { class: "dim" }, " ", short(role, 120)), " ",
    button("why", () => state.select(l.tie), { class: "plain why", "aria-label": "Why: the sentences behind it" }));
}

export async function cardPanel(id: string, search: SearchBox, signal: AbortSignal): Promise<Node[]> {
  const c: Card = await api.card(id, signal);
  const seen = model.entity(c.id);
  const s = state.get();
  const around = model.view().around.find((a) => a.entity === c.id);
  const mine = model.view().bundles.filter((b) => b.subject === c.id || b.object === c.id);
  const meetings = Object.entries(c.meetings ?? {}).map(([m, n]) => `${n.toLocaleString("en")} ${m}`).join(", ");
  const fields: [string, Child][] = [
    ["also", c.aliases?.length ? short(c.aliases.join("; "), 400) : ""], ["acronym", c.acronym ?? ""], ["meetings", meetings],
    ["members", c.members ? button(c.members.toLocaleString("en"), () => state.set({ view: "members", show: s.around.includes(c.id) || s.show.includes(c.id) ? s.show : [...s.show, c.id] }), { class: "plain" }) : ""],
    ["mentions", `${c.mentions.toLocaleString("en")} in ${count(c.release_count, "release")}`], ["merged", c.same?.join(" ") ?? ""],
  ];
  const addresses = [...(c.same_as ?? []), ...(c.links ?? [])].filter((a) => /^https?:\/\//.test(a));
  const counts = Object.entries(c.tie_counts ?? {}).sort((a, b) => b[1] - a[1]);
  return [
    h("header", {}, h("h2", {}, h("i", { class: "dot " + c.type }), name(c.name, 300)), h("p", { class: "dim" }, [c.type, c.kind].filter((x) => x).join(", "), " · ", h("code", {}, short(c.id, 80)))),
    h("div", { class: "acts" },
      s.around.includes(c.id) ? button("Collapse", () => state.collapse(c.id)) : button("Expand", () => state.expand(c.id), { class: "first" }),
      button("Only this", () => state.focus(c.id)),
      seen && button("Hide", () => state.hide(c.id)),
      seen && button(c.id in s.pins ? "Unpin" : "Pin", () => pin(c.id), { "aria-pressed": String(c.id in s.pins) }),
      button("Path to…", () => search.pick(`A path from ${short(c.name, 40)} to whom?`, (to) => { state.set({ path: [c.id, to.id], selected: "path" }); })),
      button("Merge…", () => void mergeWith(c)), button("Rename…", () => void renameTo(c))),
    ...(around && around.shown < around.neighbours ? [h("p", { class: "notice", "data-test": "cut" },
      `Shown are the ${around.shown.toLocaleString("en")} best attested of ${count(around.neighbours, "neighbour")} (${count(around.ties, "tie")}). `,
      button("Filter them", () => must(".left", HTMLElement).querySelector<HTMLElement>("input")?.focus(), { class: "plain" }))] : []),
    h("dl", {}, ...fields.filter(([, v]) => v).flatMap(([k, v]) => [h("dt", {}, k), h("dd", {}, v)])),
    section("Offices", c.offices?.length ?? 0, (c.offices ?? []).map((l) => fact(l, l.object))) || "",
    section("Memberships", c.memberships?.length ?? 0, (c.memberships ?? []).map((l) => fact(l, l.object))) || "",
    section("Office holders", c.holders?.length ?? 0, (c.holders ?? []).map((l) => fact(l, l.subject)), (c.holders?.length ?? 0) < 8) || "",
    section("Ties shown", mine.reduce((n, b) => n + b.ties, 0), mine.map((b) => {
      const other = b.subject === c.id ? b.object : b.subject;
      const words = b.subject === c.id ? tie(b.type) + " " : "";
      return h("li", {}, h("button", { type: "button", class: "plain line", click: () => state.select(key(b)) },
        words, name(model.name(other), 60), b.subject === c.id ? "" : " " + tie(b.type), b.ties > 1 && ` ×${b.ties}`, b.modality !== "asserted" && h("span", { class: "dim" }, " " + b.modality), h("span", { class: "dim" }, " " + when(b))));
    }), mine.length < 12) || "",
    section("All ties by type", counts.reduce((n, [, m]) => n + m, 0), counts.map(([t, n]) => h("li", { class: "count" }, tie(t), h("span", { class: "n" }, n.toLocaleString("en")))), false) || "",
    section("Releases", c.release_count, (c.releases ?? []).map((r) => h("li", {}, button(short(r.title || r.id, 140), () => state.select(r.id), { class: "plain line" }),
      h("span", { class: "dim" }, " ", [r.publisher, r.published].filter((x) => x).join(", ")))), false) || "",
    ...(addresses.length ? [h("p", { class: "dim links" }, "Known elsewhere as ", ...addresses.slice(0, 8).flatMap((a) => [h("a", { href: a, rel: "noreferrer noopener", target: "_blank" }, short(a.replace(/^https?:\/\//, ""), 50)), " "]))] : []),
  ].map((n) => typeof n === "string" ? document.createTextNode(n) : n);
}
