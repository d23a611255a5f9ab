/** Rows with their columns aligned, two blanks apart; a column with a number in it to the right. Lines have no blanks at their end. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = [];
  const numeric: boolean[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) {
      widths[at] = Math.max(widths[at] ?? 0, String(cell).length);
      numeric[at] = numeric[at] === true || typeof cell === "number";
    }
  }
  const pad = (cell: string | number, at: number) => {
    const width = widths[at] ?? 0;
    return numeric[at] === true ? String(cell).padStart(width) : String(cell).padEnd(width);
  };
  return rows.map((row) => `${row.map(pad).join("  ").trimEnd()}\n`).join("");
}

export { counted } from "../util/counted.ts";
