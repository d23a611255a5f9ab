import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { formatDuration, parseDuration } from "../../model/quantity/duration.ts";
import { parsePercentage } from "../../model/quantity/percentage.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import type { Slices } from "../../model/service.ts";
import { diagnostic } from "../diagnostics.ts";
import { find, type Node } from "../layers/lay.ts";
import { placeOf } from "../place.ts";

const day: Seconds = 86400;
const usualLength = "5m";

/** What slices must fit into: steps that they are made of, and days and windows that are made of them. */
export interface SlicesInput {
  readonly slo: string;
  readonly step: Seconds;
  /** Seconds of the SLO's window; of a calendar's, which are whole days, nothing. */
  readonly window?: Seconds;
  readonly report: (found: Diagnostic) => void;
}

/** The slices of an SLO; undefined when they cannot be, which was reported. */
export function readSlices(node: Node, input: SlicesInput): Slices | undefined {
  const ofNode = find(node, "of");
  const of = parseDuration(String(ofNode?.value ?? usualLength));
  const atLeastNode = find(node, "atLeast");
  const atLeast = atLeastNode === undefined ? undefined : parsePercentage(String(atLeastNode.value));
  // What is out of range or no such value was reported where it stands.
  if (!of.ok || of.value <= 0 || atLeast?.ok === false) return undefined;
  if (atLeast && (atLeast.value.numerator <= 0n || atLeast.value.compare(Decimal.of(1)) > 0)) return undefined;
  const misfit = misfitOf(of.value, input);
  if (misfit !== undefined) {
    const { span, labels } = placeOf((ofNode ?? node).source);
    const facts = { slo: input.slo, of: formatDuration(of.value), ...misfit };
    input.report(diagnostic("slices-do-not-divide", facts, span, { labels, help: helpFor(of.value, input) }));
    return undefined;
  }
  const { layer, pointer } = node.source;
  return { of: of.value, ...(atLeast && { atLeast: atLeast.value }), origin: layer.originOf(pointer, "key") };
}

/** What the slices do not fit, and the division that shows it. */
function misfitOf(
  of: Seconds,
  { step, window }: Pick<SlicesInput, "step" | "window">,
): { readonly what: string; readonly division: string } | undefined {
  const divided = (whole: Seconds, part: Seconds) => `${whole}s ÷ ${part}s = ${quotient(whole, part)}`;
  if (of % step !== 0)
    return { what: `are no whole number of steps of ${formatDuration(step)}`, division: divided(of, step) };
  if (day % of !== 0) return { what: "do not divide a day", division: divided(day, of) };
  if (window !== undefined && window % of !== 0)
    return { what: `do not divide the window of ${formatDuration(window)}`, division: divided(window, of) };
  return undefined;
}

function quotient(whole: Seconds, part: Seconds): string {
  return Decimal.of(Math.round(whole * 1000), Math.round(part * 1000)).toString(3);
}

/** The nearest lengths that fit, a shorter and a longer one. */
function helpFor(of: Seconds, input: SlicesInput): string {
  const fitting = Array.from({ length: day / input.step }, (_, at) => (at + 1) * input.step).filter(
    (length) => misfitOf(length, input) === undefined,
  );
  const near = [fitting.findLast((length) => length < of), fitting.find((length) => length > of)]
    .filter((length) => length !== undefined)
    .map((length) => `\`${formatDuration(length)}\``);
  return near.length === 0 ? "choose another window: slices divide both it and a day" : `write ${near.join(" or ")}`;
}
