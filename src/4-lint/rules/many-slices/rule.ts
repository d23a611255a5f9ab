import { formatDuration } from "../../../model/quantity/duration.ts";
import { overSlis } from "../../../model/slo/forms.ts";
import { bin } from "../../../model/slo/windows.ts";
import { defineRule } from "../../rule.ts";

/** The whole window is added up slice by slice every two minutes: slices shorter than five minutes make that the dearest query of the SLO. */
export const manySlices = defineRule({
  name: "many-slices",
  severity: "info",
  summary: "slices are as long as the sums of other windows, five minutes, or longer",
  check({ slos }, report) {
    for (const { id, slices, window } of overSlis(slos)) {
      if (slices === undefined || slices.of >= bin) continue;
      const samples = (of: number) => Math.round(window.length / of);
      report(slices.origin, {
        title: `\`${id}\` adds up ${samples(slices.of)} slices of ${formatDuration(slices.of)} for a window of ${formatDuration(window.length)}, and as many totals, every two minutes`,
        help: `slices of ${formatDuration(bin)} are ${samples(bin)}; keep the short ones where that much time matters`,
      });
    }
  },
});
