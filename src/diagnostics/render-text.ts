import pc from "picocolors";
import { cellsOf, oneLine, type Cell } from "./cells.ts";
import type { Diagnostic, DiagnosticSeverity, Fix, SourceFile, Span } from "./diagnostic.ts";
import { type Lines, linesOf } from "./position.ts";
import { sortDiagnostics } from "./sort.ts";

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal; at least 40. Default 120. */
  readonly width?: number;
  /** How a path of a span is shown; default as it is. */
  readonly show?: (path: string) => string;
}

type Paint = (text: string) => string;
type Colors = ReturnType<typeof pc.createColors>;

/** One place to mark in a frame. */
interface Mark {
  readonly span: Span;
  readonly text: string;
  readonly sign: "^" | "-";
  readonly paint: Paint;
}

/**
 * Findings for people: title, place, the marked lines, help and fix. Sorted by file, offset and code; suppressed ones are left out.
 * Ends in a line feed unless there is nothing.
 */
export function renderText(
  diagnostics: readonly Diagnostic[],
  { color, width = 120, show = (path) => path }: TextOptions,
): string {
  const colors = pc.createColors(color);
  const render = frameRenderer(colors, Math.max(40, width), show);
  const explained = new Set<string>();
  return sortDiagnostics(diagnostics)
    .filter(({ suppressed }) => suppressed === undefined)
    .map((finding) => {
      const first = !explained.has(finding.code);
      explained.add(finding.code);
      return `${render(finding, first)}\n`;
    })
    .join("\n");
}

function frameRenderer(colors: Colors, width: number, show: (path: string) => string) {
  const paints: Readonly<Record<DiagnosticSeverity, Paint>> = {
    error: colors.red,
    warning: colors.yellow,
    info: colors.cyan,
  };
  const known = new Map<SourceFile, Lines>();
  const linesIn = (file: SourceFile): Lines => {
    const lines = known.get(file) ?? linesOf(file.text);
    known.set(file, lines);
    return lines;
  };
  const placeOf = ({ file, start }: Span): string => {
    const path = oneLine(show(file.path));
    if (file.text === "") return path;
    const { line, column } = linesIn(file).positionOf(start);
    return `${path}:${line}:${column}`;
  };

  return (finding: Diagnostic, explain: boolean): string => {
    const paint = paints[finding.severity];
    const marks = marksOf(finding, paint, colors.blue);
    const all = marks.map(({ span }) => linesIn(span.file).positionOf(span.start).line);
    const gutter = String(Math.max(...all)).length;
    const blank = " ".repeat(gutter);
    const bar = colors.blue("|");
    const out = [
      `${colors.bold(paint(`${finding.severity}[${finding.code}]`))}${colors.bold(`: ${oneLine(finding.title)}`)}`,
    ];

    for (const [index, group] of byFile(marks).entries()) {
      const [first] = group as [Mark];
      out.push(`${blank}${colors.blue(index === 0 ? "-->" : ":::")} ${placeOf(first.span)}`);
      if (first.span.file.text === "") continue;
      let previous: number | undefined;
      for (const { line, marks: here } of byLine(group, linesIn(first.span.file))) {
        if (previous !== undefined && line > previous + 1) out.push(colors.blue("..."));
        const shown = line !== previous;
        previous = line;
        for (const [at, mark] of here.entries()) {
          const [source, below] = drawLine(mark, line, linesIn(mark.span.file), width - gutter - 3);
          if (shown && at === 0) out.push(`${colors.blue(String(line).padStart(gutter))} ${bar} ${source}`.trimEnd());
          out.push(`${blank} ${bar} ${below}`.trimEnd());
        }
      }
    }
    const note = (word: string, text: string) => {
      const [head = "", ...rest] = text.split("\n").map(oneLine);
      out.push(
        `${blank} ${colors.blue("=")} ${colors.bold(`${word}:`)} ${head}`,
        ...rest.map((line) => `${blank}   ${line}`),
      );
    };
    if (finding.help !== undefined) note("help", finding.help);
    if (finding.fix !== undefined && !isSpeltOut(finding.fix, finding.help)) {
      note("fix", finding.fix.title);
      out.push(
        ...preview(finding.fix, linesIn).map(
          (line) => `${blank}   ${colors.green(`+ ${cutTo(line, width - gutter - 5)}`)}`,
        ),
      );
    }
    if (explain) out.push(`${blank} ${colors.blue("=")} ${colors.dim(`tocsin explain ${finding.code}`)}`);
    return out.join("\n");
  };
}

