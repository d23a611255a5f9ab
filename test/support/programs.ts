import { appendFileSync } from "node:fs";
import { describe, it } from "vitest";
import { locate, tools } from "../../scripts/tools/programs.mjs";

export type ProgramName =
  | "promtool-2"
  | "promtool-3"
  | "prometheus-2"
  | "prometheus-3"
  | "amtool"
  | "amtool-0.25"
  | "alertmanager-0.25"
  | "vmalert"
  | "victoria-metrics"
  | "thanos"
  | "etcd"
  | "apiextensions-apiserver"
  | "prometheus-operator-crds"
  | "grafana-operator-crds"
  | "openssl"
  | "actionlint"
  | "zsh"
  | "fish"
  | "zizmor"
  | "nvim"
  | "yaml-language-server"
  | "chromium"
  | "code-server"
  | "vsce"
  | "check-jsonschema"
  | "gitlab-ci-local"
  | "sarif-schema"
  | "sarif-multitool"
  | "rdjson-schema"
  | "reviewdog"
  | "junit-schema"
  | "lxml"
  | "junitparser"
  | "actions-core"
  | "pre-commit"
  | "node-22"
  | "node-24";

/**
 * How often `promtool test rules` is asked again. Its store compacts itself beside a test that spans days, and on a loaded machine now and then loses
 * a sample to it (prometheus/prometheus issue 7699; seen once in about a thousand runs). A proof that is wrong is wrong each time.
 */
export const promtoolRetries = 2;

/**
 * A suite of tests that run real programs.
 *
 * Where one is missing, the suite is skipped and the run ends by naming it and the command that installs it;
 * with `TOCSIN_REQUIRE_TOOLS` set, as in CI, a missing program is a failure.
 *
 * @param body gets the absolute path of each program; it is not called when one is missing
 */
export function describeWith<N extends ProgramName>(
  names: readonly N[],
  title: string,
  body: (paths: Readonly<Record<N, string>>) => void,
): void {
  const found = names.map((name) => [name, locate(name)] as const);
  const missing = found.filter(([, path]) => path === undefined).map(([name]) => name);
  if (missing.length === 0) {
    describe(title, () => body(Object.fromEntries(found) as Record<N, string>));
    return;
  }
  if (process.env["TOCSIN_REQUIRE_TOOLS"]) throw new Error(`${title}: ${missing.join(", ")} missing (npm run tools)`);
  reportSkip(missing, title);
  describe.skip(title, () => it(`needs ${missing.join(", ")}`, () => {}));
}

/** One line for each missing program, read back by `test/support/skips.ts` when everything has run. */
function reportSkip(missing: readonly string[], title: string): void {
  const file = process.env["TOCSIN_SKIPS"];
  if (file === undefined) return;
  for (const program of missing) {
    const tool = tools.find((one) => Object.hasOwn(one.provides, program));
    appendFileSync(file, `${JSON.stringify({ program, title, neededBy: tool?.neededBy })}\n`);
  }
}
