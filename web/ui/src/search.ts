// The search box: entities, releases, sentences and questions, by keyboard alone too.
import { api, Failure, isAbort, words, type Candidate, type Hit, type Understood } from "./api";
import { h, name, short, type Child } from "./dom";
import { state } from "./state";
import { count, plural, tie } from "./words";

interface Option { label: Child[]; aside: string; act: () => void }
interface Group { title: string; total: string; options: Option[] }

const each = 6;

export interface SearchBox { element: HTMLElement; focus(): void; pick(prompt: string, take: (c: Candidate) => void): void }

export function searchBox(): SearchBox {
  let options: Option[] = [];
  let active = -1;
  let abort: AbortController | null = null;
  let timer = 0;
  let taking: ((c: Candidate) => void) | null = null;
  const usual = "Search: a name, words of a release, or a question";
  const list = h("div", { id: "found", role: "listbox", "aria-label": "Found", hidden: true });
  const said = h("span", { class: "unseen", role: "status" });
  const input = h("input", {
    type: "search", id: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", "aria-label": usual,
    placeholder: usual + "  ( / )", autocomplete: "off", spellcheck: "false", maxlength: 500,
    input: () => { clearTimeout(timer); timer = window.setTimeout(() => void look(), 150); },
    keydown: (e: KeyboardEvent) => {
      if (e.key === "ArrowDown" || e.key === "ArrowUp") {
        e.preventDefault();
        if (options.length) {
          choose((active + (e.key === "ArrowDown" ? 1 : -1 + options.length) + (active < 0 && e.key === "ArrowUp" ? 1 : 0)) % options.length);
        }
      } else if (e.key === "Enter") {
        e.preventDefault();
        clearTimeout(timer);
        if (options[Math.max(0, active)] && !list.hidden && pending === "") {
          take(Math.max(0, active));
        } else {
          void look().then(() => options.length && !list.hidden && active < 0 && take(0));
        }
      } else if (e.key === "Escape") {
        close();
        stop();
      }
    },
    focus: () => { if (options.length && input.value.trim()) { open(); } },
    blur: () => setTimeout(() => { if (!box.contains(document.activeElement)) { close(); } }, 150),
  });
  const box = h("div", { class: "search", role: "search" }, input, list, said);
  let pending = "";

  function open(): void { list.hidden = false; input.setAttribute("aria-expanded", "true"); }
  function close(): void { list.hidden = true; input.setAttribute("aria-expanded", "false"); choose(-1); }
  function stop(): void {
    if (taking) {
      taking = null;
      input.placeholder = usual + "  ( / )";
    }
  }
  function choose(i: number): void {
    active = i;
    list.querySelectorAll("[role=option]").forEach((o, n) => {
      o.setAttribute("aria-selected", String(n === i));
      if (n === i) {
        o.scrollIntoView({ block: "nearest" });
      }
    });
    if (i >= 0) {
      input.setAttribute("aria-activedescendant", "option-" + i);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }
  function take(i: number): void {
    const o = options[i];
    close();
    input.blur();
    o?.act();
  }

  function entity(c: Candidate): Option {
    return { label: [h("i", { class: "dot " + c.type }), name(c.name, 80)], aside: `${c.type}, ${count(c.mentions, "mention")}`, act: () => {
      input.value = "";
      options = [];
      if (taking) {
        const f = taking;
        stop();
        f(c);
      } else {
        state.focus(c.id);
      }
    } };
  }

  // look asks for all kinds at once, and shows what there is when all have answered.
  async function look(): Promise<void> {
    const text = input.value.trim();
    abort?.abort();
    if (!text) {
      options = [];
      close();
      return;
    }
    abort = new AbortController();
    const signal = abort.signal;
    pending = text;
    const quiet = <T>(p: Promise<T>): Promise<T | Failure> => p.catch((e: unknown) => {
      if (e instanceof Failure && e.status !== 0) {
        return e;
      }
      throw e;
    });
    const several = text.includes(" ") || text.endsWith("?");
    try {
      const [found, hits, answer] = await Promise.all([
        quiet(api.find(text, signal)), taking ? null : quiet(api.search(text, 50, signal)), several && !taking ? quiet(api.ask(text, signal)) : null,
      ]);
      if (signal.aborted) {
        return;
      }
      show(groups(text, found, hits, answer));
    } catch (e) {
      if (!isAbort(e)) {
        show([{ title: words(e), total: "", options: [] }]);
      }
    } finally {
      if (pending === text) {
        pending = "";
      }
    }
  }

  function groups(text: string, found: Awaited<ReturnType<typeof api.find>> | Failure, hits: { rows: Hit[]; page?: { next?: string } } | Failure | null, answer: Understood | Failure | null): Group[] {
    const out: Group[] = [];
    if (answer && !(answer instanceof Failure)) {
      out.push({ title: "Question", total: "", options: [{
        label: [h("span", { class: "sign" }, "?"), short(text, 120)], aside: `${answer.understood}: ${count(answer.lines.length, "row")}${answer.more ? " and more" : ""}`, act: () => state.set({ selected: "ask", question: text }),
      }] });
    }
    if (!(found instanceof Failure)) {
      const all: Candidate[] = [found, ...(found.others ?? [])];
      const by = new Map<string, Candidate[]>();
      for (const c of all) {
        (by.get(c.type) ?? by.set(c.type, []).get(c.type))?.push(c);
      }
      for (const [type, some] of by) {
        out.push({ title: plural(type), total: String(some.length), options: some.slice(0, each).map(entity) });
      }
    } else if (found.suggestions.length) {
      out.push({ title: "No such name; near ones", total: String(found.suggestions.length), options: found.suggestions.map(entity) });
    } else if (found.status >= 500 || found.status === 401 || found.status === 403) {
      out.push({ title: found.message, total: "", options: [] });
    }
    if (hits && !(hits instanceof Failure)) {
      const more = hits.page?.next ? "+" : "";
      const releases = hits.rows.filter((x) => !x.type), sentences = hits.rows.filter((x) => x.type);
      const day = (x: Hit) => [x.quote.publisher, x.quote.published].filter((s) => s).join(", ");
      if (releases.length) {
        out.push({ title: "Releases", total: releases.length + more, options: releases.slice(0, each).map((x) => ({
          label: [h("span", { class: "sign" }, "¶"), name(x.quote.title, 100)], aside: day(x), act: () => state.select(x.quote.release) })) });
      }
      if (sentences.length) {
        out.push({ title: "Sentences", total: sentences.length + more, options: [...new Map(sentences.map((x) => [x.quote.release + x.quote.text, x])).values()].slice(0, each).map((x) => ({
          label: [h("span", { class: "sign" }, "“"), name(x.quote.text, 140)], aside: `${tie(x.type ?? "")}${day(x) && ", " + day(x)}`, act: () => state.select(x.tie || x.quote.release) })) });
      }
    }
    if (answer instanceof Failure && answer.questions.length && (out.length === 0 || text.endsWith("?"))) {
      out.push({ title: short(answer.message, 160) + " You can ask:", total: "", options: answer.questions.map((q) => ({
        label: [h("span", { class: "sign" }, "?"), q], aside: "", act: () => { input.value = q; state.set({ selected: "ask", question: q }); } })) });
    }
    return out;
  }

  function show(all: Group[]): void {
    options = all.flatMap((g) => g.options);
    let n = 0;
    list.replaceChildren(...all.map((g, k) => h("div", { role: "group", "aria-labelledby": "group-" + k },
      h("div", { class: "group", id: "group-" + k }, g.title, g.total && h("b", {}, g.total)),
      ...g.options.map((o) => {
        const i = n++;
        return h("div", { role: "option", id: "option-" + i, "aria-selected": "false", mousedown: (e: Event) => e.preventDefault(), click: () => take(i) },
          h("span", { class: "label" }, ...o.label), h("span", { class: "aside" }, short(o.aside, 120)));
      }))));
    if (!all.length) {
      list.replaceChildren(h("div", { class: "group" }, "Nothing is called so, and no sentence holds all these words."));
    }
    said.textContent = options.length ? count(options.length, "result") : "no results";
    active = -1;
    open();
  }

  return {
    element: box,
    focus: () => { input.focus(); input.select(); },
    pick: (prompt, take) => { taking = take; input.placeholder = prompt; input.value = ""; options = []; input.focus(); },
  };
}
