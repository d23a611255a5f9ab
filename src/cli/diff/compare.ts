import { compareSnapshots } from "../../diff/compare.ts";
import type { Comparison } from "../../diff/report.ts";
import type { Context } from "../context.ts";
import { startProgress } from "../progress.ts";
import { measure, measureRequest, type MeasureOptions } from "./measure.ts";
import { costOf, filesOf, takeSnapshots, type Version } from "./versions.ts";

/** Both versions compiled and compared, and what the change would have come to, where a Prometheus is named. */
export async function compare(
  context: Context,
  base: Version,
  head: Version,
  options: MeasureOptions,
): Promise<Comparison> {
  const request = measureRequest(context, options, [base, head]);
  const progress = startProgress(context, "comparing");
  const [before, after] = takeSnapshots(context, base, head, (name) => progress.step(name), request !== undefined);
  progress.end();
  const measured = request && (await measure(context, request, before, after));
  return {
    base: base.words,
    head: head.words,
    changes: compareSnapshots(before, after),
    slos: after.slos,
    files: filesOf(before, after),
    cost: costOf(before, after),
    broken: { base: before.errors, head: after.errors },
    ...(measured && { measured }),
  };
}
