import { schemaIndex, schemaNodeAt } from "../../2-validate/generated/schema-index.ts";
import type { Span } from "../../diagnostics/diagnostic.ts";
import type { LineOrigin } from "../../5-emit/artifact.ts";
import { nearest } from "../../util/nearest.ts";
import { pointerSteps, pointerTo } from "../../util/pointer.ts";
import type { Context } from "../context.ts";
import { inEnvironment } from "../../model/workspace.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { type Compiled, type Explained, findService, shownPath } from "./find.ts";
import { meaningOf } from "./meaning.ts";
import { originInWords } from "./origins.ts";

/** A value of a service in each environment: where it came through, what it means, where it is written to. */
export async function explainValue(
  context: Context,
  named: string,
  path: string,
  environments: readonly string[] | undefined,
): Promise<ExitStatus> {
  const explained = await findService(context, named, environments);
  const ways = explained.services.map(({ service }) => stepsOf(service.resolved.value, path, service.name));
  // What one environment takes away is told as nothing there; what none has is a mistake.
  const known = ways.find((way) => !(way instanceof CannotRun));
  if (known === undefined) throw ways[0] ?? new CannotRun(`\`${named}\` is compiled in no environment`);
  const values = explained.services.map((compiled, at) => {
    const way = ways[at];
    return valueIn(
      context,
      explained,
      compiled,
      way === undefined || way instanceof CannotRun ? (known as readonly string[]) : way,
    );
  });
  if (context.options.json === true) {
    context.out(`${JSON.stringify({ formatVersion: 1, values }, undefined, 2)}\n`);
    return exitStatus.ok;
  }
  context.out(
    sameApart(values)
      .map((value) => asText(context, value))
      .join("\n"),
  );
  return exitStatus.ok;
}

interface ExplainedValue {
  readonly subject: string;
  readonly environments: readonly string[];
  readonly description?: string;
  readonly value: unknown;
  /** Weakest first; the last is in force. */
  readonly layers: readonly { readonly value: unknown; readonly from: string }[];
  readonly meaning: readonly (readonly [string, string])[];
  readonly writtenTo: readonly { readonly place: string; readonly what: string }[];
}

function valueIn(
  context: Context,
  { selection, workspace }: Explained,
  { service, environment, files }: Compiled,
  path: readonly string[],
): ExplainedValue {
  const { resolved } = service;
  const pointer = path.reduce(pointerTo, "");
  const node = schemaNodeAt(schemaIndex.service, path, resolved.value);
  const slo = path[0] === "slos" ? service.slos.find(({ name }) => name === path[1]) : undefined;
  // The key stands for the whole of what it names; a single value is stated where the value is.
  const value = valueAt(resolved.value, path);
  const parts = typeof value === "object" && value !== null ? (["key", "value"] as const) : (["value"] as const);
  const spans = parts.map((part) => resolved.originOf(pointer, part).span);
  return {
    subject: `${service.name}#${path.join(".")}`,
    environments: environment === undefined ? [] : [environment.name],
    ...(node?.description !== undefined && { description: node.description }),
    value,
    layers: resolved
      .historyOf(pointer)
      .map(({ value, origin }) => ({ value, from: originInWords(origin, selection.show) })),
    meaning: meaningOf(service, path, inEnvironment(workspace, environment)),
    writtenTo: files.flatMap((file) =>
      linesFrom(file.lines, spans, slo?.id).map(({ first, last, what }) => ({
        place: `${shownPath(context, file.path)}:${first === last ? first : `${first}-${last}`}`,
        what,
      })),
    ),
  };
}

/** Keys may hold dots themselves (`log.type`): the longest key that exists is taken. */
function stepsOf(root: unknown, typed: string, service: string): readonly string[] | CannotRun {
  if (typed === "" || typed.startsWith("/")) return pointerSteps(typed);
  const parts = typed.split(".");
  const path: string[] = [];
  let here = root;
  for (let at = 0; at < parts.length;) {
    const keys = typeof here === "object" && here !== null ? Object.keys(here) : [];
    let taken = parts.length - at;
    while (taken > 0 && !keys.includes(parts.slice(at, at + taken).join("."))) taken--;
    if (taken === 0) return notThere(service, path, parts[at] ?? "", keys);
    const key = parts.slice(at, at + taken).join(".");
    path.push(key);
    here = (here as Record<string, unknown>)[key];
    at += taken;
  }
  return path;
}

