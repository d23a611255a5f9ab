import { binary, number, selector } from "../../../model/promql/build.ts";
import type { Expr, Matcher, Selector } from "../../../model/promql/ast.ts";
import { printExpr } from "../../../model/promql/print.ts";
import type { Decimal } from "../../../model/quantity/decimal.ts";
import type { Signal, Sli, SliSlo } from "../../../model/service.ts";
import { errorRatioName, recorded } from "../../../model/slo/names.ts";
import { shortestWindow } from "../../../model/slo/windows.ts";
import { colors, type Panel, type Threshold } from "../panel.ts";
import {
  about,
  chosen,
  type Context,
  countedBy,
  inWords,
  labelsOf,
  largest,
  legendOf,
  ofGroups,
  ofWhole,
  perSecond,
  query,
  rateOf,
  rawRate,
  slisOf,
  sloOf,
  sourcesOf,
  titled,
} from "./subject.ts";
import { traceLinks } from "./traces.ts";
import { rateUnit } from "./unit.ts";

/** How much the service does, and how much of it fails: of each SLI one line of panels, and one by its groups. */
export function traffic(context: Context): readonly Panel[] {
  const shown = new Set<string>();
  const slis = slisOf(context.service);
  const isTimed = ({ signal }: Sli) => signal.kind === "histogram";
  return [...slis.filter((sli) => !isTimed(sli)), ...slis.filter(isTimed)].flatMap((sli) => {
    const [rate, errors] = [rates(context, sli, shown), failures(context, sli)];
    const line = (panels: readonly Part[]) => panels.map((panel): Panel => ({ ...panel, width: 24 / panels.length }));
    return [
      ...line([...rate.whole, ...errors.whole, ...rate.outcome]),
      ...line([...rate.ofGroups, ...errors.ofGroups]),
    ];
  });
}

type Part = Omit<Extract<Panel, { readonly kind: "timeseries" }>, "width">;
interface Parts {
  readonly whole: readonly Part[];
  readonly outcome: readonly Part[];
  readonly ofGroups: readonly Part[];
}
const none: Parts = { whole: [], outcome: [], ofGroups: [] };

/** Events a second of an SLI that counts them, unless another one counts the same or a latency is that of what is counted already. */
function rates(context: Context, sli: Sli, shown: Set<string>): Parts {
  const raw = rawRate(sli);
  if (raw === undefined) return none;
  const keys = [printExpr(raw), ...sourcesOf(sli).map(placeOf)];
  if (shown.has(keys[0]!) || (sli.signal.kind === "histogram" && keys.some((key) => shown.has(key)))) return none;
  for (const key of keys) shown.add(key);
  const slo = sloOf(context.service, sli);
  const what = countedBy(sourcesOf(sli));
  const shared = { kind: "timeseries", height: 8, unit: rateUnit(what), min: 0, origin: sli.origin } as const;
  const title = titled(`${what} a second`);
  const outcome = outcomeOf(sli.signal);
  const { groups } = sli;
  const of = slo === undefined ? "source" : "recorded";
  const ofChosen = () =>
    slo === undefined
      ? rawRate(sli, labelsOf(groups, "source"), (one) => chosen(context, one, groups))!
      : recordedRate(ofGroups(context, slo));
  return {
    whole: [
      {
        ...shared,
        key: `${sli.name}/rate`,
        title: about(title, sli),
        description: `All ${what} that the SLI “${sli.name}” counts. A fall without a reason may be an outage that gives no errors: users do not get through.`,
        queries: [
          query("A", slo === undefined ? raw : recordedRate(ofWhole(context.service, slo)), {
            legend: what,
            style: { color: colors.neutral, fill: 15 },
          }),
        ],
      },
    ],
    outcome:
      outcome === undefined
        ? []
        : [
            {
              ...shared,
              key: `${sli.name}/outcome`,
              title: about(`${title} by ${inWords(outcome)}`, sli),
              description: `The same by \`${outcome}\`, of which the ten most frequent: what kind of failure it is, and what else has changed.`,
              stacked: true,
              queries: [query("A", largest(rateOf(sourcesOf(sli), [outcome])), { legend: `{{${outcome}}}` })],
            },
          ],
    ofGroups:
      groups.length === 0
        ? []
        : [
            {
              ...shared,
              key: `${sli.name}/rate-by-group`,
              title: about(`${title} by ${groupWords(sli)}`, sli),
              description: `The same for each ${groupWords(sli)}, of which the ten largest: where traffic comes, or stays away. Choose some at the top.`,
              queries: [query("A", largest(ofChosen()), { legend: legendOf(labelsOf(groups, of)) })],
            },
          ],
  };
}

