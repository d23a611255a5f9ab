import { eastAsianWidth } from "get-east-asian-width";

/** One character as a terminal shows it. */
export interface Cell {
  readonly text: string;
  /** Columns: 0, 1, 2, or more for what is spelt out. */
  readonly width: number;
  /** Offset of the character in the line. */
  readonly at: number;
}

const tabWidth = 4;
const combining = /[\p{Mn}\p{Me}\u200c\u200d]/u;
/** A spec is hostile text: what moves the cursor, colours or turns the direction of writing is spelt out. */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/** The characters of one line, tabs set to columns of four. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let at = 0;
  for (const character of line) {
    const text = character === "\t" ? " ".repeat(tabWidth - (column % tabWidth)) : printable(character);
    const width = widthOf(character, text);
    cells.push({ text, width, at });
    column += width;
    at += character.length;
  }
  return cells;
}

/** A text that may hold anything, on one line and without power over the terminal. */
export function oneLine(text: string): string {
  return Array.from(text, printable).join("");
}

function printable(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (combining.test(character) || !unprintable.test(character)) return character;
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}

function widthOf(character: string, text: string): number {
  if (text.length > character.length || character === "\t") return text.length;
  return combining.test(character) ? 0 : eastAsianWidth(character.codePointAt(0) as number);
}
