// The API of the server, with types, and its errors.
import { dialogue, h } from "./dom";

export type EntityType = "Person" | "Organization" | "Country" | "Place" | "Facility" | "Event" | "Programme" | "Document";
export const entityTypes: EntityType[] = ["Person", "Organization", "Country", "Place", "Facility", "Event", "Programme", "Document"];
export const modalities = ["asserted", "planned", "former", "negated", "hypothetical"];

export interface Candidate { id: string; name: string; type: EntityType; mentions: number }
export interface Match extends Candidate { others?: Candidate[] }
export interface Seen extends Candidate { neighbours: number }
export interface Seam { tie: string; from?: string; to?: string; title?: string; place?: string; independent: number; confidence: number }
export interface Bundle {
  subject: string; object: string; type: string; modality: string;
  ties: number; independent: number; confidence: number; from?: string; to?: string; facts: Seam[];
}
export interface Surroundings {
  entity: string; neighbours: number; shown: number; ties: number;
  by_type: Record<string, number>; by_modality: Record<string, number>; by_kind: Record<string, number>;
}
export interface View {
  entities: Seen[]; bundles: Bundle[]; around: Surroundings[]; missing: string[];
  sources: Record<string, number>; ties: number; facts: number;
}
export interface ViewQuery {
  around?: string[]; show?: string[]; hide?: string[]; kinds?: string[]; type?: string[]; modality?: string[];
  since?: string; until?: string; min_confidence?: number; source?: string; limit?: number; each?: number;
}
export interface Party { id: string; name: string; type: EntityType; roles?: string[] }
export interface Quote { claim: string; text: string; release: string; title: string; url?: string; publisher?: string; published?: string }
export interface Fact {
  tie: string; type: string; modality: string; from?: string; to?: string; title?: string; place?: string;
  releases: number; independent: number; confidence: number; quote: Quote; claims: string[];
}
export interface Link extends Fact { subject: Party; object: Party; via?: Party }
export interface Step extends Fact { a: Party; b: Party; back?: boolean; words: string; more?: number }
export interface Member extends Fact { member: Party; more?: number }
export interface Proof {
  id: string; type: string; subject: string; object: string; modality: string; from?: string; to?: string; title?: string; place?: string;
  attributed_to?: string; release: string; quote: string; start: number; end: number; confidence: number; rule: string; tie?: string;
  subject_name: string; object_name: string; release_title: string; url?: string; publisher?: string; published?: string;
}
export interface Hit {
  id: string; type?: string; modality?: string; subject_name?: string; object_name?: string; confidence?: number; tie?: string; quote: Quote;
}
export interface Reading { id: string; title: string; url?: string; publisher?: string; published?: string; count: number }
export interface Card {
  id: string; type: EntityType; name: string; acronym?: string; iso3?: string; kind?: string; aliases?: string[]; same?: string[];
  same_as?: string[]; links?: string[]; mentions: number; offices?: Link[]; holders?: Link[]; memberships?: Link[]; members: number;
  meetings?: Record<string, number>; tie_counts?: Record<string, number>; release_count: number; releases?: Reading[];
}
export interface Roster { body: Candidate; members: Member[]; total: number }
export interface Rosters { bodies: Roster[]; missing: string[] }
export interface CountryTies { id: string; name: string; iso3?: string; ties: number; by_type: Record<string, number>; by_modality: Record<string, number> }
export interface Countries { entity: Candidate; countries: CountryTies[]; ties: number }
export interface Listed { id: string; title: string; url?: string; publisher?: string; published?: string; claims: number }
export interface Called extends Candidate { names: string[] }
export interface Span { start: number; end: number }
export interface Mention extends Span { entity: string }
export interface Release extends Listed { text: string; entities: Called[]; mentions: Mention[]; said: Proof[] }
export interface Trace extends Span { claim: string; subject: Span[]; object: Span[]; trigger: Span; rule: string; confidence: number }
export interface Page { offset: number; limit: number; total?: number; next?: string }
export interface Answer<T> { question: string; args: Record<string, string>; entities?: Record<string, Match>; rows: T; page?: Page }
export interface Understood extends Answer<unknown> { understood: string; columns: string[]; lines: { cells: string[]; tie?: string }[]; more?: boolean }
export interface Decision { do: string; a?: string; b?: string; claims?: string[]; name?: string; release?: string; link?: string; undoes?: string; why?: string }
export interface Decided extends Decision { id: string; by?: string; at?: string; status: string }
export interface Job {
  id: string; state: "waiting" | "running" | "done" | "failed" | "cancelled" | "ended"; inputs: string[]; errors: string[];
  read: number; added: number; known: number; failed: number; foreign: number; facts: number; retracted: number; barred: number; releases: string[];
  created: string; started?: string; ended?: string;
}
export interface Extracted {
  id: string; title: string; date: string; url?: string; source?: string; language?: string; text: string;
  entities: { id: string; type: EntityType; name: string; mentions: (Span & { text: string; kind: string })[] }[];
  relations: { subject: string; type: string; object: string; modality: string; from: string; to: string; title: string; place?: string; confidence: number; rule: string; evidence: Span & { text: string } }[];
}

