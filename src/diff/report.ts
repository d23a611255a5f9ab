/** A comparison as people and programs read it. */
import { linesOf } from "../diagnostics/position.ts";
import type { Change } from "./compare.ts";
import { counted } from "../util/counted.ts";
import { measuredJson, measuredText, type Measured, warningsOf } from "./measured.ts";
import { measuredMarkdown } from "./measured-markdown.ts";
import { type Risk, risks } from "./risks.ts";

export interface Comparison {
  /** What was compared, in the words of the one who asked. */
  readonly base: string;
  readonly head: string;
  readonly changes: readonly Change[];
  /** SLOs of the new version, over all environments. */
  readonly slos: number;
  /** Files of each target that would be added, changed and removed. */
  readonly files: readonly {
    readonly target: string;
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
  }[];
  /** What Prometheus gets more, or less. */
  readonly cost: { readonly series: number; readonly alerting: number; readonly samples: number };
  /** Findings that one of the versions cannot be compiled with. */
  readonly broken: { readonly base: number; readonly head: number };
  /** What the change would have come to; absent where no server was named. */
  readonly measured?: Measured;
}

/** How many changes of each risk there are. */
function countRisks(changes: readonly Change[]): Readonly<Record<Risk, number>> {
  return Object.fromEntries(
    risks.map((risk) => [risk, changes.filter((change) => change.risk === risk).length]),
  ) as Record<Risk, number>;
}

const headings: Readonly<Record<Risk, string>> = {
  breaking: "Breaking",
  high: "Users are protected less",
  medium: "Wakes people differently, or counts differently",
  low: "Besides",
};

/** Changes that are alike but for their subject, such as those of one line that services share: one entry. */
interface Entry extends Change {
  readonly subjects: readonly string[];
}

function entriesOf(changes: readonly Change[]): readonly Entry[] {
  const byWords = new Map<string, Change & { subjects: string[] }>();
  for (const change of changes) {
    const { span: _, subject, ...words } = change;
    const key = JSON.stringify(words);
    const known = byWords.get(key);
    if (known === undefined) byWords.set(key, { ...change, subjects: [subject] });
    else known.subjects.push(subject);
  }
  return [...byWords.values()];
}

/** So many subjects of one entry are named; the rest is counted. */
const mostSubjects = 6;

/** `checkout/availability, checkout/latency and 8 more  (production)`. */
function subjectsOf({ subjects, environments }: Entry): string {
  const rest = subjects.length - mostSubjects;
  const names = rest > 0 ? `${subjects.slice(0, mostSubjects).join(", ")} and ${rest} more` : subjects.join(", ");
  return environments.length === 0 ? names : `${names}  (${environments.join(", ")})`;
}

function placeOf({ span, subjects }: Entry, show: (path: string) => string): string {
  const place = `${show(span.file.path)}:${linesOf(span.file.text).positionOf(span.start).line}`;
  return subjects.length === 1 ? place : `${place} …`;
}

const signs = { added: "+", removed: "-", changed: "~" } as const;

/** So many entries of the lowest risk are listed, unless all are wanted; the rest is counted. */
const mostLow = 12;

/**
 * @param show a path as seen from the working folder
 * @param all  whether changes of little risk are listed, however many there are
 */
export function comparisonText(
  comparison: Comparison,
  {
    show,
    paint,
    all,
  }: {
    readonly show: (path: string) => string;
    readonly paint: (risk: Risk, text: string) => string;
    readonly all: boolean;
  },
): string {
  const { changes, measured } = comparison;
  const lines: string[] = [];
  const warnings = measured === undefined ? [] : warningsOf(measured);
  if (warnings.length > 0)
    lines.push(paint("breaking", "Look at this first"), ...warnings.map((text) => `  ! ${text}`), "");
  for (const risk of risks) {
    const entries = entriesOf(changes.filter((change) => change.risk === risk));
    if (entries.length === 0) continue;
    const own = risk === "low" && !all ? entries.slice(0, mostLow) : entries;
    lines.push(paint(risk, headings[risk]));
    let subject = "";
    for (const entry of own) {
      const heading = subjectsOf(entry);
      if (heading !== subject) lines.push(`  ${heading.padEnd(44)}  ${placeOf(entry, show)}`);
      subject = heading;
      const words = [entry.what.padEnd(18), valuesOf(entry), entry.meaning ?? ""];
      lines.push(`    ${signs[entry.kind]} ${words.filter((part) => part.trim() !== "").join("  ")}`);
    }
    if (own.length < entries.length)
      lines.push(`  and ${counted(countOf(entries.slice(own.length)), "change")} more; \`--verbose\` lists them`);
    lines.push("");
  }
  if (measured !== undefined) {
    const [heading = "", ...rest] = measuredText(measured);
    lines.push(paint("low", heading), ...rest, "");
  }
  return `${[...lines, ...tailOf(comparison)].join("\n")}\n`;
}

function valuesOf({ before, after }: Change): string {
  if (before === undefined) return after ?? "";
  return after === undefined ? before : `${before} → ${after}`;
}

