// How types read, for people.
import type { EntityType } from "./api";

export const tie = (type: string): string => type.toLowerCase().replaceAll("_", " ");

const plurals: Record<EntityType, string> = {
  Person: "People", Organization: "Organisations", Country: "Countries", Place: "Places", Facility: "Facilities", Event: "Events", Programme: "Programmes", Document: "Documents",
};
export const plural = (t: string): string => plurals[t as EntityType] ?? t;

export const count = (n: number, one: string, many = one + "s"): string => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

// when are the days of a fact.
export function when(f: { from?: string; to?: string }): string {
  if (f.from === f.to) {
    return f.from ?? "";
  }
  return !f.to ? "since " + f.from : !f.from ? "until " + f.to : `${f.from} to ${f.to}`;
}

// Types that read the same from both ends.
export const symmetric = (type: string): boolean => type === "MET_WITH" || type === "COOPERATES_WITH";
