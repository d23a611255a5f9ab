/** Generated files of a service, for those who want to see what a place becomes. */
import type { Artifact, LineOrigin } from "../5-emit/artifact.ts";
import { ruleFile } from "../5-emit/prometheus/target.ts";
import type { Span } from "../diagnostics/diagnostic.ts";
import { joinPath, resolvePath } from "../host/paths.ts";
import type { Service } from "../model/service.ts";
import { inEnvironment } from "../model/workspace.ts";
import type { File } from "./session.ts";

interface GeneratedFile {
  /** Absolute, where `tocsin generate` writes it. */
  readonly path: string;
  readonly artifact: Artifact;
}

const known = new WeakMap<Service, GeneratedFile | undefined>();

/** The rule file of a service in the first environment in which it has one. */
function ruleFileOf({ model, shown }: File): GeneratedFile | undefined {
  const { workspace } = model.project ?? {};
  if (workspace === undefined) return undefined;
  const output = resolvePath(model.root, workspace.output);
  for (const service of model.servicesOf(shown)) {
    if (!known.has(service)) {
      const environment = workspace.environments.find(({ name }) => name === service.environment);
      const artifact = ruleFile(service, inEnvironment(workspace, environment));
      const folder = environment === undefined ? output : joinPath(output, environment.name);
      known.set(service, artifact && { path: joinPath(folder, artifact.path), artifact });
    }
    const file = known.get(service);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** Lines of rule files that come from a place, or from within it. */
function linesFrom({ lines }: Artifact, span: Span): readonly LineOrigin[] {
  return lines.filter(
    ({ origin: { span: own } }) => own.file.path === span.file.path && span.start <= own.start && own.end <= span.end,
  );
}

/** Names of the rules that come from a place of a service, with how many there are of each. */
export function rulesFrom(
  file: File,
  path: readonly string[],
): readonly { readonly kind: "record" | "alert"; readonly name: string; readonly times: number }[] {
  const found = new Map<string, { kind: "record" | "alert"; name: string; times: number }>();
  for (const { text, first, last } of rangesFrom(file, path))
    for (const line of text.split("\n").slice(first - 1, last)) {
      const [, kind, name] = /^\s*- (record|alert): (\S+)\s*$/.exec(line) ?? [];
      if (kind === undefined || name === undefined) continue;
      const before = found.get(`${kind} ${name}`);
      if (before === undefined) found.set(`${kind} ${name}`, { kind: kind as "record" | "alert", name, times: 1 });
      else before.times++;
    }
  return [...found.values()];
}

/** The outermost ranges of generated rule files that a place gives. */
export function rangesFrom(
  file: File,
  path: readonly string[],
): readonly { readonly path: string; readonly text: string; readonly first: number; readonly last: number }[] {
  const made = ruleFileOf(file);
  if (made === undefined) return [];
  const { path: own, artifact } = made;
  const ranges = spansOf(file, path).flatMap((span) => linesFrom(artifact, span));
  const holds = (outer: LineOrigin, inner: LineOrigin) =>
    outer.first <= inner.first && inner.last <= outer.last && outer.last - outer.first > inner.last - inner.first;
  const outermost = ranges.filter((one) => !ranges.some((other) => holds(other, one)));
  const once = new Map(outermost.map((one) => [`${one.first} ${one.last}`, one]));
  return [...once.values()].map(({ first, last }) => ({ path: own, text: artifact.text, first, last }));
}

function spansOf({ model, shown }: File, path: readonly string[]): readonly Span[] {
  const document = model.documentOf(shown);
  const pointer = path.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  if (document === undefined) return [];
  return [document.spanOf(pointer, "key"), document.spanOf(pointer)];
}
