import { humanDuration } from "../../../model/quantity/duration.ts";
import type { UnixSeconds } from "../../../model/quantity/units.ts";
import type { Origin } from "../../../model/origin.ts";
import { defineRule } from "../../rule.ts";

/** Time so long ago that no window holds it takes nothing out of anything; most often its year is mistaken. */
export const pastExclusion = defineRule({
  name: "past-exclusion",
  severity: "warning",
  summary: "planned work and corrections lie in the window of an SLO, or in the future",
  check({ slos, maintenance }, report, { today }) {
    if (today === undefined) return;
    const now = Date.parse(`${today}T00:00:00Z`) / 1000;
    const judge = (what: string, to: UnixSeconds, origin: Origin, windows: readonly number[]) => {
      const reach = Math.max(0, ...windows);
      if (windows.length === 0 || to + reach >= now) return;
      const ended = new Date(to * 1000).toISOString().slice(0, 10);
      const isOtherYear = ended.slice(0, 4) !== today.slice(0, 4);
      report(origin, {
        title: `${what} ended on ${ended}, and no window reaches back to it`,
        help: `take it out: windows reach back ${humanDuration(reach)}${isOtherYear ? "; or is the year right?" : ""}`,
      });
    };
    const lengths = slos.map(({ window }) => (window.kind === "rolling" ? window.length : window.longest));
    for (const one of maintenance)
      if (one.kind === "once") judge(`maintenance \`${one.name}\``, one.to, one.origin, lengths);
    // one correction may be of several SLOs, of which the longest window counts
    const corrections = new Map(slos.flatMap((slo) => slo.corrections.map((one) => [one.name, one] as const)));
    for (const one of corrections.values()) {
      const windows = lengths.filter((_, at) => slos[at]!.corrections.some(({ name }) => name === one.name));
      judge(`correction \`${one.name}\``, one.to, one.origin, windows);
    }
  },
});
