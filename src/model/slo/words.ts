/** What an SLO is about, in words of a sentence: "5% of events slower than 300ms", "2% of the time older than 15m". */
import { formatDuration } from "../quantity/duration.ts";
import { countedWords } from "./forms.ts";
import type { Signal, Sli, Slo } from "../service.ts";

/** What shares are shares of: what is counted; steps are time. */
export function ofWhat(slo: Slo): string {
  const counted = countedWords(slo);
  return counted === "steps" ? "the time" : counted;
}

/** What a share of bad is a share of, and what is bad about it: `events slower than 300ms`. */
export function badOnes(slo: Slo): string {
  // of slices each is good or bad by what its events came to
  if (slo.kind !== "sli" || slo.slices !== undefined) return `${ofWhat(slo)} bad`;
  // of a ratio each step is a share of events that somebody else has counted
  return slo.sli.signal.kind === "ratio" ? "events bad" : `${ofWhat(slo)} ${badWord(slo.sli.signal)}`;
}

function badWord(signal: Signal): string {
  const because = badBecause(signal);
  if (signal.kind !== "gauge") return because;
  // a number alone does not say of what
  const [name, ...others] = new Set(signal.gauge.map((one) => one.name));
  return name === undefined || others.length > 0 ? because : `with ${name} ${because}`;
}

function badBecause(signal: Signal): string {
  switch (signal.kind) {
    case "histogram":
      return `slower than ${formatDuration(signal.threshold)}`;
    case "gauge":
      return `${signal.bad.op === "<" ? "below" : "above"} ${signal.bad.limit.toString()}`;
    case "throughput":
      return `below ${signal.written}`;
    case "freshness":
      return `older than ${formatDuration(signal.maxAge)}`;
    default:
      return "bad";
  }
}

/** What an SLI counts as one, and which of them are bad. */
export function eventInWords({ signal }: Sli): string {
  const gone = "once its source was seen and is gone, all are bad for";
  switch (signal.kind) {
    case "gauge":
      return `each series at each step, bad while ${badBecause(signal)}; ${gone} an hour`;
    case "throughput":
      return `steps, bad while ${badBecause(signal)}; ${gone} an hour`;
    case "freshness":
      return `steps, bad while the newest data is ${badBecause(signal)}; ${gone} a week`;
    case "ratio":
      return "steps of which a share is bad: each weighs the same whatever the traffic, and no minimum of errors applies";
    case "histogram":
      return `observations, bad when ${badBecause(signal)}`;
    default:
      return "events, as its sources count them";
  }
}

/** A number of events for people, to three figures. */
export function countInWords(events: number): string {
  const rounded = events >= 1000 ? Math.round(events) : Number(events.toPrecision(3));
  return String(rounded).replace(/\B(?=(\d{3})+(?!\d)(?!.*\.))/g, ",");
}