function marksOf({ span, note = "", labels = [] }: Diagnostic, own: Paint, other: Paint): readonly Mark[] {
  const rest = labels.map(({ span, text }): Mark => ({ span, text, sign: "-", paint: other }));
  return [{ span, text: note, sign: "^", paint: own }, ...rest];
}

/** The finding's own file first, the others in the order in which labels name them. */
function byFile(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    const { path } = mark.span.file;
    groups.set(path, [...(groups.get(path) ?? []), mark]);
  }
  return [...groups.values()];
}

function byLine(marks: readonly Mark[], lines: Lines): readonly { line: number; marks: readonly Mark[] }[] {
  const groups = new Map<number, Mark[]>();
  for (const mark of marks.toSorted((a, b) => a.span.start - b.span.start)) {
    const { line } = lines.positionOf(mark.span.start);
    groups.set(line, [...(groups.get(line) ?? []), mark]);
  }
  return [...groups].map(([line, marks]) => ({ line, marks }));
}

/** The source line and the line of carets below it, both cut to `width` columns around the mark. */
function drawLine(mark: Mark, line: number, lines: Lines, width: number): readonly [string, string] {
  const { file, start, end } = mark.span;
  const range = lines.rangeOf(line);
  const cells = cellsOf(file.text.slice(range.start, range.end));
  const columnAt = (offset: number) => columns(cells.filter(({ at }) => at < offset - range.start));
  const from = columnAt(start);
  const to = Math.max(from + 1, columnAt(Math.min(end, range.end)));
  const more = lines.positionOf(Math.max(start, end - 1)).line - line;
  const text = [oneLine(mark.text), more > 0 ? `(and ${more} more ${more === 1 ? "line" : "lines"})` : ""].filter(
    Boolean,
  );
  const view = cut(cells, from, width);
  const left = Math.max(0, from - view.dropped);
  const length = Math.max(1, Math.min(to - view.dropped, view.width) - left);
  return [view.text, `${" ".repeat(left)}${mark.paint([mark.sign.repeat(length), ...text].join(" "))}`];
}

interface View {
  readonly text: string;
  /** Columns to the left that are not shown, less the sign that says so. */
  readonly dropped: number;
  readonly width: number;
}

/** A part of a line that holds column `focus`, with `…` where something is left out. */
function cut(cells: readonly Cell[], focus: number, width: number): View {
  const whole = columns(cells);
  if (whole <= width) return { text: textOf(cells), dropped: 0, width: Math.max(whole, focus + 1) };
  const wanted = Math.max(0, Math.min(focus - Math.floor(width / 3), whole - width));
  let passed = 0;
  let first = 0;
  while (first < cells.length && passed < wanted) passed += (cells[first++] as Cell).width;
  let used = first === 0 ? 0 : 1;
  let last = first;
  while (last < cells.length && used + (cells[last] as Cell).width < width) used += (cells[last++] as Cell).width;
  const text = `${first === 0 ? "" : "…"}${textOf(cells.slice(first, last))}${last === cells.length ? "" : "…"}`;
  return { text, dropped: first === 0 ? 0 : passed - 1, width: used };
}

function cutTo(line: string, width: number): string {
  return cut(cellsOf(line), 0, width).text;
}

function columns(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

function textOf(cells: readonly Cell[]): string {
  return cells.map(({ text }) => text).join("");
}

/** "did you mean `objective`?" says all that "write `objective`" would. */
function isSpeltOut({ edits }: Fix, help: string | undefined): boolean {
  const [only, ...others] = edits;
  return only !== undefined && others.length === 0 && help !== undefined && help.includes(`\`${only.text}\``);
}

const maxPreview = 4;

/** The edited lines as they would be, when they are few and in one file. */
function preview({ edits }: Fix, linesIn: (file: SourceFile) => Lines): readonly string[] {
  const sorted = edits.toSorted((a, b) => a.span.start - b.span.start);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [];
  const { file } = first.span;
  if (sorted.some(({ span }) => span.file.path !== file.path)) return [];
  const lines = linesIn(file);
  const { start } = lines.rangeOf(lines.positionOf(first.span.start).line);
  const { end } = lines.rangeOf(lines.positionOf(last.span.end).line);
  let text = "";
  let at = start;
  for (const edit of sorted) {
    text += file.text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  const result = `${text}${file.text.slice(at, end)}`.split(/\r?\n/).filter((line) => line.trim() !== "");
  return result.length > maxPreview ? [...result.slice(0, maxPreview), "…"] : result;
}
