// The sentences behind a tie or a bundle of them.
import { api, isAbort, type Bundle, type Proof, type Seam, type Trace } from "./api";
import { entityButton } from "./card";
import { decide, splitOff } from "./decide";
import { button, h, name, short } from "./dom";
import { marked, type Mark } from "./marks";
import { key, model } from "./model";
import { state } from "./state";
import { count, symmetric, tie, when } from "./words";

const atOnce = 8; // ties whose sentences are read together
const mostProofs = 12; // sentences of a tie that are shown at first

export async function bundlePanel(b: Bundle, signal: AbortSignal): Promise<Node[]> {
  const list = h("div", { class: "proofs" });
  const facts = b.facts.length ? b.facts : [];
  let shown = 0;
  const more = button("", () => void next(), { class: "more" });
  const next = async () => {
    const some = facts.slice(shown, shown + atOnce);
    shown += some.length;
    more.hidden = shown >= facts.length;
    more.textContent = `Show more of ${count(facts.length, "tie")}`;
    for (const p of await Promise.all(some.map((f) => proofsOf(f.tie, f, signal)))) {
      list.append(p);
    }
  };
  await next();
  const also = model.view().bundles.filter((o) => o !== b && [o.subject, o.object].includes(b.subject) && [o.subject, o.object].includes(b.object));
  return [
    h("header", {}, h("h2", { class: "tie" }, entityButton(b.subject, model.name(b.subject), model.entity(b.subject)?.type), h("span", { class: "verb" }, tie(b.type)), entityButton(b.object, model.name(b.object), model.entity(b.object)?.type)),
      h("p", { class: "dim" }, `${b.modality}, ${count(b.ties, "tie")}${when(b) && ", " + when(b)}, at best ${b.confidence.toFixed(2)}`)),
    ...(also.length ? [h("p", { class: "dim" }, "Also between the two: ", ...also.flatMap((o) => [
      button([tie(o.type), o.ties > 1 ? "×" + o.ties : "", o.modality === "asserted" ? "" : o.modality].filter((s) => s).join(" "), () => state.select(key(o)), { class: "chip" }), " "]))] : []),
    ...(b.ties > facts.length ? [h("p", { class: "notice" }, `The view is too large to list the other ${count(b.ties - facts.length, "tie")}. `,
      button("Look at the two alone", () => state.set({ around: [], show: [b.subject, b.object], path: [] }), { class: "plain" }))] : []),
    list, more,
  ];
}

export async function tiePanel(id: string, signal: AbortSignal): Promise<Node[]> {
  const rows = (await api.evidence(id, signal)).rows;
  const first = rows[0];
  if (!first) {
    return [h("p", {}, "The graph holds no claim of it.")];
  }
  return [
    h("header", {}, h("h2", { class: "tie" }, entityButton(first.subject, first.subject_name), h("span", { class: "verb" }, tie(first.type)), entityButton(first.object, first.object_name)),
      h("p", { class: "dim" }, `${first.modality}${when(first) && ", " + when(first)}, ${count(rows.length, "claim")}`)),
    h("div", { class: "proofs" }, ...proofs(rows, signal)),
  ];
}

async function proofsOf(id: string, f: Seam, signal: AbortSignal): Promise<HTMLElement> {
  const rows = (await api.evidence(id, signal)).rows;
  const title = [when(f), f.title, f.place].filter((s) => s).join(", ");
  return h("section", { class: "seam" }, h("h3", {}, title || "undated", h("span", { class: "dim" }, ` ${count(rows.length, "claim")} of ${count(f.independent, "independent release")}`)),
    ...proofs(rows, signal));
}

// proofs are claims with what people decided about them.
function proofs(every: Proof[], signal: AbortSignal): HTMLElement[] {
  const rows = every.slice(0, mostProofs);
  const all = rows.map((p) => proof(p, signal));
  if (every.length > rows.length) {
    const rest = button(`Show the other ${count(every.length - rows.length, "claim")}`, () => rest.replaceWith(...proofs(every.slice(mostProofs), signal)), { class: "more" });
    all.push(rest);
  }
  api.decisions(rows.map((p) => p.id), signal).then((ds) => {
    for (const d of ds) {
      rows.forEach((p, i) => {
        if (d.claims?.includes(p.id)) {
          all[i]?.querySelector(".why")?.after(h("p", { class: "judged" }, `${d.do === "confirm" ? "confirmed" : d.do === "reject" ? "rejected" : d.do} by ${short(d.by || "somebody", 40)}, ${(d.at ?? "").slice(0, 10)} `,
            button("Undo", () => void decide({ do: "undo", undoes: d.id }, "Undone."), { class: "plain" })));
        }
      });
    }
  }, () => undefined); // the sentences are there without it
  return all;
}

// A release is read again once for all of its sentences, and few at a time: the server
// has others to answer.
const traces = new Map<string, Promise<Trace[]>>();
const waiting: (() => void)[] = [];
let reading = 0;

async function turn<T>(signal: AbortSignal, act: () => Promise<T>): Promise<T> {
  if (reading >= 2) {
    await new Promise<void>((go) => waiting.push(go));
  }
  reading++;
  try {
    signal.throwIfAborted();
    return await act();
  } finally {
    reading--;
    waiting.shift()?.();
  }
}

function trace(release: string, signal: AbortSignal): Promise<Trace[]> {
  let t = traces.get(release);
  if (!t) {
    t = turn(signal, () => api.why(release, signal));
    traces.set(release, t);
    t.catch(() => traces.delete(release));
    if (traces.size > 50) {
      traces.delete([...traces.keys()][0] ?? "");
    }
  }
  return t;
}

function proof(p: Proof, signal: AbortSignal): HTMLElement {
  const quote = h("blockquote", { dir: "auto" }, p.quote);
  const why = h("p", { class: "dim why" }, `rule ${p.rule}, confidence ${p.confidence.toFixed(2)}`);
  trace(p.release, signal).then((all) => {
    const t = all.find((x) => x.claim === p.id);
    if (!t) {
      why.append("; read by an earlier version, which did not keep the words");
      return;
    }
    const at = (s: { start: number; end: number }, c: string, title: string): Mark => ({ start: s.start - t.start, end: s.end - t.start, class: c, title });
    quote.replaceChildren(marked(p.quote, [
      ...t.subject.map((s) => at(s, "subject", symmetric(p.type) ? "one end" : "subject")), ...t.object.map((s) => at(s, "object", symmetric(p.type) ? "the other end" : "object")),
      at(t.trigger, "trigger", "the words that say so"),
    ]));
  }, (e: unknown) => {
    if (!isAbort(e)) {
      why.append("; the words are not marked, as the release could not be read again");
    }
  });
  const source = [p.publisher, p.published].filter((s) => s).join(", ");
  return h("article", { class: "proof", "data-claim": p.id }, quote,
    h("p", {}, button(short(p.release_title || p.release, 160), () => state.select(p.release), { class: "plain line", "aria-label": "Read the release: " + short(p.release_title || p.release, 160) }),
      source && h("span", { class: "dim" }, " ", short(source, 100)), p.attributed_to && h("span", { class: "dim" }, " said by ", name(model.name(p.attributed_to), 60))),
    why,
    h("div", { class: "acts small" },
      button("Confirm", () => void decide({ do: "confirm", claims: [p.id] }, "Confirmed: " + short(p.quote, 80))),
      button("Reject", () => void decide({ do: "reject", claims: [p.id] }, "Rejected: " + short(p.quote, 80))),
      button("Split…", () => void splitOff(p))));
}