function notThere(service: string, path: readonly string[], key: string, keys: readonly string[]): CannotRun {
  const owner = path.length === 0 ? `\`${service}\`` : `\`${service}#${path.join(".")}\``;
  const near = nearest(key, keys);
  const help = keys.length === 0 ? "it is a single value" : `it has ${keys.join(", ")}`;
  return new CannotRun(
    `${owner} has no \`${key}\`, whatever the layers`,
    near === undefined ? help : `did you mean \`${near}\`?`,
  );
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  let here = root;
  for (const key of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}

/** Lines that come from inside the place, and the alerts whose thresholds follow from it; else the lines of the smallest thing around it. */
function linesFrom(
  lines: readonly LineOrigin[],
  spans: readonly Span[],
  slo: string | undefined,
): readonly LineOrigin[] {
  const covers = (outer: Span, inner: Span) =>
    outer.file.path === inner.file.path && outer.start <= inner.start && inner.end <= outer.end;
  const inside = lines.filter(({ origin }) => spans.some((span) => covers(span, origin.span)));
  const ofSlo = lines.filter(({ what }) => slo !== undefined && what.split(/[ ,]/).includes(slo));
  const alerts = ofSlo.filter(({ what }) => what.includes("alert of"));
  if (inside.length > 0) return outermost([...inside, ...alerts]);
  if (ofSlo.length > 0) return outermost(ofSlo);
  return outermost(lines.filter(({ origin }) => spans.some((span) => covers(origin.span, span))).slice(-1));
}

/** Without those that lie in another one of the list, from the top of the file. */
function outermost(lines: readonly LineOrigin[]): readonly LineOrigin[] {
  const length = ({ first, last }: LineOrigin) => last - first;
  const holds = (outer: LineOrigin, inner: LineOrigin) =>
    outer.first <= inner.first && inner.last <= outer.last && length(outer) > length(inner);
  const each = [...new Set(lines)];
  return each.filter((line) => !each.some((other) => holds(other, line))).sort((a, b) => a.first - b.first);
}

/** Environments that have the same value by the same way are told together. */
function sameApart(values: readonly ExplainedValue[]): readonly ExplainedValue[] {
  const groups = new Map<string, ExplainedValue>();
  for (const value of values) {
    const key = JSON.stringify([value.value, value.layers, value.meaning]);
    const known = groups.get(key);
    const merged = known && {
      ...known,
      environments: [...known.environments, ...value.environments],
      writtenTo: [...known.writtenTo, ...value.writtenTo],
    };
    groups.set(key, merged ?? value);
  }
  return [...groups.values()];
}

function asText(
  { colors }: Context,
  { subject, environments, description, value, layers, meaning, writtenTo }: ExplainedValue,
): string {
  const where = environments.length === 0 ? "" : ` in ${environments.join(", ")}`;
  const block = (title: string, rows: readonly (readonly [string, string])[]) => {
    const width = Math.max(...rows.map(([left]) => left.length));
    return rows.length === 0
      ? ""
      : `\n  ${colors.bold(title)}\n${rows.map(([left, right]) => `    ${left.padEnd(width)}  ${right.replaceAll("\n", `\n${" ".repeat(width + 6)}`)}`.trimEnd()).join("\n")}\n`;
  };
  const inForce = layers.length - 1;
  return [
    `${colors.bold(subject)}${where} = ${inWords(value)}\n`,
    description === undefined ? "" : `  ${description}\n`,
    block(
      "comes through",
      layers.map(({ value, from }, at) => [inWords(value), at === inForce ? `${from}  (in force)` : from]),
    ),
    block("means", meaning),
    block(
      "written to",
      writtenTo.map(({ place, what }) => [place, what]),
    ),
  ].join("");
}

const maxValue = 100;

/** A value on one line. */
function inWords(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > maxValue ? `${text.slice(0, maxValue - 1)}…` : text;
}
