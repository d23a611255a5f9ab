/** What measured data say, in a comment: what must be seen first, a table of what was measured, what could not be. */
import { humanDuration } from "../model/quantity/duration.ts";
import {
  alertRows,
  alertWords,
  budgetWords,
  firedWords,
  goneWords,
  leftOf,
  type Measured,
  momentText,
  seenWords,
  warningsOf,
} from "./measured.ts";

/** Lines behind the verdict, and behind the changes. */
export interface MeasuredLines {
  readonly first: readonly string[];
  readonly rest: readonly string[];
}

/** Subjects and alerts that are listed; the rest is counted. */
const most = 50;

/** @param cell a text as it may stand in a table */
export function measuredMarkdown(
  measured: Measured | undefined,
  hasChanges: boolean,
  cell: (text: string) => string,
): MeasuredLines {
  if (measured === undefined) {
    const rest = hasChanges
      ? [
          "<sub>No Prometheus was named: the measured share of bad, what it spends of the old and of the new budget, and how often alerts would have fired are left out.</sub>",
          "",
        ]
      : [];
    return { first: [], rest };
  }
  const { subjects, from, to, environment } = measured;
  const span = humanDuration(to - from);
  const source = `${environment === undefined ? "" : `${environment}, `}${span} to ${momentText(to)} UTC`;
  const warnings = warningsOf(measured).map((text) => `- ⚠️ ${cell(text)}`);
  const rows = subjects.map((one) => {
    const notes = [seenWords(one, measured), ...leftOf(one).map((text) => `not measured: ${text}`)];
    const cells = [one.subject, budgetWords(one) ?? "", firedWords(one, "page") ?? "", firedWords(one, "ticket") ?? ""];
    return `| ${[...cells, notes.filter((text) => text !== undefined).join("; ")].map(cell).join(" | ")} |`;
  });
  const table = [
    `| measured (${cell(source)}) | budget | would have paged | tickets | data |`,
    "| --- | --- | --- | --- | --- |",
    ...rows.slice(0, most),
    "",
    ...(rows.length > most ? [`${rows.length - most} more were measured: \`tocsin diff\` shows them all.`, ""] : []),
  ];
  const alerts = subjects.flatMap((one) =>
    alertRows(one)
      .filter(({ base, head }) => (base?.fired.length ?? 0) + (head?.fired.length ?? 0) > 0)
      .map((row) => `- ${cell(`${one.subject}, ${row.words}: ${alertWords(row)}`)}`),
  );
  const times =
    alerts.length === 0
      ? []
      : [
          "<details><summary>When each alert would have fired</summary>",
          "",
          ...alerts.slice(0, most),
          ...(alerts.length > most ? [`- ${alerts.length - most} more`] : []),
          "",
          "</details>",
          "",
        ];
  const gone = goneWords(measured);
  return {
    first: [
      ...(warnings.length === 0 ? [] : [...warnings.slice(0, most), ""]),
      ...(rows.length === 0 ? [] : table),
      ...(gone.length === 0 ? [] : [...gone.map((text) => `- not measured: ${cell(text)}`), ""]),
    ],
    rest: times,
  };
}
