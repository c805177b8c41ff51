// Releases are read into the graph here, or only to see what would be found in them.
import { api, askToken, Failure, send, words, type Extracted, type Job, type Release } from "./api";
import { section } from "./card";
import { button, h, name, short, tell as note, type Child } from "./dom";
import { follow } from "./events";
import { marked, type Mark } from "./marks";
import { model } from "./model";
import { state } from "./state";
import { count, tie } from "./words";

const atOnce = 10; // releases whose facts are shown together

const plain = (nodes: (HTMLElement | false)[]): HTMLElement[] => nodes.filter((n): n is HTMLElement => n !== false);

export function ingestView(): HTMLElement {
  const results = h("div", { class: "results", "aria-live": "polite", "data-test": "results" });

  // trouble is what went wrong, in words, with what can be done about it.
  function trouble(e: unknown, again: () => void): HTMLElement {
    if (e instanceof Failure && e.status === 403) {
      return h("div", { class: "notice", role: "alert" }, h("p", {}, "Reading into the graph needs a token of the role write, and yours may only read. Nothing was read."),
        button("Use another token", () => void askToken("Reading into the graph needs a token of the role write.").then((ok) => { if (ok) { again(); } })));
    }
    if (e instanceof Failure && (e.status === 404 || e.status === 405 || e.status === 501)) {
      return h("div", { class: "notice", role: "alert" }, h("p", {}, "This server does not take releases: it only answers. " + words(e)));
    }
    const what = e instanceof Failure && e.status === 413 ? "It is more than this server takes at once: " : "";
    return h("div", { class: "notice", role: "alert" }, h("p", {}, what + words(e)), button("Try again", again));
  }

  async function readIn(body: () => RequestInit, what: string): Promise<void> {
    const one = h("article", { class: "job", "data-test": "job" });
    results.prepend(one);
    const head = h("h3", {}, short(what, 120));
    one.replaceChildren(head, h("p", { class: "dim" }, "On its way…"));
    try {
      const r = await send("api/v1/ingest", { method: "POST", ...body() });
      const job = await r.json() as Job;
      const bar = h("progress", { "aria-label": "Reading" });
      const said = h("p", { "data-test": "job-state" });
      const errors = h("ul", { class: "errors" });
      const facts = h("div", { class: "new" });
      const stop = button("Cancel", () => {
        stop.disabled = true;
        api.cancel(job.id).catch((e: unknown) => { stop.disabled = false; note(words(e), "error"); });
      }, { "aria-label": "Cancel reading " + short(what, 120) });
      one.replaceChildren(head, bar, said, stop, errors, facts);
      const tell = (j: Job) => {
        const numbers = [`${count(j.read, "release")} read`, `${j.added.toLocaleString("en")} new`, j.known > 0 && `${j.known.toLocaleString("en")} known already`, `${count(j.facts, "fact")}`,
          j.foreign > 0 && `${j.foreign.toLocaleString("en")} not in English, which give no facts`, j.failed > 0 && `${j.failed.toLocaleString("en")} could not be read`,
          j.barred > 0 && `${j.barred.toLocaleString("en")} kept out by a decision`, j.retracted > 0 && `${j.retracted.toLocaleString("en")} taken back`].filter((s) => s).join(", ");
        const states: Record<Job["state"], string> = { waiting: "Waits for others to be done.", running: "Reading: ", done: "Done: ", failed: "Failed: ", cancelled: "Cancelled; what was read until then is saved: ", ended: "The server was stopped meanwhile; what was read until then is saved: " };
        said.textContent = states[j.state] + (j.state === "waiting" ? "" : numbers + ".");
        errors.replaceChildren(...j.errors.map((e) => h("li", {}, short(e, 400))));
      };
      tell(job);
      const last = await watch(job, tell, errors);
      bar.remove();
      stop.remove();
      one.classList.add(last.state);
      if (last.added > 0) {
        await model.reload();
      }
      await addFacts(facts, last);
    } catch (e) {
      one.replaceChildren(head, trouble(e, () => { one.remove(); void readIn(body, what); }));
    }
  }

  // watch follows a job. The server goes on with it where the page loses sight of it.
  async function watch(j: Job, tell: (j: Job) => void, before: HTMLElement): Promise<Job> {
    for (;;) {
      try {
        return await follow(j.id, tell);
      } catch (e) {
        await new Promise<void>((again) => {
          const lost = h("div", { class: "notice", role: "alert" }, h("p", {}, words(e), " How far it is can't be told; the server goes on with it meanwhile."), button("Look again", () => { lost.remove(); again(); }));
          before.before(lost);
        });
      }
    }
  }

  // addFacts shows what the new releases say.
  async function addFacts(into: HTMLElement, j: Job): Promise<void> {
    if (j.added === 0) {
      into.replaceChildren(j.state === "done" && j.known > 0 ? h("p", { class: "dim" }, "The graph held all of it already; there is nothing new.") : "");
      return;
    }
    let shown = 0;
    const more = button("", () => void next());
    const next = async (): Promise<void> => {
      const some = j.releases.slice(shown, shown + atOnce);
      shown += some.length;
      more.hidden = shown >= j.releases.length;
      more.textContent = `Show more of ${count(j.releases.length, "new release")}`;
      const read = await Promise.all(some.map((id) => api.release(id).catch((e: unknown) => words(e))));
      for (const r of read) {
        more.before(typeof r === "string" ? h("p", { class: "notice" }, r) : said(r));
      }
    };
    into.replaceChildren(more);
    await next();
    if (j.added > j.releases.length) {
      into.append(h("p", { class: "dim" }, `Of the ${j.added.toLocaleString("en")} new releases the first ${j.releases.length} are listed.`));
    }
  }

  function said(r: Release): HTMLElement {
    return h("section", { class: "release", "data-test": "new-release" },
      h("h4", {}, button(short(r.title || r.id, 160), () => state.select(r.id), { class: "plain line" }), h("span", { class: "dim" }, " ", [r.publisher, r.published, count(r.said.length, "fact")].filter((x) => x).join(", "))),
      h("ul", { class: "rows" }, ...r.said.map((p) => h("li", {}, h("button", { type: "button", class: "plain line", "data-claim": p.id, click: () => state.select(p.tie || p.id) },
        name(p.subject_name, 60), " ", h("span", { class: "dim" }, tie(p.type)), " ", name(p.object_name, 60), p.modality !== "asserted" && h("span", { class: "dim" }, " " + p.modality))))),
      r.said.length > 0 && button("In the graph", () => state.set({ show: [...new Set(r.said.flatMap((p) => [p.subject, p.object]))].slice(0, 100), around: [], hide: [], path: [], pins: {}, selected: r.id, view: "graph" }), { class: "plain" }));
  }

  async function tryIt(text: string): Promise<void> {
    const one = h("article", { class: "tried", "data-test": "tried" }, h("p", { class: "dim" }, "Reading…"));
    results.querySelector(".tried")?.remove();
    results.prepend(one);
    try {
      const found = (await api.extract(text)).documents;
      one.replaceChildren(h("p", { class: "dim" }, found.length ? "Nothing of this is saved." : "There is no text in it."), ...found.map(document1));
    } catch (e) {
      one.replaceChildren(trouble(e, () => void tryIt(text)));
    }
  }

  // document1 is a text with what was found in it.
  function document1(d: Extracted): HTMLElement {
    const called = new Map(d.entities.map((e) => [e.id, e]));
    const text = h("div", { class: "text", dir: "auto", "data-test": "marked" });
    const light = (i: number) => {
      text.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
      const pieces = [...text.querySelectorAll<HTMLElement>("[data-ids]")].filter((e) => e.dataset["ids"]?.split(" ").includes(String(i)));
      pieces.forEach((e) => e.classList.add("lit"));
      pieces[0]?.scrollIntoView({ block: "nearest" });
    };
    const marks: Mark[] = [
      ...d.relations.map((r, i): Mark => ({ start: r.evidence.start, end: r.evidence.end, class: "fact", id: String(i) })),
      ...d.entities.flatMap((e) => e.mentions.map((m): Mark => ({ start: m.start, end: m.end, class: "mention " + e.type, title: `${short(e.name, 100)}: ${e.type}` }))),
    ];
    text.append(marked(d.text, marks));
    const end = (id: string): Child => name(called.get(id)?.name ?? id, 60);
    return h("section", { class: "release" },
      h("h3", { dir: "auto" }, short(d.title || "Without a title", 300), h("span", { class: "dim" }, " ", [d.date, d.language && d.language !== "en" ? "not in English: it gives no facts" : ""].filter((x) => x).join(", "))),
      ...plain([section("Facts", d.relations.length, d.relations.map((r, i) => h("li", {}, h("button", { type: "button", class: "plain line", click: () => light(i) },
        end(r.subject), " ", h("span", { class: "dim" }, tie(r.type)), " ", end(r.object), h("span", { class: "dim" }, " ", [r.modality === "asserted" ? "" : r.modality, r.title, r.from === r.to ? r.from : [r.from, r.to].filter((x) => x).join(" to "), r.confidence.toFixed(2), r.rule].filter((x) => x).join(", ")))))),
      section("Entities", d.entities.length, d.entities.map((e) => h("li", {}, h("i", { class: "dot " + e.type }), name(e.name, 80), h("span", { class: "dim" }, ` ×${e.mentions.length}`))), false)]),
      !d.relations.length && h("p", { class: "dim" }, "No facts were found."), text);
  }

  // Files that can be read; a folder is none.
  async function readFiles(list: Iterable<File>): Promise<void> {
    const good: File[] = [], bad: string[] = [];
    for (const f of list) {
      try {
        await f.slice(0, 1).arrayBuffer();
        good.push(f);
      } catch {
        bad.push(f.name);
      }
    }
    if (bad.length) {
      results.prepend(h("p", { class: "notice", role: "alert" }, `A folder, or a file that can't be read: ${bad.slice(0, 5).map((b) => short(b, 60)).join(", ")}${bad.length > 5 ? ` and ${bad.length - 5} more` : ""}. Drop the files in it instead.`));
    }
    if (good.length) {
      await readIn(() => {
        const form = new FormData();
        for (const f of good) {
          form.append("file", f, f.name);
        }
        return { body: form };
      }, good.length === 1 ? good[0]?.name ?? "" : `${good.slice(0, 3).map((f) => f.name).join(", ")}${good.length > 3 ? ` and ${good.length - 3} more files` : ""}`);
    }
  }

  const file = h("input", { type: "file", id: "ingest-files", multiple: true, class: "unseen", tabindex: -1, "aria-label": "Files to read into the graph", change: () => { const some = [...(file.files ?? [])]; file.value = ""; void readFiles(some); } });
  const drop = h("div", { class: "drop", "data-test": "drop" }, h("p", {}, "Drop files here: pages, texts, PDF, Word, mail, feeds, dumps, JSON Lines."), button("Choose files…", () => file.click()), file);
  const url = h("input", { type: "url", id: "ingest-url", placeholder: "https://", pattern: "https?://.+", maxlength: 2000, autocomplete: "off", spellcheck: "false" });
  const text = h("textarea", { id: "ingest-text", rows: 7, spellcheck: "false", dir: "auto" });
  const given = (then: (s: string) => void) => () => {
    if (text.value.trim()) {
      then(text.value);
    } else {
      text.focus();
    }
  };
  const box = h("section", { class: "ingest view", "aria-label": "Add releases" },
    h("div", { class: "give" }, drop,
      h("form", { submit: (e: Event) => { e.preventDefault(); const address = url.value.trim(); if (!address) { url.focus(); return; } void readIn(() => ({ headers: { "Content-Type": "application/json" }, body: JSON.stringify({ url: address }) }), address); } },
        h("label", { for: "ingest-url" }, "Address of a page or feed"), h("div", { class: "row" }, url, h("button", { type: "submit" }, "Read into the graph"))),
      h("div", {}, h("label", { for: "ingest-text" }, "Text of a release"), text,
        h("div", { class: "acts" }, button("Try it", given((s) => void tryIt(s)), { class: "first", title: "Marks up the text at once and saves nothing" }),
          button("Read into the graph", given((s) => void readIn(() => {
            const form = new FormData();
            form.append("file", new Blob([s], { type: "text/plain" }), "pasted.txt");
            return { body: form };
          }, "Pasted text")))),
        h("p", { class: "dim" }, "“Try it” shows what is found in the text and saves nothing."))),
    results);

  // Files may be dropped anywhere in the view; elsewhere the browser must not open them in place of the page.
  let over = 0;
  const files = (e: DragEvent) => !!e.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (e) => { if (files(e)) { e.preventDefault(); } });
  addEventListener("drop", (e) => { if (files(e)) { e.preventDefault(); } });
  box.addEventListener("dragenter", (e) => { if (files(e)) { over++; drop.classList.add("over"); } });
  box.addEventListener("dragleave", (e) => { if (files(e) && --over <= 0) { over = 0; drop.classList.remove("over"); } });
  box.addEventListener("drop", (e) => {
    over = 0;
    drop.classList.remove("over");
    if (files(e)) {
      void readFiles([...(e.dataTransfer?.files ?? [])]);
    }
  });
  return box;
}
