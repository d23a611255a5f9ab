import { compileProject, openProject } from "../../src/compile.ts";
import type { Diagnostic, DiagnosticSeverity } from "../../src/diagnostics/diagnostic.ts";
import { memoryHost } from "../../src/host/memory.ts";

/** The workspace of fixtures and pages that bring none. */
export const workspace = `version: 1
workspace: fixture
specs: ["services/**/*.service.yaml"]
teams:
  shop: { notify: { page: shop-oncall, ticket: shop-queue } }
receivers:
  shop-oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } }
  shop-queue: { slack: { channel: "#shop", webhookFile: /etc/alertmanager/secrets/slack } }
targets: { prometheus: { retention: 40d } }
`;

export interface Fixture {
  /** By path relative to the workspace. */
  readonly files: Readonly<Record<string, string>>;
  /** `path:line severity code`, sorted. */
  readonly expected: readonly string[];
}

/**
 * A fixture is one file, or several after lines `=== path`. One alone is told by its first key: a service, a workspace or a kit.
 * A line that must have a finding says so at its end: `#~ warning lint/objective-too-high`; the mark is taken away before the file is read.
 */
export function readFixture(text: string): Fixture {
  const parts = text.split(/^=== (.+)\n/m);
  const [alone = "", ...rest] = parts;
  const marked = new Map<string, string>();
  if (rest.length === 0) marked.set(pathOf(alone), alone);
  for (let at = 0; at + 1 < rest.length; at += 2) marked.set(rest[at]!.trim(), rest[at + 1]!);

  const expected: string[] = [];
  const files: Record<string, string> = {};
  for (const [path, content] of marked) {
    files[path] = content
      .split("\n")
      .map((line, at) => {
        const [kept = "", ...marks] = line.split(/\s*#~ /);
        expected.push(...marks.map((mark) => `${path}:${at + 1} ${mark.trim()}`));
        return kept;
      })
      .join("\n");
  }
  if (!Object.hasOwn(files, "tocsin.yaml")) files["tocsin.yaml"] = workspace;
  // A workspace alone still needs one service for its glob.
  if (!Object.keys(files).some((path) => path.endsWith(".service.yaml")))
    files["services/quiet.service.yaml"] = "version: 1\nservice: quiet\n";
  return { files, expected: expected.sort() };
}

function pathOf(text: string): string {
  if (/^workspace:/m.test(text)) return "tocsin.yaml";
  const kit = /^kit: *(\S+)/m.exec(text)?.[1];
  return kit === undefined ? "services/fixture.service.yaml" : `kits/${kit}.kit.yaml`;
}

/**
 * Every finding of a workspace in memory, `today` being a day in 2026.
 *
 * @param artifacts whether files are made as well, which takes far longer and finds the same
 */
export async function findingsOf(
  files: Readonly<Record<string, string>>,
  artifacts = false,
): Promise<readonly Diagnostic[]> {
  const at = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/w/${path}`, text]));
  const project = await openProject({ host: memoryHost({ files: at }), folder: "/w" });
  return compileProject(project, { today: "2026-11-25", artifacts }).diagnostics;
}

/** As a fixture marks them; suppressed ones are left out, and infos unless they are asked for. */
export function marksOf(
  diagnostics: readonly Diagnostic[],
  severities: readonly DiagnosticSeverity[] = ["error", "warning"],
): readonly string[] {
  return diagnostics
    .filter(({ severity, suppressed }) => suppressed === undefined && severities.includes(severity))
    .map(
      ({ span, severity, code }) =>
        `${span.file.path}:${span.file.text.slice(0, span.start).split("\n").length} ${severity} ${code}`,
    )
    .sort();
}