function tailOf({ files, cost, changes, broken }: Comparison): readonly string[] {
  const counts = countRisks(changes);
  const some = risks.filter((risk) => counts[risk] > 0).map((risk) => `${counts[risk]} ${risk}`);
  // of a version with errors some files are not made: counting them would blame the change
  const isWhole = broken.base + broken.head === 0;
  return [
    ...(isWhole ? files : []).map(
      ({ target, added, changed, removed }) =>
        `generated/${target}: ${added} added, ${changed} changed, ${removed} removed`,
    ),
    ...(isWhole ? costWords(cost) : []),
    ...(broken.base > 0
      ? [`the old version has ${counted(broken.base, "error")}: what they hide is not compared`]
      : []),
    ...(broken.head > 0
      ? [
          `the new version has ${counted(broken.head, "error")} (\`tocsin check\` shows them): what they hide is not compared`,
        ]
      : []),
    some.length === 0
      ? "no change of what is promised, watched or told"
      : `${counted(changes.length, "change")}: ${some.join(", ")}`,
  ];
}

function costWords({ series, alerting, samples }: Comparison["cost"]): readonly string[] {
  const words = [
    ...(series === 0 ? [] : [`${signed(series)} recorded series for each group`]),
    ...(alerting === 0 ? [] : [`${signed(alerting)} alerting rules`]),
    ...(Math.abs(samples) < 0.05
      ? []
      : [`${signed(Number(samples.toPrecision(2)))} samples a second read, of one series for each selector`]),
  ];
  return words.length === 0 ? [] : [`Prometheus: ${words.join(", ")}`];
}

function signed(number: number): string {
  return `${number > 0 ? "+" : "−"}${Math.abs(number)}`;
}

/** For a comment in a pull request: the verdict, a table of what matters, the rest folded. At most 60,000 characters. */
export function comparisonMarkdown(
  comparison: Comparison,
  { show }: { readonly show: (path: string) => string },
): string {
  const { changes } = comparison;
  const counts = countRisks(changes);
  const verdict =
    changes.length === 0
      ? "nothing that is promised, watched or told changes"
      : risks
          .filter((risk) => counts[risk] > 0)
          .map((risk) => (risk === "breaking" ? `**${counts[risk]} breaking**` : `${counts[risk]} ${risk}`))
          .join(", ");
  const measured = measuredMarkdown(comparison.measured, changes.length > 0, cell);
  const head = ["### tocsin: " + verdict, "", ...measured.first];
  const significant = entriesOf(changes.filter(({ risk }) => risk !== "low"));
  const rest = entriesOf(changes.filter(({ risk }) => risk === "low"));
  const table = (some: readonly Entry[]) =>
    some.length === 0
      ? []
      : [
          "| | what | change | means |",
          "| --- | --- | --- | --- |",
          ...some.map((entry) => {
            const mark = entry.risk === "breaking" ? "⛔" : entry.risk === "high" ? "⚠️" : "";
            const what = [entry.what, valuesOf(entry)].filter((part) => part !== "").join(": ");
            return `| ${mark} | ${cell(subjectsOf(entry))}<br><sub>${cell(placeOf(entry, show))}</sub> | ${cell(what)} | ${cell(entry.meaning ?? "")} |`;
          }),
          "",
        ];
  const folded = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`<details><summary>${title}</summary>`, "", ...lines, "</details>", ""];
  const tail = tailOf(comparison)
    .slice(0, -1)
    .map((line) => `- ${cell(line)}`);
  const build = (main: readonly Entry[], low: readonly Entry[], cut: number) =>
    [
      ...head,
      ...table(main),
      ...folded(`${counted(countOf(low), "change")} besides`, table(low)),
      ...measured.rest,
      ...folded("Generated files and cost", tail),
      ...(cut > 0 ? [`${counted(cut, "more change")} did not fit: \`tocsin diff\` shows them all.`, ""] : []),
    ].join("\n");
  for (let shown = significant.length + rest.length; ; shown = Math.floor(shown / 2)) {
    const main = significant.slice(0, shown);
    const low = rest.slice(0, Math.max(0, shown - significant.length));
    const text = build(main, low, changes.length - countOf(main) - countOf(low));
    if (text.length <= mostCharacters || shown === 0) return text;
  }
}

function countOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { subjects }) => sum + subjects.length, 0);
}

const mostCharacters = 60_000;

/** A text of a spec in a cell of a table: nothing in it is Markdown, HTML, a mention or a reference. */
function cell(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[<>&@#]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\\`*_[\]|~]/g, "\\$&");
}

/** For programs: `schemas/output/diff.schema.json`. */
export function comparisonJson(comparison: Comparison, { show }: { readonly show: (path: string) => string }): string {
  const { base, head, changes, slos, files, cost, broken, measured } = comparison;
  const plain = changes.map(({ span, ...change }) => ({
    ...change,
    file: show(span.file.path),
    line: linesOf(span.file.text).positionOf(span.start).line,
  }));
  const value = {
    formatVersion: 1,
    base,
    head,
    changes: plain,
    counts: countRisks(changes),
    slos,
    files,
    cost,
    broken,
    ...(measured && { measured: measuredJson(measured) }),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
