import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { parseDuration } from "../../model/quantity/duration.ts";
import type { Composition, CompositePart } from "../../model/service.ts";
import type { ServiceIndex } from "../../model/workspace.ts";
import { diagnostic } from "../diagnostics.ts";
import { find, isMap, valueOf, type Node } from "../layers/lay.ts";
import { placeOf } from "../place.ts";

export interface CompositionInput {
  /** The whole service. */
  readonly root: Node;
  readonly service: string;
  readonly environment?: string;
  readonly index: ServiceIndex;
  readonly report: (found: Diagnostic) => void;
}

const one = Decimal.of(1);
/** SLOs in one composition, those of its compositions counted too: each is repeated in every rule. */
const mostParts = 100;
const usualSlice = "5m";

/** What an SLO is composed of; undefined when that cannot be, which was reported. */
export function readComposition(slo: string, node: Node, input: CompositionInput): Composition | undefined {
  const ofNode = find(node, "of")!;
  const { span, labels } = placeOf(ofNode.source);
  const id = `${input.service}/${slo}`;
  const combine = combineOf(find(node, "combine")?.value);
  if (combine === "worst" && !Array.isArray(ofNode.value)) {
    const names = Object.keys(isMap(valueOf(ofNode)) ? (valueOf(ofNode) as object) : {}).join(", ");
    const help = `write a list, \`of: [${names}]\`, or \`combine: mean\``;
    input.report(diagnostic("weights-of-worst", { slo }, span, { labels, help }));
    return undefined;
  }
  const walk: Walk = { input, count: 0 };
  const made = partsOf(valueOf(node), input.service, [id], walk);
  if (walk.cycle !== undefined) {
    const help = "take one of them out of the `of` of another";
    input.report(diagnostic("composite-cycle", { cycle: walk.cycle.join(" → ") }, span, { labels, help }));
    return undefined;
  }
  if (walk.count > mostParts) {
    const help = "compose it of fewer, or write the SLOs of a composition only once";
    input.report(diagnostic("composite-too-large", { slo, limit: mostParts }, span, { labels, help }));
    return undefined;
  }
  return made && { combine, parts: made };
}

interface Walk {
  readonly input: CompositionInput;
  count: number;
  cycle?: readonly string[];
}

function combineOf(value: unknown): Composition["combine"] {
  return value === "worst" || value === "mean" ? value : "product";
}

/** The parts in order of their ids; undefined when one is unknown, which was reported, or leads back to where it is a part. */
function partsOf(
  slo: unknown,
  service: string,
  path: readonly string[],
  walk: Walk,
): readonly CompositePart[] | undefined {
  const parts = weightsOf(isMap(slo) ? slo["of"] : undefined).map(([name, weight]) =>
    part(name, weight, service, path, walk),
  );
  const known = parts.filter((each) => each !== undefined);
  return known.length < parts.length || known.length === 0 ? undefined : known.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function weightsOf(of: unknown): readonly (readonly [string, Decimal])[] {
  if (Array.isArray(of)) return of.flatMap((name) => (typeof name === "string" ? [[name, one] as const] : []));
  if (!isMap(of)) return [];
  return Object.entries(of).flatMap(([name, weight]) => {
    const value = typeof weight === "number" ? Decimal.parse(String(weight)) : undefined;
    return value === undefined || value.numerator <= 0n ? [] : [[name, value] as const];
  });
}

function part(
  name: string,
  weight: Decimal,
  from: string,
  path: readonly string[],
  walk: Walk,
): CompositePart | undefined {
  const slash = name.indexOf("/");
  const [service, slo] = slash < 0 ? [from, name] : [name.slice(0, slash), name.slice(slash + 1)];
  const id = `${service}/${slo}`;
  if (path.includes(id)) {
    walk.cycle ??= [...path.slice(path.indexOf(id)), id];
    return undefined;
  }
  if (++walk.count > mostParts) return undefined;
  const form = formOf(service, slo, walk.input);
  if (form === undefined) return undefined;
  const { origin } = walk.input.index.services.get(service) ?? {};
  const shared = { service, slo, id, weight, origin: origin ?? originOf(walk.input.root) };
  if (form["of"] !== undefined) {
    const parts = partsOf(form, service, [...path, id], walk);
    return parts && { ...shared, composition: { combine: combineOf(form["combine"]), parts } };
  }
  const slice = isMap(form["slices"]) ? parseDuration(String(form["slices"]["of"] ?? usualSlice)) : undefined;
  return { ...shared, ...(slice?.ok && slice.value > 0 && { slice: slice.value }) };
}

/** The SLO as it is written: of this service after all layers, of others as far as the index knows. Undefined when there is none. */
function formOf(
  service: string,
  slo: string,
  { root, service: own, environment, index }: CompositionInput,
): Readonly<Record<string, unknown>> | undefined {
  if (service === own) {
    const node = find(root, "slos", slo);
    if (node === undefined) return undefined;
    const value = valueOf(node);
    return isMap(value) ? value : {};
  }
  const known = index.services.get(service);
  if (known === undefined || !known.slos.includes(slo)) return undefined;
  const layers = known.forms.filter((layer) => layer.environment === undefined || layer.environment === environment);
  return Object.assign({}, ...layers.map(({ slos }) => slos[slo])) as Readonly<Record<string, unknown>>;
}

function originOf({ source: { layer, pointer } }: Node) {
  return layer.originOf(pointer);
}
