import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { during } from "../../src/5-emit/prometheus/forms/maintenance.ts";
import { printYaml } from "../../src/5-emit/shared/yaml.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import { byClock, cases, scheduled } from "../support/maintenance.ts";
import { describeWith, promtoolRetries } from "../support/programs.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-maintenance-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (text: string) => Date.parse(text) / 1000;
const step = 60;

for (const version of ["promtool-2", "promtool-3"] as const) {
  describeWith([version], `marks of planned work, ${version}`, (paths) => {
    it(
      "are there from one step after each beginning until two steps after each end, as the clock has it",
      { retry: promtoolRetries, timeout: 120_000 },
      async () => {
        const asked = cases
          .filter(([, , , days]) => days.length > 0)
          .map(([text, length, zone, days]) => {
            const expr = printExpr(during([scheduled(text, length, zone)], step), { width: Infinity });
            const moments = days.flatMap((day) => momentsOf(text, length, zone, at(`${day}T00:00:00Z`)));
            expect(moments.length).toBeGreaterThan(0);
            return { name: `${text} in ${zone}`, expr, moments };
          });
        expect(asked.flatMap(({ moments }) => moments.filter((one) => one.isMarked)).length).toBeGreaterThan(50);
        expect(asked.flatMap(({ moments }) => moments.filter((one) => !one.isMarked)).length).toBeGreaterThan(50);
        const root = {
          evaluation_interval: "100y",
          tests: asked.map(({ name, expr, moments }) => ({
            name,
            interval: "100y",
            promql_expr_test: moments.map(({ moment, isMarked }) => ({
              expr,
              eval_time: `${moment}s`,
              exp_samples: isMarked ? [{ labels: "{}", value: 1 }] : [],
            })),
          })),
        };
        const path = join(folder, `${version}.test.yaml`);
        writeFileSync(path, printYaml(root).text);
        expect(await run(paths[version], ["test", "rules", path])).toMatch(/SUCCESS\s*$/);
      },
    );
  });
}

/** Around every beginning and end of a day and the day after it, and every two hours. */
function momentsOf(text: string, length: number, zone: string, day: number) {
  const reach = length + 2 * step;
  const starts = byClock(text, zone, day - reach, day + 2 * 86400);
  const edges = starts.flatMap((start) => [start, start + step, start + reach, start + reach + step]).slice(0, 16);
  const others = Array.from({ length: 12 }, (_, hour) => day + hour * 7200 + 60);
  return [...new Set([...edges, ...others])]
    .map((moment) => ({
      moment,
      isMarked: starts.some((start) => start < moment && moment <= start + reach),
    }))
    .filter(({ moment }) => moment >= day && moment < day + 2 * 86400);
}

function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${error.message}\n${stdout}\n${stderr}`));
    });
  });
}
