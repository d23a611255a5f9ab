import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Expressions } from "../../src/5-emit/prometheus/expressions.ts";
import { printYaml, type Yaml } from "../../src/5-emit/shared/yaml.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import { lowerSli, makeSlo, origin } from "../support/model.ts";
import { describeWith, promtoolRetries } from "../support/programs.ts";
import { printedBy } from "../support/process.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-corrections-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [minute, hour, day] = [60, 3600, 86400];
const bin = 5 * minute;

/** Two that overlap, one that is longer than the window, one of a single minute. */
const taken: readonly (readonly [number, number])[] = [
  [6 * hour + 130, 8 * hour + 20],
  [8 * hour - 600, 9 * hour],
  [day + 5 * hour, 2 * day + 11 * hour],
  [3 * day + 15 * hour, 3 * day + 15 * hour + minute],
];

/** Two steps after the end of a correction, and the two seconds that counters are read late. */
const tail = 2 * minute + 2;

/** Bins that hold some of a correction or of its tail, one by one. */
function isTaken(at: number): boolean {
  return taken.some(([from, to]) => {
    for (let second = at - bin + 1; second <= at; second++) if (second > from && second <= to + tail) return true;
    return false;
  });
}

for (const version of ["promtool-2", "promtool-3"] as const) {
  describeWith([version], `corrections of a rolling window, ${version}`, (paths) => {
    it(
      "leave what a sum over every bin leaves, while they enter, are in, and leave the window",
      { retry: promtoolRetries },
      async () => {
        const { sli } = lowerSli("requests", {
          type: "availability",
          prometheus: { total: "http_requests_total", bad: 'http_requests_total{code=~"5.."}' },
        });
        const slo = {
          ...makeSlo("shop", "requests", sli!, { objective: "99.9%", window: day }),
          corrections: taken.map(([from, to], at) => ({ name: `c${at}`, from, to, reason: "test", origin })),
        };
        const matchers = [{ label: "slo", op: "=", value: "requests" } as const];
        const expressions = new Expressions(slo, matchers, minute);
        const [errors, total] = (["errors", "total"] as const).map((of) =>
          printExpr(expressions.sumOver(of, day), { width: Infinity }),
        );
        const expr = `${errors} / (${total} > 0)`;
        const bins = Array.from({ length: (5 * day) / bin }, (_, at) => ({
          total: 1000 + ((at * 7919) % 977),
          errors: (at * 104729) % 31,
        }));
        const inWindow = (now: number) =>
          bins
            .map((one, at) => ({ ...one, at: at * bin }))
            .filter(({ at }) => at > now - day && at <= now && !isTaken(at));
        let absent = 0;
        const asked: Yaml[] = [];
        const ends = taken.flatMap(([, to]) =>
          [0, bin, 2 * bin].map((more) => Math.ceil((to + tail) / bin) * bin + more),
        );
        const times = Array.from({ length: 38 }, (_, at) => hour + at * 37 * bin);
        // a correction is taken out once it is over
        const isOver = (now: number) => !taken.some(([from, to]) => now > from && now < to + tail);
        for (const now of [...ends, ...times].filter((one) => one < 5 * day && isOver(one))) {
          const left = inWindow(now);
          const sum = (of: "total" | "errors") => left.reduce((all, one) => all + one[of], 0);
          if (left.length === 0) absent++;
          asked.push({
            expr: `round((${expr}) * 1e9)`,
            eval_time: `${now}s`,
            exp_samples:
              left.length === 0
                ? []
                : [{ labels: '{slo="requests"}', value: Math.round((sum("errors") / sum("total")) * 1e9) }],
          });
        }
        // a correction longer than the window leaves nothing of it when it ends
        expect(absent).toBeGreaterThan(0);
        expect(asked.length).toBeGreaterThan(30);
        const series = (["total", "errors"] as const).map((of) => ({
          series: `slo:sli_${of}:sum5m{slo="requests"}`,
          values: bins.map((one) => one[of]).join(" "),
        }));
        const root = {
          evaluation_interval: "5m",
          tests: [{ interval: "5m", input_series: series, promql_expr_test: asked }],
        };
        const path = join(folder, `${version}.test.yaml`);
        writeFileSync(path, printYaml(root).text);
        expect(await printedBy(paths[version], ["test", "rules", path])).toMatch(/SUCCESS\s*$/);
      },
    );
  });
}