// Failure is what went wrong, in words for whoever looks at the page.
export class Failure extends Error {
  constructor(readonly status: number, message: string, readonly suggestions: Candidate[] = [], readonly questions: string[] = [], readonly request = "") {
    super(message);
  }
}

export function isAbort(e: unknown): boolean { return e instanceof DOMException && e.name === "AbortError"; }

// words are an error for people.
export function words(e: unknown): string {
  return e instanceof Error ? e.message : "Something went wrong on this page.";
}

const kept = "entente.token";
let asking: Promise<boolean> | null = null;

// askToken has somebody give a token. Several requests that need one ask once.
export function askToken(why: string): Promise<boolean> {
  const input = h("input", { type: "password", id: "token", autocomplete: "off", spellcheck: "false", required: true });
  asking ??= dialogue("A token is needed", "Use it", [
    h("p", {}, why),
    h("label", { for: "token" }, "Token"), input,
    h("p", { class: "dim" }, "“entente serve token new” makes one. It is kept until this tab is closed."),
  ], () => input.value.trim() || null).then((text) => {
    asking = null;
    if (text) {
      sessionStorage.setItem(kept, text);
    }
    return !!text;
  });
  return asking;
}

// send asks the server. Addresses are relative, so that the page works under any.
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  for (;;) {
    const token = sessionStorage.getItem(kept);
    const headers = new Headers(init.headers);
    if (token) {
      headers.set("Authorization", "Bearer " + token);
    }
    let response: Response;
    try {
      response = await fetch(path, { ...init, headers });
    } catch (e) {
      if (isAbort(e)) {
        throw e;
      }
      throw new Failure(0, "The server does not answer. What you see stays as it is; try again when it is back.");
    }
    if (response.ok) {
      return response;
    }
    if (response.status === 401) {
      const why = token ? "The token has expired, or was taken back. What you see stays as it is." : "This server answers those who have a token.";
      if (sessionStorage.getItem(kept) !== token || await askToken(why)) {
        continue; // another request may have asked meanwhile
      }
    }
    let p: { detail?: string; suggestions?: Candidate[]; questions?: string[]; request?: string } = {};
    try {
      p = await response.json();
    } catch {
      // a proxy's answer is no problem+json
    }
    throw new Failure(response.status, p.detail ?? `The server answered with status ${response.status}.`, p.suggestions, p.questions, p.request);
  }
}

export type Query = Record<string, string | number | undefined>;

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const q = new URLSearchParams();
  for (const [k, v] of Object.entries(query)) {
    if (v !== undefined && v !== "") {
      q.set(k, String(v));
    }
  }
  const text = q.toString();
  const r = await send("api/v1/" + path + (text && "?" + text), { signal });
  return await r.json() as T;
}

export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const r = await send("api/v1/" + path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal });
  return await r.json() as T;
}

export function entityPath(id: string): string {
  const slash = id.indexOf("/");
  return "entities/" + encodeURIComponent(id.slice(0, slash)) + "/" + encodeURIComponent(id.slice(slash + 1));
}

export const hex = (id: string): string => id.slice(id.indexOf("/") + 1);

export const api = {
  view: (q: ViewQuery, signal?: AbortSignal) => post<View>("graph", q, signal),
  find: (name: string, signal?: AbortSignal) => get<Match>("find", { name }, signal),
  search: (words: string, limit: number, signal?: AbortSignal) => get<Answer<Hit[]>>("search", { words, limit }, signal),
  ask: (question: string, signal?: AbortSignal) => get<Understood>("ask", { question }, signal),
  card: async (id: string, signal?: AbortSignal) => (await get<Answer<Card>>(entityPath(id), {}, signal)).rows,
  evidence: (id: string, signal?: AbortSignal) => get<Answer<Proof[]>>("evidence", { id, limit: 1000 }, signal),
  release: (id: string, signal?: AbortSignal) => get<Release>("releases/" + hex(id), { offsets: "utf16" }, signal),
  why: async (id: string, signal?: AbortSignal) => (await get<{ claims: Trace[] }>("releases/" + hex(id) + "/why", { offsets: "utf16" }, signal)).claims,
  question: <T>(name: string, args: Query, signal?: AbortSignal) => get<Answer<T>>("questions/" + name, args, signal),
  decisions: async (claims: string[], signal?: AbortSignal) => (await get<{ decisions: Decided[] }>("decisions", { claims: claims.slice(0, 100).join(",") }, signal)).decisions,
  decide: (d: Decision) => post<Decided>("decisions", d),
  cancel: (id: string) => send(`api/v1/jobs/${id}/cancel`, { method: "POST" }),
  rosters: (q: { bodies: string[]; modality?: string[]; since?: string; until?: string; min_confidence?: number }, signal?: AbortSignal) => post<Rosters>("members", q, signal),
  countries: (id: string, q: Query, signal?: AbortSignal) => get<Countries>(entityPath(id) + "/countries", q, signal),
  extract: (text: string, signal?: AbortSignal) => post<{ documents: Extracted[] }>("extract?offsets=utf16", { text }, signal),
};
