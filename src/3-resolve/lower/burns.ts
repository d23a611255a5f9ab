import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { formatDuration, parseDuration } from "../../model/quantity/duration.ts";
import { parsePercentage } from "../../model/quantity/percentage.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import type { Origin } from "../../model/origin.ts";
import type { AlertSeverity, Slices } from "../../model/service.ts";
import { resolveBurn, type BurnChanges, type BurnOutcome, type BurnWindows } from "../../model/slo/burn.ts";
import { pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import { find, isMap, type Node } from "../layers/lay.ts";
import type { Source } from "../layers/layer.ts";
import { placeOf, placeOfOrigin } from "../place.ts";

export interface BurnInput {
  /** The whole service. */
  readonly root: Node;
  readonly step: Seconds;
  /** Where slices are counted in place of events. */
  readonly slices?: Slices;
  readonly report: (found: Diagnostic) => void;
}

const one = Decimal.of(1);

interface Burn {
  readonly spend?: Decimal;
  readonly burnRate?: Decimal;
  readonly within: Seconds;
  readonly short?: Seconds | null;
}

export interface BurnWindow {
  readonly length: Seconds;
  readonly node: Node;
}

/** A pair of windows, before it is an alert of somebody. */
export type BurnPair = BurnWindows & { readonly spend?: Decimal; readonly origin: Origin };

/** The pairs of one severity that can be told apart; what is wrong with others is reported. */
export function burnPairs(
  slo: string,
  severity: AlertSeverity,
  node: Node,
  window: BurnWindow,
  input: BurnInput,
): readonly BurnPair[] {
  const burns = find(node, "burns");
  if (burns === undefined || !Array.isArray(burns.value)) return [];
  const { layer, pointer } = burns.source;
  const taken = new Set<string>();
  return burns.value.flatMap((value, at) => {
    const burn = readBurn(value);
    const source = { layer, pointer: pointerTo(pointer, at) };
    const origin = layer.originOf(source.pointer);
    if (burn === undefined) return [];
    const usual = origin.from === "default";
    const asked = { ...burn, shrinks: usual };
    const outcome = unlessTaken(resolveBurn(asked, window.length, input.step, input.slices?.of), taken);
    if (outcome.ok) {
      const pair = { ...outcome.pair, ...(burn.spend && { spend: burn.spend }), origin };
      reportChanges(`${severity} ${formatDuration(burn.within)}`, slo, pair, outcome.changes, source, window, input);
      return [pair];
    }
    const facts = { pair: `${severity} ${formatDuration(burn.within)}`, slo, reason: outcome.reason };
    // A usual burn stands nowhere in the spec: the short window is what leaves it out.
    const { span, labels } =
      usual && input.slices ? placeOfOrigin(input.slices.origin) : placeOf(usual ? window.node.source : source);
    if (usual)
      input.report(
        diagnostic("burn-dropped", facts, span, {
          labels,
          help: `write \`burns\` that fit a window of ${formatDuration(window.length)}${input.slices ? `, of which each holds three slices of ${formatDuration(input.slices.of)}` : ""}`,
        }),
      );
    else
      input.report(
        diagnostic("burn-not-possible", facts, span, {
          labels,
          help: helpFor(outcome.why, window.length, input),
        }),
      );
    return [];
  });
}

type Outcome = BurnOutcome | { readonly ok: false; readonly why: "taken"; readonly reason: string };

/** Two alerts of one severity with the same windows would have the same labels. */
function unlessTaken(outcome: BurnOutcome, taken: Set<string>): Outcome {
  if (!outcome.ok) return outcome;
  const { long, short } = outcome.pair;
  const key = `${long}/${short}`;
  const windows = short === undefined ? formatDuration(long) : `${formatDuration(long)} and ${formatDuration(short)}`;
  if (taken.has(key)) return { ok: false, why: "taken", reason: `another one has the same windows, ${windows}` };
  taken.add(key);
  return outcome;
}

/** Says what a pair has become where it is not what was asked for; usual factors under 1 are known to become 1. */
function reportChanges(
  pair: string,
  slo: string,
  { long, short, origin }: BurnWindows & { readonly origin: Origin },
  { windows, factor }: BurnChanges,
  source: Source,
  window: { readonly length: Seconds },
  { root, step, slices, report }: BurnInput,
): void {
  const named = (one: Pick<BurnWindows, "long" | "short">) =>
    [one.long, ...(one.short === undefined ? [] : [one.short])].map(formatDuration).join(" and ");
  const isOwn = origin.from !== "default";
  if (windows !== undefined) {
    const units = slices === undefined ? `steps of ${formatDuration(step)}` : `slices of ${formatDuration(slices.of)}`;
    const reason = `${named({ long, ...(short !== undefined && { short }) })} in place of ${named(windows)}, since windows are whole ${units}, at least three of them`;
    const interval = find(root, "metrics", "interval")?.source ?? source;
    const { span, labels } = isOwn
      ? placeOf(source)
      : slices === undefined
        ? placeOf(interval)
        : placeOfOrigin(slices.origin);
    report(
      diagnostic("burn-changed", { pair, slo, reason }, span, {
        labels,
        help: "nothing has to be done; write `burns` with windows of your own for other ones",
      }),
    );
  }
  if (factor !== undefined && isOwn) {
    const { span, labels } = placeOf(source);
    const whole = formatDuration(window.length);
    const reason = `it burns ${factor.toString(4)} times as fast as the budget of ${whole} lasts, and would fire while the objective is kept: the factor is 1`;
    const least = Decimal.of(Math.round(long * 1000), Math.round(window.length * 1000)).multiply(Decimal.of(100));
    report(
      diagnostic("burn-changed", { pair, slo, reason }, span, {
        labels,
        help: `spend ${least.toString(2)}% or more within ${formatDuration(long)}, or write \`burnRate: 1\``,
      }),
    );
  }
}

function helpFor(
  why: Exclude<Outcome, { ok: true }>["why"],
  window: Seconds,
  { step, slices }: Pick<BurnInput, "step" | "slices">,
): string {
  switch (why) {
    case "longer-than-period":
      return `write a \`within\` of at most ${formatDuration(window)}`;
    case "taken":
      return "leave one of them out, or give it other windows";
    default:
      if (slices !== undefined)
        return `windows are whole multiples of a slice of ${formatDuration(slices.of)}, at least three of them; \`within\` is longer than \`short\``;
      return `windows are whole multiples of ${formatDuration(step)}, over 6h of 5m; \`within\` is longer than \`short\``;
  }
}

function readBurn(value: unknown): Burn | undefined {
  if (!isMap(value)) return undefined;
  const within = parseDuration(String(value["within"]));
  const spend = value["spend"] === undefined ? undefined : parsePercentage(String(value["spend"]));
  const short =
    value["short"] === undefined || value["short"] === null ? undefined : parseDuration(String(value["short"]));
  const burnRate = typeof value["burnRate"] === "number" ? Decimal.parse(String(value["burnRate"])) : undefined;
  // What is out of range or no such value was reported where it stands.
  if (!within.ok || within.value <= 0 || spend?.ok === false || short?.ok === false || short?.value === 0)
    return undefined;
  if (
    spend !== undefined
      ? spend.value.numerator <= 0n || spend.value.compare(one) > 0
      : burnRate === undefined || burnRate.compare(one) < 0
  )
    return undefined;
  return {
    within: within.value,
    ...(spend?.ok && { spend: spend.value }),
    ...(burnRate && { burnRate }),
    ...(value["short"] === null ? { short: null } : short?.ok && { short: short.value }),
  };
}
