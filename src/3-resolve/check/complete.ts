import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { validateComplete } from "../../2-validate/validate.ts";
import { pointerSteps } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import { sourceAt, valueOf, type Node } from "../layers/lay.ts";
import { placeOf, placeOfOrigin, type Place } from "../place.ts";
import { isWritten } from "./nulls.ts";

export interface Completeness {
  readonly diagnostics: readonly Diagnostic[];
  /** Names of SLIs in which something is missing or wrong. */
  readonly brokenSlis: ReadonlySet<string>;
}

/** What the layers together lack; `value` is the plain value of `root`. A required key that a `null` of the service took away is that null's mistake. */
export function checkComplete(root: Node, value: unknown): Completeness {
  const found = validate(root, value);
  if (found.diagnostics.length === 0) return found;
  const diagnostics = [...found.diagnostics];
  for (const { path, node, parent } of nullsOf(root)) {
    const before = node.history.at(-2);
    if (diagnostics.length === 0) break;
    if (before === undefined) {
      dropEcho(root, path, diagnostics);
      continue;
    }
    if (before.value === null) continue;
    const without = withValue(root, path, before.value);
    const remaining = new Set(validate(without, valueOf(without)).diagnostics.map(identity));
    const caused = diagnostics.filter((one) => !remaining.has(identity(one)));
    if (caused.length === 0) continue;
    for (const one of caused) diagnostics.splice(diagnostics.indexOf(one), 1);
    const { span, labels } = placeOf(node.source);
    const below = placeOf(before.source);
    const key = path.at(-1)!;
    diagnostics.push(
      diagnostic("null-takes-required", { key, owner: `\`${parent}\``, written: isWritten(span) }, span, {
        labels: [...labels, { span: below.span, text: "what it takes away" }],
        help: `write a value for \`${key}\`, or leave it out to keep what is below`,
      }),
    );
  }
  return { ...found, diagnostics };
}

/** A key that was written without a value is told as that, not also as missing. */
function dropEcho(root: Node, path: readonly string[], diagnostics: Diagnostic[]): void {
  const { layer, pointer } = sourceAt(root, path.slice(0, -1));
  const owner = placeOfOrigin(layer.originOf(pointer, "key")).span;
  const at = diagnostics.findIndex(
    ({ code, title, span }) =>
      code === "validate/missing-key" && title.includes(`\`${path.at(-1)}\``) && span.start === owner.start,
  );
  if (at >= 0) diagnostics.splice(at, 1);
}

function validate(root: Node, value: unknown): Completeness {
  const broken = new Set<string>();
  const extra = new Map<string, Place>();
  const diagnostics = validateComplete("complete", value, (pointer, part) => {
    const steps = pointerSteps(pointer);
    if (steps[0] === "slis" && steps[1] !== undefined) broken.add(steps[1]);
    const { layer, pointer: inLayer } = sourceAt(root, steps);
    const place = placeOfOrigin(layer.originOf(inLayer, part));
    if (place.labels.length > 0) extra.set(`${place.span.file.path}:${place.span.start}`, place);
    return place.span;
  });
  // A finding about what a kit gives stands at the service's `uses`, with the kit's own text beside.
  const labelled = diagnostics.map((one) => {
    const place = extra.get(`${one.span.file.path}:${one.span.start}`);
    return place === undefined ? one : { ...one, labels: [...(one.labels ?? []), ...place.labels] };
  });
  return { diagnostics: labelled, brokenSlis: broken };
}

interface TakenAway {
  readonly path: readonly string[];
  readonly node: Node;
  readonly parent: string;
}

/** The nulls of the service that took something away. */
function nullsOf(node: Node, path: readonly string[] = []): readonly TakenAway[] {
  return [...(node.children ?? [])].flatMap(([key, child]) => {
    if (!child.removed) return nullsOf(child, [...path, key]);
    return child.source.layer.by === "service"
      ? [{ path: [...path, key], node: child, parent: path.at(-1) ?? "service" }]
      : [];
  });
}

function withValue(node: Node, [key, ...rest]: readonly string[], value: unknown): Node {
  if (key === undefined) return { source: node.source, history: node.history, value };
  const child = node.children?.get(key);
  return child === undefined
    ? node
    : { ...node, children: new Map(node.children).set(key, withValue(child, rest, value)) };
}

function identity({ code, title, span }: Diagnostic): string {
  return `${code}\0${title}\0${span.file.path}\0${span.start}`;
}
