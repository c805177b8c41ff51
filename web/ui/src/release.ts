// A whole release with its entities and facts marked.
import { api, type Proof, type Release } from "./api";
import { entityButton, section } from "./card";
import { h, name, short } from "./dom";
import { marked, type Mark } from "./marks";
import { model } from "./model";
import { state } from "./state";
import { count, tie } from "./words";

export async function releasePanel(id: string, signal: AbortSignal): Promise<Node[]> {
  const r: Release = await api.release(id, signal);
  const type = new Map(r.entities.map((e) => [e.id, e.type]));
  const called = new Map(r.entities.map((e) => [e.id, e.name]));
  const body = h("div", { class: "text", dir: "auto" });
  const light = (p: Proof | null) => {
    body.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
    if (p) {
      const pieces = [...body.querySelectorAll<HTMLElement>("[data-ids]")].filter((e) => e.dataset["ids"]?.split(" ").includes(p.id));
      pieces.forEach((e) => e.classList.add("lit"));
      pieces[0]?.scrollIntoView({ block: "center" });
    }
  };
  const marks: Mark[] = [
    ...r.said.map((p): Mark => ({ start: p.start, end: p.end, class: "fact", id: p.id })),
    ...r.mentions.map((m): Mark => ({
      start: m.start, end: m.end, class: "mention " + (type.get(m.entity) ?? ""), title: `${short(called.get(m.entity) ?? "", 100)}: ${type.get(m.entity) ?? ""}`,
      act: () => (model.entity(m.entity) ? state.select(m.entity) : state.set({ show: [...state.get().show, m.entity], selected: m.entity })),
    })),
  ];
  body.append(marked(r.text, marks));
  return [
    h("header", {}, h("h2", { dir: "auto", class: "clamp", title: short(r.title, 1000) }, short(r.title || r.id, 400)),
      h("p", { class: "dim" }, [r.publisher, r.published, count(r.claims, "claim")].filter((x) => x).join(" · ")),
      r.url && /^https?:\/\//.test(r.url) && h("p", { class: "links" }, h("a", { href: r.url, rel: "noreferrer noopener", target: "_blank" }, short(r.url, 90)))),
    section("Facts", r.said.length, r.said.map((p) => h("li", {}, h("button", { type: "button", class: "plain line", click: () => light(p) },
      name(p.subject_name, 60), " ", h("span", { class: "dim" }, tie(p.type)), " ", name(p.object_name, 60), p.modality !== "asserted" && h("span", { class: "dim" }, " " + p.modality)))), r.said.length < 10) || "",
    section("Entities", r.entities.length, r.entities.map((e) => h("li", {}, entityButton(e.id, e.name, e.type), h("span", { class: "dim" }, " ×" + e.mentions))), false) || "",
    body,
  ].map((n) => typeof n === "string" ? document.createTextNode(n) : n);
}
