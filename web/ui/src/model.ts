// What the server says of the state: the part of the graph that is looked at.
import { api, isAbort, words, type Bundle, type Seen, type View, type ViewQuery } from "./api";
import { tell } from "./dom";
import { state, type State } from "./state";

type Listener = () => void;

const nothing: View = { entities: [], bundles: [], around: [], missing: [], sources: {}, ties: 0, facts: 0 };
const listeners: Listener[] = [];
let view: View = nothing;
let byID = new Map<string, Seen>();
let byKey = new Map<string, Bundle>();
let asked = "";
let abort: AbortController | null = null;
let busy = false;

export function query(s: State): ViewQuery {
  const f = s.filter;
  return {
    around: s.around, show: s.show, hide: s.hide,
    ...(f.types.length && { type: f.types }), ...(f.kinds.length && { kinds: f.kinds }), modality: f.modalities,
    ...(f.since && { since: f.since }), ...(f.until && { until: f.until }), ...(f.least > 0 && { min_confidence: f.least }), ...(f.source && { source: f.source }),
  };
}

// key names a bundle, as the state selects it.
export const key = (b: Bundle): string => [b.subject, b.type, b.modality, b.object].join(" ");

function notify(): void {
  for (const l of listeners) {
    l();
  }
}

async function load(again = false): Promise<void> {
  const q = query(state.get());
  const text = JSON.stringify(q);
  if (text === asked && !again) {
    return;
  }
  asked = text;
  abort?.abort();
  abort = new AbortController();
  const mine = abort;
  if (!state.get().around.length && !state.get().show.length) {
    take(nothing);
    return;
  }
  busy = true;
  notify();
  try {
    take(await api.view(q, mine.signal));
  } catch (e) {
    if (isAbort(e)) {
      return;
    }
    asked = ""; // what was there stays, and can be asked for again
    busy = false;
    notify();
    tell(words(e), "error", { label: "Try again", act: () => void load(true) });
  }
}

function take(v: View): void {
  if (v.missing.length) {
    tell(`The graph does not hold ${v.missing.slice(0, 3).join(", ")}${v.missing.length > 3 ? ` and ${v.missing.length - 3} more` : ""}.`);
  }
  view = v;
  byID = new Map(v.entities.map((e) => [e.id, e]));
  byKey = new Map(v.bundles.map((b) => [key(b), b]));
  busy = false;
  notify();
}

export const model = {
  view: (): View => view,
  entity: (id: string): Seen | undefined => byID.get(id),
  bundle: (k: string): Bundle | undefined => byKey.get(k),
  name: (id: string): string => byID.get(id)?.name ?? id,
  busy: (): boolean => busy,
  subscribe(l: Listener): void { listeners.push(l); },
  reload: (): Promise<void> => load(true),
  start(): void {
    state.subscribe(() => void load());
    void load();
  },
};
