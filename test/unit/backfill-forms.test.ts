import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { backfill } from "../../src/backfill/backfill.ts";
import { openFolder } from "../../src/backfill/folder.ts";
import { compileProject, openProject } from "../../src/compile.ts";
import { recordingRules } from "../../src/5-emit/prometheus/recording.ts";
import { memoryHost } from "../../src/host/memory.ts";
import type { Service } from "../../src/model/service.ts";
import { inEnvironment } from "../../src/model/workspace.ts";
import { readFixture, workspace as usualWorkspace } from "../support/findings.ts";
import { goldenCases, readCase } from "../support/golden.ts";

type Files = Readonly<Record<string, string>>;

/** The rules of every service that is compiled from the files, in the first environment. */
async function rulesOf(files: Files) {
  const all = { "tocsin.yaml": usualWorkspace, ...files };
  const host = memoryHost({
    files: Object.fromEntries(Object.entries(all).map(([path, text]) => [`/w/${path}`, text])),
  });
  const project = await openProject({ host, folder: "/w" });
  const { workspace } = project;
  const [environment] = workspace?.environments ?? [];
  const services: Service[] = [];
  compileProject(project, {
    artifacts: false,
    ...(environment && { environments: [environment.name] }),
    onService: ({ service }) => void services.push(service),
  });
  if (workspace === undefined) throw new Error("no workspace");
  const here = inEnvironment(workspace, environment);
  return services.flatMap((service) => service.slos.flatMap((slo) => recordingRules(service, slo, here)));
}

const styles = readdirSync("test/styles").filter((file) => file.endsWith(".yaml"));
const sources: readonly (readonly [string, () => Files])[] = [
  ...goldenCases.map((name) => {
    const { given } = readCase(name);
    const { "spec.yaml": spec = "", ...others } = given;
    return [name, () => ({ ...others, "services/spec.service.yaml": spec })] as const;
  }),
  ...styles.map(
    (file) =>
      [file, () => readFixture(readFileSync(`test/styles/${file}`, "utf8").replace(/^# .+\n/, "")).files] as const,
  ),
];

/** Two hours of a server that has one series of ones for whatever it is asked, and nothing that rules have recorded. */
async function made(rules: Awaited<ReturnType<typeof rulesOf>>) {
  const from = Date.parse("2026-01-05T00:00:00Z") / 1000;
  const host = memoryHost({ files: { "/w/x": "" } });
  const asked = new Set<string>();
  const result = await backfill({
    rules,
    chosen: new Set(rules.map(({ slo }) => slo)),
    from,
    to: from + 7200,
    folder: openFolder(host, "/w/out", "-"),
    ask: async ({ expr, from: first, to, step }) => {
      if (expr.includes("(slo:")) return [];
      asked.add(expr);
      const points = Array.from(
        { length: Math.floor((to - first) / step) + 1 },
        (_, at) => [first + at * step, 1] as const,
      );
      return [{ labels: {}, points }];
    },
  });
  return { result, asked };
}

describe("the rules of every form are worked out", () => {
  it.each(sources)("%s", async (_, files) => {
    const rules = await rulesOf(files());
    if (rules.length === 0) return;
    const { result, asked } = await made(rules);
    expect(
      result.slos.flatMap(({ id, left }) => left.map(({ record, reason }) => `${id} ${record}: ${reason}`)),
    ).toEqual([]);
    // What rules have recorded is no past of the server's.
    for (const expr of asked) expect(expr).not.toContain("slo:");
  });
});
