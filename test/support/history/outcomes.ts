/** What a server answers to the queries of dashboards, and what is wrong with it. */
import { eachOf } from "../each-of.ts";
import type { DashboardQuery } from "../dashboards.ts";
import type { Prometheus } from "../prometheus.ts";

export interface Outcome {
  readonly query: DashboardQuery;
  /** Series with at least one number; of a query in another language, absent. */
  readonly rows?: number;
  /** Names of labels that some row has. */
  readonly labels: ReadonlySet<string>;
  readonly error?: string;
}

type Answer = Pick<Outcome, "rows" | "labels" | "error">;

/** @param end Unix time at which the dashboards are opened */
export async function outcomesOf(
  queries: readonly DashboardQuery[],
  prometheus: Prometheus,
  end: number,
): Promise<readonly Outcome[]> {
  // Dashboards of several environments ask the same, each with the other's values.
  const keyOf = ({ source, kind, ref, text, form, range, step, shift }: DashboardQuery) =>
    JSON.stringify([source, kind, kind === "variable" ? ref : "", text, form, range, step, shift]);
  const answers = new Map<string, Answer>();
  await eachOf([...new Map(queries.map((query) => [keyOf(query), query])).values()], 3, async (query) => {
    answers.set(keyOf(query), await answerTo(query, prometheus, end));
  });
  return queries.map((query) => ({ query, ...answers.get(keyOf(query))! }));
}

async function answerTo(query: DashboardQuery, prometheus: Prometheus, end: number): Promise<Answer> {
  const { source, text, form, range, step, shift, kind, ref } = query;
  if (source !== "prometheus") {
    const error = faultIn(source, text);
    return { labels: new Set(), ...(error !== undefined && { error }) };
  }
  const to = end - shift;
  try {
    if (kind === "variable") {
      const values = await prometheus.labelValues(ref, text, to - range, to);
      return { rows: values.length, labels: new Set([ref]) };
    }
    // Grafana puts the ends of a range on whole multiples of the step.
    const last = Math.floor(to / step) * step;
    const rows =
      form === "instant"
        ? (await prometheus.query(text, to)).map(({ labels, value }) => ({ labels, points: [[to, value] as const] }))
        : await prometheus.queryRange({ expr: text, from: last - Math.ceil(range / step) * step, to: last, step });
    const told = rows.filter(({ points }) => points.some(([, value]) => !Number.isNaN(value)));
    // Grafana gives the buckets of a native histogram their bounds as `le`.
    const names = told.flatMap(({ labels, ...row }) => [
      ...Object.keys(labels),
      ...("isHistogram" in row && row.isHistogram === true ? ["le"] : []),
    ]);
    return { rows: told.length, labels: new Set(names) };
  } catch (error) {
    return { labels: new Set(), error: (error as Error).message };
  }
}

/**
 * What is wrong, in one line and a second one for the reason: errors; queries without data whose panel does not say that there may be none; labels in
 * a legend that nothing in the dashboard or in the same panel of another one has.
 */
export function faultsOf(outcomes: readonly Outcome[]): readonly string[] {
  const labels = new Map<string, Set<string>>();
  // Seen in the dashboard, or in what is the same panel of another one.
  const placesOf = ({ dashboard, where, ref }: DashboardQuery) => [dashboard, JSON.stringify([where, ref])];
  for (const { query, labels: some } of outcomes)
    for (const place of placesOf(query)) labels.set(place, new Set([...(labels.get(place) ?? []), ...some]));
  return outcomes.flatMap(({ query, rows, error }) => {
    const { dashboard, where, kind, ref, text, scope, noValue, legend = "" } = query;
    const place = [dashboard, where, `${kind} ${ref}`, scope, inOneLine(text)].join(" | ");
    if (error !== undefined) return [`${place}\n    ${inOneLine(error)}`];
    if (rows === undefined) return [];
    if (rows === 0) return noValue !== undefined || kind === "annotation" ? [] : [`${place}\n    no data`];
    const named = [...legend.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map(([, label]) => label!);
    const strange = named.filter((label) => placesOf(query).every((one) => !labels.get(one)!.has(label)));
    return strange.length === 0 ? [] : [`${place}\n    nothing has the label ${strange.join(", ")} of its legend`];
  });
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Queries for logs and traces can't be asked of anything here: quotes and brackets close, and there is something in them. */
function faultIn(source: string, text: string): string | undefined {
  const open: string[] = [];
  const closes: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]" };
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quote !== undefined) {
      if (character === "\\" && quote !== "`") at++;
      else if (character === quote) quote = undefined;
    } else if (character === '"' || (character === "`" && source !== "elasticsearch")) quote = character;
    else if (closes[character] !== undefined) open.push(closes[character]);
    else if ("})]".includes(character) && open.pop() !== character) return `a \`${character}\` that opens nowhere`;
  }
  if (quote !== undefined) return "a quote that is not closed";
  if (open.length > 0) return `\`${open.at(-1)}\` is missing`;
  if (source === "loki" && !/^\s*[\w(\s]*\{[^}]*[=~]/.test(text)) return "no stream selector with a matcher";
  return text.trim() === "" ? "an empty query" : undefined;
}