/** What a selector is fixed to: the target, mostly. */
function placeOf({ matchers }: Selector): string {
  const fixed = matchers.filter(({ op }) => op === "=").map(({ label, value }) => `${label}=${value}`);
  return `at ${fixed.sort().join("\n")}`;
}

/** As recorded for an SLO: a mean of five minutes. */
function recordedRate(matchers: readonly Matcher[]): Expr {
  return perSecond(selector(recorded.totalSum, matchers));
}

/** The label by which bad events, or good ones, are told from the others. */
function outcomeOf(signal: Signal): string | undefined {
  if (signal.kind !== "counters") return undefined;
  const { total, good = [], bad = [] } = signal;
  const all = total ?? [...good, ...bad];
  const names = new Set(all.map(({ name }) => name));
  const ofAll = (one: Matcher) => all.every(({ matchers }) => matchers.some((other) => isSame(one, other)));
  return [...bad, ...good]
    .filter(({ name }) => names.has(name))
    .flatMap(({ matchers }) => matchers.filter((one) => !ofAll(one)))
    .map(({ label }) => label)
    .at(0);
}

function isSame(one: Matcher, other: Matcher): boolean {
  return one.label === other.label && one.op === other.op && one.value === other.value;
}

function groupWords({ groups }: Sli): string {
  return groups.map(({ recorded: label }) => inWords(label)).join(" and ");
}

/** Share of bad events, with what the objective allows. */
function failures(context: Context, sli: Sli): Parts {
  const { service } = context;
  const { groups } = sli;
  const slo = sloOf(service, sli);
  const raw = rawErrors(sli);
  if (raw === undefined) return none;
  const shared = {
    kind: "timeseries",
    height: 8,
    unit: "percentunit",
    min: 0,
    links: traceLinks(context, "failed"),
    origin: sli.origin,
    ...(slo && ({ thresholds: allowed(slo.budget), thresholdsAs: "dashed" } as const)),
  } as const;
  const limit =
    slo === undefined
      ? ""
      : ` Above the dashed line the budget of the SLO “${slo.name}” is spent before its window ends.`;
  return {
    whole: [
      {
        ...shared,
        key: `${sli.name}/errors`,
        title: about("Share that fails", sli),
        description: `How many of a hundred are bad.${limit} Logs and traces say why.`,
        queries: [
          query("A", slo === undefined ? raw : recordedErrors(slo, ofWhole(service, slo)), {
            legend: "bad",
            style: { color: colors.page, fill: 15 },
          }),
        ],
      },
    ],
    outcome: [],
    ofGroups:
      groups.length === 0 || slo === undefined
        ? []
        : [
            {
              ...shared,
              key: `${sli.name}/errors-by-group`,
              title: about(`Share that fails by ${groupWords(sli)}`, sli),
              description: `The same for each ${groupWords(sli)}, of which the ten worst: where it is broken.${limit} Choose some at the top.`,
              queries: [
                query("A", largest(recordedErrors(slo, ofGroups(context, slo))), {
                  legend: legendOf(labelsOf(groups, "recorded")),
                }),
              ],
            },
          ],
  };
}

/** Share of bad events from the raw series, of an SLI that counts them or is told the share. */
function rawErrors(sli: Sli): Expr | undefined {
  const { signal } = sli;
  const total = rawRate(sli);
  switch (signal.kind) {
    case "ratio":
      return signal.errorRatio;
    case "counters":
      return shareOf(total!, signal.good && rateOf(signal.good), signal.bad && rateOf(signal.bad));
    case "expressions":
      return shareOf(total!, signal.good && perSecond(signal.good), signal.bad && perSecond(signal.bad));
    default:
      return undefined;
  }
}

/** Bad events that never happened have no series; of no events there is no share. */
function shareOf(total: Expr, good: Expr | undefined, bad: Expr | undefined): Expr {
  const some = binary(total, ">", number(0));
  if (bad === undefined) return binary(number(1), "-", binary(good!, "/", some));
  return binary(binary(bad, "or", binary(number(0), "*", total)), "/", some);
}

/** Share of bad events as recorded for an SLO over five minutes, also where slices of time are what it counts. */
export function recordedErrors(slo: SliSlo, matchers: readonly Matcher[]): Expr {
  if (slo.slices === undefined) return selector(errorRatioName(shortestWindow(slo)), matchers);
  const some = binary(selector(recorded.totalSum, matchers), ">", number(0));
  return binary(selector(recorded.errorsSum, matchers), "/", some);
}

/** A line from which on a budget is spent before its window ends. */
export function allowed(budget: Decimal): readonly Threshold[] {
  return [{ color: colors.good }, { from: budget.toNumber(), color: colors.page }];
}
