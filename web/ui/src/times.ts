// Days, months and years as numbers on a line.

export type Unit = "day" | "month" | "year";

const msPerDay = 86_400_000;

function parts(date: string): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function days(y: number, m: number, d: number): number {
  const at = new Date(0);
  at.setUTCFullYear(y, m - 1, d);
  return Math.round(at.getTime() / msPerDay);
}

// begin is the place of the first moment of a date (2023-10-26, 2023-10 or 2023).
export function begin(date: string, unit: Unit): number {
  const [y, m, d] = parts(date);
  return unit === "year" ? y : unit === "month" ? y * 12 + Math.max(1, m) - 1 : days(y, Math.max(1, m), Math.max(1, d));
}

// end is the place of its last moment.
export function end(date: string, unit: Unit): number {
  const [y, m, d] = parts(date);
  return unit === "year" ? y : unit === "month" ? y * 12 + (m || 12) - 1 : d ? days(y, m, d) : m ? days(y, m + 1, 0) : days(y, 12, 31);
}

// date is what stands at a place.
export function date(at: number, unit: Unit): string {
  const two = (n: number) => String(n).padStart(2, "0"), four = (n: number) => String(n).padStart(4, "0");
  if (unit === "day") {
    return new Date(at * msPerDay).toISOString().slice(0, 10);
  }
  return unit === "year" ? four(at) : `${four(Math.floor(at / 12))}-${two(at % 12 + 1)}`;
}

// unitFor is the finest unit of which few enough lie between two dates.
export function unitFor(first: string, last: string, most: number): Unit {
  const room = (u: Unit) => end(last, u) - begin(first, u) < most;
  return room("day") ? "day" : room("month") ? "month" : "year";
}
