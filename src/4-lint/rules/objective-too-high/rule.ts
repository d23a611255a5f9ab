import { Decimal } from "../../../model/quantity/decimal.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import { countedWords, isMeanOfSlices } from "../../../model/slo/forms.ts";
import { effectiveStep, sliceOf } from "../../../model/slo/windows.ts";
import type { Service, Slo } from "../../../model/service.ts";
import { eventsPerSecond, isTraffic } from "../../pace.ts";
import { type Finding, defineRule } from "../../rule.ts";
import { exact, list, percent, percentAtMost, rounded } from "../../words.ts";

const one = Decimal.of(1);
const two = Decimal.of(2);

/**
 * Two ways in which an objective asks for more than can be told:
 * by traffic, when half of the budget or more is gone before an alert may fire (it waits for `minimumErrors` bad events);
 * by time, when a full outage spends the budget before the first evaluation that can see it (one scrape and one step later).
 */
export const objectiveTooHigh = defineRule({
  name: "objective-too-high",
  severity: "warning",
  summary: "the budget is large enough to be measured at this traffic and scrape interval",
  check(service, report, { workspace }) {
    for (const slo of service.slos) {
      const finding =
        (sliceOf(slo) === undefined ? byTraffic(service, slo, workspace.targets.prometheus.step) : bySlices(slo)) ??
        byTime(service, slo, workspace.targets.prometheus.step);
      if (finding !== undefined) report(slo.objectiveOrigin, finding);
    }
  },
});

function byTraffic(service: Service, slo: Slo, step: Seconds): Finding | undefined {
  const traffic = eventsPerSecond(service, slo, step);
  if (traffic === undefined || slo.kind === "composite") return undefined;
  const events = traffic.multiply(exact(slo.window.length));
  const allowed = events.multiply(slo.budget);
  // Without alerts nothing waits: then a budget of one event is the least that can be kept.
  const needed = slo.burns.length > 0 ? Decimal.of(slo.minimumErrors).multiply(two) : one;
  if (allowed.compare(needed) >= 0) return undefined;
  const window = formatDuration(slo.window.length);
  const waits = slo.burns.length > 0 ? `, and its alerts wait for ${slo.minimumErrors}` : "";
  const lower = needed.compare(events) < 0 ? `at most ${percentAtMost(one.subtract(needed.divide(events)))}, ` : "";
  return {
    title: `\`${slo.id}\` allows ${rounded(allowed, 2)} bad ${countedWords(slo)} in ${window} (${rounded(events, 0)} × ${percent(slo.budget)})${waits}`,
    labels: isTraffic(slo)
      ? [{ span: service.resolved.originOf("/traffic").span, text: `${rounded(events, 0)} events in ${window}` }]
      : [],
    help: `choose an objective of ${lower}or a longer \`window\`${isTraffic(slo) ? "; with such traffic a probe that asks at a steady pace gives a surer SLI" : ""}`,
  };
}

/** Slices are few, and a bad one is a large part of the budget. */
function bySlices(slo: Slo): Finding | undefined {
  const of = sliceOf(slo)!;
  const slices = exact(slo.window.length).divide(exact(of));
  const allowed = slices.multiply(slo.budget);
  const waits = slo.burns.length > 0 && !isMeanOfSlices(slo);
  const needed = waits ? Decimal.of(slo.minimumErrors).multiply(two) : one;
  if (allowed.compare(needed) >= 0) return undefined;
  const window = formatDuration(slo.window.length);
  const lower =
    needed.compare(slices) < 0 ? `an objective of at most ${percentAtMost(one.subtract(needed.divide(slices)))}, ` : "";
  return {
    title: `\`${slo.id}\` allows ${rounded(allowed, 2)} bad slices of ${formatDuration(of)} in ${window} (${rounded(slices, 0)} × ${percent(slo.budget)})${waits ? `, and its alerts wait for ${slo.minimumErrors}` : ""}`,
    help: `choose ${lower}shorter slices or a longer \`window\``,
  };
}

function byTime(service: Service, slo: Slo, step: Seconds): Finding | undefined {
  const { interval } = service.metrics;
  const evaluated = effectiveStep(step, interval);
  const blind = interval + evaluated;
  const allowed = slo.budget.multiply(exact(slo.window.length));
  if (allowed.compare(exact(blind)) >= 0) return undefined;
  const window = formatDuration(slo.window.length);
  const limit = one.subtract(exact(blind).divide(exact(slo.window.length)));
  const ways = [`choose an objective of at most ${percentAtMost(limit)}`, "a longer `window`"];
  if (interval > step) ways.push("scrape more often: `metrics: { interval: … }`");
  return {
    title: `\`${slo.id}\` allows ${rounded(allowed, 1)}s of outage in ${window} (${percent(slo.budget)}), and one is seen up to ${blind}s late`,
    help: `${list(ways, "or")}; ${interval}s between scrapes and ${evaluated}s between evaluations pass before an outage is measured`,
  };
}
