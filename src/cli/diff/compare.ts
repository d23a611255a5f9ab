import { compareSnapshots } from "../../diff/compare.ts";
import type { Comparison } from "../../diff/report.ts";
import type { Context } from "../context.ts";
import { startProgress } from "../progress.ts";
import { costOf, filesOf, takeSnapshots, type Version } from "./versions.ts";

/** Both versions compiled and compared. */
export function compare(context: Context, base: Version, head: Version): Comparison {
  const progress = startProgress(context, "comparing");
  const [before, after] = takeSnapshots(context, base, head, (name) => progress.step(name));
  progress.end();
  return {
    base: base.words,
    head: head.words,
    changes: compareSnapshots(before, after),
    slos: after.slos,
    files: filesOf(before, after),
    cost: costOf(before, after),
    broken: { base: before.errors, head: after.errors },
  };
}
