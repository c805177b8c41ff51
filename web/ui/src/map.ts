// The ties of an entity with countries, on a map of the world.
import { api, isAbort, words, type Bundle, type Countries, type CountryTies } from "./api";
import { button, h, name, short, svg } from "./dom";
import { model } from "./model";
import type { SearchBox } from "./search";
import { steps } from "./shades";
import { state } from "./state";
import { csvButtons, drawn, nothing, rove, times } from "./views";
import { count, tie } from "./words";

type World = typeof import("./world");

const regions: [string, string][] = [["World", ""], ["Europe", "1840 20 660 440"], ["Africa", "1680 400 1000 1080"], ["Americas", "480 0 1300 1729"], ["Asia and Oceania", "2300 20 1700 1500"]];

export function mapView(search: SearchBox): HTMLElement {
  const box = h("section", { class: "map view", "aria-label": "Map" });
  let centre = "", of = "", eye = "", got: Countries | null = null;
  let abort: AbortController | null = null;
  let world: World | null = null;

  // whom is whose ties are drawn: the entity that is selected, or was, or the first shown.
  function whom(): string {
    const s = state.get();
    const around = [...s.around, ...s.show];
    if (/^[a-z]+\/[^ ]+$/.test(s.selected) && !/^(release|tie|claim)\//.test(s.selected)) {
      centre = s.selected;
    }
    if (!centre || !model.entity(centre)) {
      centre = around.find((id) => model.entity(id)) ?? (centre || around[0] || "");
    }
    return around.length ? centre : "";
  }

  // look keeps in the address what is looked at, which stands on the page already.
  function look(change: { region?: string; country?: string }): void {
    const { region, country } = { ...state.get(), ...change };
    eye = region + " " + country;
    state.set(change, true);
  }

  async function draw(again = false): Promise<void> {
    const { filter: f, region, country } = state.get();
    const id = whom();
    const q = { type: f.types.join(","), modality: f.modalities.join(","), since: f.since, until: f.until, source: f.source, ...(f.least > 0 && { min_confidence: f.least }) };
    const mark = JSON.stringify([id, q]);
    if (mark === of && !again) {
      if (world && got && eye !== region + " " + country) {
        show(world, got);
      }
      return;
    }
    of = mark;
    got = null;
    abort?.abort();
    if (!id) {
      box.replaceChildren(nothing("Nothing is shown yet. Search for a body, country or person, and the map shows with which countries it has ties."));
      return;
    }
    abort = new AbortController();
    const signal = abort.signal;
    box.setAttribute("aria-busy", "true");
    try {
      world ??= await import("./world");
      got = await api.countries(id, q, signal);
      show(world, got);
    } catch (e) {
      if (!isAbort(e)) {
        of = "";
        box.replaceChildren(h("p", { class: "notice", role: "alert" }, words(e)), button("Try again", () => void draw(true)));
      }
    }
    if (!signal.aborted) {
      box.setAttribute("aria-busy", "false");
    }
  }

  function show(w: World, c: Countries): void {
    const { region, country } = state.get();
    eye = region + " " + country;
    const most = c.countries[0]?.ties ?? 0;
    const from = steps(most);
    const shade = (n: number) => from.filter((s) => s <= n).length;
    const byCode = new Map(c.countries.filter((x) => x.iso3).map((x) => [x.iso3 ?? "", x]));
    const self = model.entity(c.entity.id)?.type === "Country" || c.entity.type === "Country" ? c.entity.id.slice("country/".length).toUpperCase() : "";
    const kinds = (x: CountryTies) => Object.entries(x.by_type).sort((a, b) => b[1] - a[1]).map(([t, n]) => `${tie(t)} ${n.toLocaleString("en")}`).join(", ");
    const attributes = (code: string, x: CountryTies | undefined) => ({
      class: ["land", x ? "tied t" + shade(x.ties) : "", code === self ? "self" : "", x && x.id === country ? "open" : ""].filter((s) => s).join(" "), "data-code": code,
      ...(x && { role: "button", "data-id": x.id, tabindex: -1, "aria-label": `${short(x.name, 80)}: ${count(x.ties, "tie")}`, click: () => void open(x, true),
        keydown: (e: KeyboardEvent) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); void open(x, true); } } }),
    });
    const title = (code: string, x: CountryTies | undefined) => svg("title", {}, `${x?.name ?? w.names[code] ?? code}: ${x ? `${count(x.ties, "tie")} (${kinds(x)})` : code === self ? "whose ties these are" : "no ties"}`);
    const map = svg("svg", { viewBox: (regions.find(([label]) => label === region) ?? regions[0])?.[1] || `0 0 ${w.width} ${w.height}`, class: "world", role: "group", "aria-label": `Map of ${c.countries.length} countries with ties; arrow keys go from one to the next, the one with the most ties first` },
      ...Object.entries(w.shapes).sort(([a], [b]) => Number(byCode.has(a)) - Number(byCode.has(b))).map(([code, d]) => svg("path", { d, ...attributes(code, byCode.get(code)) }, title(code, byCode.get(code)))),
      ...Object.entries(w.dots).map(([code, [x, y]]) => svg("circle", { cx: x, cy: y, r: byCode.has(code) || code === self ? 11 : 4, ...attributes(code, byCode.get(code)) }, title(code, byCode.get(code)))));
    const drawnOnes = c.countries.filter((x) => x.iso3 && (x.iso3 in w.shapes || x.iso3 in w.dots));
    const find = (x: CountryTies | undefined) => x && map.querySelector(`[data-code="${x.iso3}"]`);
    rove(map, ".tied", (e, key) => {
      const i = drawnOnes.findIndex((x) => x.iso3 === e.getAttribute("data-code"));
      return find(drawnOnes[key === "Home" ? 0 : key === "End" ? drawnOnes.length - 1 : i + (key === "ArrowRight" || key === "ArrowDown" ? 1 : -1)]);
    });
    map.querySelectorAll(".tied").forEach((e) => e.setAttribute("tabindex", "-1"));
    find(drawnOnes[0])?.setAttribute("tabindex", "0");

    const table = h("tbody", {}, ...c.countries.map((x) => h("tr", { "data-id": x.id, "aria-current": x.id === country ? "true" : undefined },
      h("th", { scope: "row" }, h("button", { type: "button", class: "plain entity country", "data-focus": x.id, click: () => void open(x, true) }, h("i", { class: "swatch t" + shade(x.ties) }), name(x.name, 60)),
        !drawnOnes.includes(x) && h("span", { class: "dim" }, " not on the map")),
      h("td", { class: "number" }, x.ties.toLocaleString("en")), h("td", { class: "dim" }, kinds(x)))));
    rove(table, ".country", (e, key) => {
      const row = e.closest("tr");
      const to = key === "ArrowDown" ? row?.nextElementSibling : key === "ArrowUp" ? row?.previousElementSibling : key === "Home" ? table.firstElementChild : key === "End" ? table.lastElementChild : null;
      return to?.querySelector(".country");
    });
    const s = state.get();
    const choices = [...new Set([c.entity.id, ...s.around, ...s.show])].slice(0, 100);
    const choose = h("select", { id: "map-of", "aria-label": "Whose ties", change: () => state.select(choose.value) }, ...choices.map((id) => h("option", { value: id, selected: id === c.entity.id }, short(id === c.entity.id ? c.entity.name : model.name(id), 50))));
    const zoom = h("span", { class: "acts small", role: "group", "aria-label": "Part of the world" }, ...regions.map(([label, at]) => button(label, () => {
      look({ region: at ? label : "" });
      map.setAttribute("viewBox", at || `0 0 ${w.width} ${w.height}`);
      zoom.querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", String(b.textContent === label)));
    }, { "aria-pressed": String((region || "World") === label) })));
    const legend = h("ul", { class: "shades", "aria-label": "Shades" }, ...from.map((n, i) => h("li", {}, h("i", { class: "swatch t" + (i + 1) }), `${n.toLocaleString("en")}${(from[i + 1] ?? most + 1) - 1 > n ? "–" + ((from[i + 1] ?? most + 1) - 1).toLocaleString("en") : ""}`)),
      from.length ? h("li", { class: "dim" }, "ties") : "", self ? h("li", {}, h("i", { class: "swatch self" }), short(c.entity.name, 30)) : "");
    const ties = h("section", { class: "opened", "aria-live": "polite", "data-test": "opened" });
    box.replaceChildren(
      h("div", { class: "bar" }, h("label", { class: "of", for: "map-of" }, "Ties of"), choose, h("p", { class: "dim", "data-test": "map-sums" }, `${count(c.ties, "tie")} with ${count(c.countries.length, "country", "countries")}`),
        h("span", { class: "acts small" }, button("Of another…", () => search.pick("Whose ties with countries?", (to) => state.focus(to.id))),
          csvButtons(() => [["country_id", "country", "iso3", "ties", "kinds"], ...c.countries.map((x) => [x.id, x.name, x.iso3 ?? "", x.ties, kinds(x)])]))),
      h("figure", {}, map, h("figcaption", {}, legend, zoom)),
      h("div", { class: "beside" }, ties,
        c.countries.length ? h("table", { class: "countries" }, h("caption", { class: "unseen" }, "Countries by ties"), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Country"), h("th", { scope: "col", class: "number" }, "Ties"), h("th", { scope: "col" }, "Of these"))), table)
          : nothing("It has no ties of its own with countries under this filter. Those of its officials are not counted.")),
      h("p", { class: "dim small" }, "Own ties, none through officials or parts. Shapes: Natural Earth, 1:110m, Equal Earth projection; borders are drawn as there and say nothing of whose they are."));

    async function open(x: CountryTies, move: boolean): Promise<void> {
      look({ country: x.id });
      box.querySelectorAll(".open").forEach((e) => e.classList.remove("open"));
      box.querySelectorAll("tr[aria-current]").forEach((e) => e.removeAttribute("aria-current"));
      find(x)?.classList.add("open");
      box.querySelector(`tr[data-id="${CSS.escape(x.id)}"]`)?.setAttribute("aria-current", "true");
      const f = state.get().filter;
      try {
        const v = await api.view({ show: [c.entity.id, x.id], modality: f.modalities, ...(f.types.length && { type: f.types }), ...(f.since && { since: f.since }), ...(f.until && { until: f.until }),
          ...(f.least > 0 && { min_confidence: f.least }), ...(f.source && { source: f.source }) }, abort?.signal);
        const called = (id: string) => v.entities.find((e) => e.id === id)?.name ?? id;
        const line = (b: Bundle) => b.facts.map((t) => h("li", {}, button(`${short(called(b.subject), 40)} ${tie(b.type)} ${short(called(b.object), 40)}`, () => state.select(t.tie), { class: "plain line", "data-tie": t.tie }),
          h("span", { class: "dim" }, " ", ...times(t), [short(t.title ?? "", 60), short(t.place ?? "", 40), b.modality === "asserted" ? "" : b.modality].filter((s) => s).join(", "))));
        const head = h("h3", { tabindex: -1 }, name(x.name, 80), h("span", { class: "dim" }, ` ${count(v.ties, "tie")}`));
        ties.replaceChildren(h("div", { class: "row" }, head, button("In the graph", () => state.set({ show: [...new Set([...state.get().show, c.entity.id, x.id])], selected: x.id, view: "graph" }), { class: "plain" })),
          h("ul", { class: "rows" }, ...v.bundles.flatMap(line)));
        if (move) {
          head.focus({ preventScroll: true });
          head.scrollIntoView({ block: "nearest" });
        }
      } catch (e) {
        if (!isAbort(e)) {
          ties.replaceChildren(h("p", { class: "notice", role: "alert" }, words(e)), button("Try again", () => void open(x, move)));
        }
      }
    }
    const again = c.countries.find((x) => x.id === country);
    if (again) {
      void open(again, false);
    }
  }

  drawn("map", () => void draw());
  return box;
}
