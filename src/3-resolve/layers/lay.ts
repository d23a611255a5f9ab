import { pointerTo } from "../../util/pointer.ts";
import type { Layer, Source } from "./layer.ts";
import { shapeBelow, type Shape } from "./shape.ts";

/** A merged value: a map of further nodes, a leaf (a scalar, a list, a map that is replaced whole), or what a `null` took away. */
export interface Node {
  /** Who wrote the value in force; of a map, its last writer. */
  readonly source: Source;
  /** Every value it had, weakest layer first; the last is in force. */
  readonly history: readonly Written[];
  readonly children?: ReadonlyMap<string, Node>;
  readonly value?: unknown;
  readonly removed?: true;
}

interface Written {
  readonly value: unknown;
  readonly source: Source;
}

/** A `null` that took nothing away. */
export interface EmptyNull {
  readonly path: readonly string[];
  readonly source: Source;
}

export interface LayOptions {
  /** Called for each `null` with nothing below it, except where `null` is a value. */
  readonly onEmptyNull?: (found: EmptyNull) => void;
  /** Called where a value replaces another that is no map, and where it takes a rival away (then `above` has no value). */
  readonly onReplace?: (
    path: readonly string[],
    below: Node,
    above: { readonly source: Source; readonly value?: unknown },
  ) => void;
}

/** Lays a layer's value over what the layers before it gave. Neither is changed. */
export function lay(below: Node | undefined, layer: Layer, shape: Shape, options: LayOptions = {}): Node {
  return layValue(below, layer.value, { layer, pointer: "" }, shape, [], options);
}

function layValue(
  below: Node | undefined,
  value: unknown,
  source: Source,
  shape: Shape,
  path: readonly string[],
  options: LayOptions,
): Node {
  const history = [...(below?.history ?? []), { value, source }];
  const under = below?.removed ? undefined : below;
  if (value === null) {
    // What another layer took away already was there: the null only agrees.
    if (below === undefined && !shape.nullable) options.onEmptyNull?.({ path, source });
    return { source, history, removed: true };
  }
  if (shape.shorthand !== undefined && isScalar(value)) {
    const key = shape.shorthand;
    const children = withoutRivals(under, [key], shape, path, source, options);
    children.set(key, layValue(children.get(key), value, source, shapeBelow(shape, key), [...path, key], options));
    return { source, history, children };
  }
  if (!isMap(value) || shape.whole) {
    if (under !== undefined) options.onReplace?.(path, under, { source, value });
    return { source, history, value };
  }
  if (under !== undefined && under.children === undefined) options.onReplace?.(path, under, { source, value });
  const written = Object.keys(value);
  const named = written.filter((key) => value[key] !== null);
  const children = withoutRivals(under, named, shape, path, source, options);
  const inner = below?.removed ? withoutNulls(options) : options;
  for (const key of written) {
    const entry = value[key];
    const below = shapeBelow(shape, key);
    const place = { layer: source.layer, pointer: pointerTo(source.pointer, key) };
    // An SLO's `alerting` and `window` are laid over the service's later on: only then is it known what their nulls take away.
    const how = below.laidOver === undefined ? inner : withoutNulls(inner);
    // A null beside a rival of its key still says that the key goes.
    const existing = children.get(key) ?? (entry === null ? under?.children?.get(key) : undefined);
    children.set(key, layValue(existing, entry, place, below, [...path, key], how));
  }
  return { source, history, children };
}

/** Lays one merged part over another: an SLO's `alerting` over the service's. */
export function layNode(
  below: Node | undefined,
  above: Node | undefined,
  shape: Shape,
  options: LayOptions = {},
  path: readonly string[] = [],
): Node | undefined {
  if (above === undefined) return below;
  const under = below?.removed ? undefined : below;
  const history = [...(below?.history ?? []), ...above.history];
  if (above.removed) {
    if (below === undefined && !shape.nullable) options.onEmptyNull?.({ path, source: above.source });
    return { source: above.source, history, removed: true };
  }
  if (above.children === undefined) return { ...above, history };
  const inner = below?.removed ? withoutNulls(options) : options;
  const named = [...above.children].filter(([, node]) => !node.removed).map(([key]) => key);
  const children = withoutRivals(under, named, shape, path, above.source, options);
  for (const [key, node] of above.children) {
    const laid = layNode(children.get(key), node, shapeBelow(shape, key), inner, [...path, key]);
    if (laid !== undefined) children.set(key, laid);
  }
  return { source: above.source, history, children };
}

/** The entries of a map that may stay beside the keys that are now written. */
function withoutRivals(
  map: Node | undefined,
  named: readonly string[],
  { exclusive = [] }: Shape,
  path: readonly string[],
  source: Source,
  options: LayOptions,
): Map<string, Node> {
  const kept = new Map(map?.children);
  for (const { of, given } of exclusive) {
    const chosen = of.filter((form) => form.some((key) => named.includes(key)));
    const applies =
      given === undefined || named.includes(given) || (kept.get(given)?.removed === undefined && kept.has(given));
    if (chosen.length === 0 || !applies) continue;
    for (const key of of.flat()) {
      const rival = kept.get(key);
      if (rival === undefined || chosen.some((form) => form.includes(key))) continue;
      kept.delete(key);
      if (!rival.removed) options.onReplace?.([...path, key], rival, { source });
    }
  }
  return kept;
}

function withoutNulls({ onReplace }: LayOptions): LayOptions {
  return onReplace === undefined ? {} : { onReplace };
}

/** The plain value, with keys in order of code units; what was taken away is left out. */
export function valueOf({ children, value }: Node): unknown {
  if (children === undefined) return ordered(value);
  const map: Record<string, unknown> = {};
  for (const key of [...children.keys()].sort()) {
    const child = children.get(key)!;
    if (!child.removed) setOwn(map, key, valueOf(child));
  }
  return map;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isMap(value)) return value;
  const map: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) setOwn(map, key, ordered(value[key]));
  return map;
}

/** A key named `__proto__` stays a key. */
function setOwn(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}

/** The node at a path or, with the keys that lead on from it, the nearest one above. */
export function nodeAt(root: Node, path: readonly string[]): { readonly node: Node; readonly rest: readonly string[] } {
  let node = root;
  for (let at = 0; at < path.length; at++) {
    const child = node.children?.get(path[at]!);
    if (child === undefined) return { node, rest: path.slice(at) };
    node = child;
  }
  return { node, rest: [] };
}

/** The node at exactly this path, unless it was taken away. */
export function find(root: Node | undefined, ...path: readonly string[]): Node | undefined {
  let node = root;
  for (const key of path) node = node?.children?.get(key);
  return node?.removed ? undefined : node;
}

/** The entries of a map that were not taken away, in order of their names. */
export function entriesOf(node: Node | undefined): readonly (readonly [string, Node])[] {
  const entries: (readonly [string, Node])[] = [];
  if (node?.children === undefined) return entries;
  for (const name of [...node.children.keys()].sort()) {
    const child = node.children.get(name)!;
    if (!child.removed) entries.push([name, child]);
  }
  return entries;
}

/** The source of a value at a path, inside a leaf too. */
export function sourceAt(root: Node, path: readonly string[]): Source {
  const { node, rest } = nodeAt(root, path);
  if (rest.length === 0 || node.children !== undefined) return node.source;
  return { layer: node.source.layer, pointer: rest.reduce(pointerTo, node.source.pointer) };
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object";
}
