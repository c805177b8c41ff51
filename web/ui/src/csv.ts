// csv writes a table as RFC 4180 has it.
export function csv(table: (string | number)[][]): string {
  const cell = (c: string | number) => /[",\r\n]/.test(String(c)) ? `"${String(c).replaceAll('"', '""')}"` : String(c);
  return table.map((r) => r.map(cell).join(",") + "\r\n").join("");
}
