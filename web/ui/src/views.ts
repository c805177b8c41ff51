// What the views have in common: when they are drawn, the facts that they show, and CSV.
import type { Bundle, Seam, View } from "./api";
import { csv } from "./csv";
import { button, h, tell, type Child } from "./dom";
import { csvFile } from "./export";
import { model } from "./model";
import { state, type ViewName } from "./state";
import { when } from "./words";

// drawn calls draw whenever the state or what the server says of it has changed, and the
// view is the one that is looked at.
export function drawn(name: ViewName, draw: () => void): void {
  const now = () => {
    if (state.get().view === name && !model.busy()) {
      draw();
    }
  };
  state.subscribe(now);
  model.subscribe(now);
  now();
}

export interface Row { bundle: Bundle; fact: Seam; subject: string; object: string }

// rows are the facts of a part of the graph, one by one.
export function rows(v: View): Row[] {
  const names = new Map(v.entities.map((e) => [e.id, e.name]));
  return v.bundles.flatMap((b) => b.facts.map((fact) => ({ bundle: b, fact, subject: names.get(b.subject) ?? b.subject, object: names.get(b.object) ?? b.object })));
}

// times are the days of a fact, none of which breaks over lines.
export function times(f: { from?: string; to?: string }): Child[] {
  return when(f).split(" ").flatMap((w) => [h("span", { class: "date" }, w), " "]);
}

export const day = (f: Seam): string => f.from || f.to || "";

export function nothing(...words: Child[]): HTMLElement {
  return h("p", { class: "empty dim" }, ...(words.length ? words : ["Nothing is shown yet. Search for somebody, and what is known of them stands here."]));
}

// csvButtons offer a table for the clipboard and as a file.
export function csvButtons(table: () => (string | number)[][]): HTMLElement {
  const copy = async () => {
    const all = table();
    try {
      await navigator.clipboard.writeText(csv(all));
      tell(`${(all.length - 1).toLocaleString("en")} rows are copied.`);
    } catch {
      tell("The browser does not let this page copy.", "error", { label: "Save as a file", act: () => csvFile(csv(all)) });
    }
  };
  return h("span", { class: "acts small" }, button("Copy as CSV", () => void copy()), button("Save as CSV", () => csvFile(csv(table()))));
}

// rove makes one stop of Tab of many elements, among which the arrow keys go.
export function rove(box: Element, selector: string, step: (from: Element, key: string) => Element | null | undefined): void {
  const all = box.querySelectorAll(selector);
  all.forEach((e, i) => e.setAttribute("tabindex", i === 0 ? "0" : "-1"));
  box.addEventListener("focusin", (e) => {
    if (e.target instanceof Element && e.target.matches(selector)) {
      box.querySelectorAll(`${selector}[tabindex="0"]`).forEach((o) => o.setAttribute("tabindex", "-1"));
      e.target.setAttribute("tabindex", "0");
    }
  });
  box.addEventListener("keydown", (e) => {
    if (e instanceof KeyboardEvent && e.target instanceof Element && e.target.matches(selector) && /^(Arrow|Home$|End$)/.test(e.key) && !e.ctrlKey && !e.metaKey && !e.altKey) {
      const to = step(e.target, e.key);
      if (to instanceof HTMLElement || to instanceof SVGElement) {
        e.preventDefault();
        to.focus();
        to.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    }
  });
}
