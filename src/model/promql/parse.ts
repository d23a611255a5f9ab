import { parser } from "@prometheus-io/lezer-promql";
import type { Tree } from "@lezer/common";
import type { Expr, PromqlError } from "./ast.ts";
import { diagnose } from "./parser/diagnose.ts";
import { holeName, mask, placesOf, unknownHole, type Hole, type HoleValue } from "./parser/place.ts";
import { plainSelector } from "./parser/plain.ts";
import { scan, type Token } from "./parser/scan.ts";
import { buildTree } from "./parser/tree.ts";

/** Longest text that is read, in UTF-16 code units; Prometheus itself has no bound. */
const mostCharacters = 20_000;
/** Deepest nesting of brackets. */
const mostDepth = 200;

/** Where values for holes come from. */
export interface Template {
  /** undefined for a name that nobody knows. */
  valueOf(hole: Hole): HoleValue | undefined;
  /** Names for "did you mean". */
  readonly known?: readonly string[];
}

/**
 * Parses PromQL. `${window}` may stand for a range; other holes need `fillHoles`.
 * @returns the tree, or what is wrong, at places in `text`; types are not checked (see `checkTypes`)
 */
export function parsePromql(text: string): { readonly expr?: Expr; readonly errors: readonly PromqlError[] } {
  const { expr, errors } = parseWith(text);
  return { ...(expr === undefined ? {} : { expr }), errors };
}

export function parseWith(
  text: string,
  template?: Template,
): { readonly expr?: Expr; readonly errors: readonly PromqlError[]; readonly holes: readonly Hole[] } {
  if (text.length > mostCharacters) {
    const message = `the expression is longer than ${mostCharacters} characters`;
    return {
      holes: [],
      errors: [{ start: mostCharacters, end: text.length, message, help: "record parts of it as series of their own" }],
    };
  }
  const plain = plainSelector(text);
  if (plain !== undefined) return { holes: [], errors: [], expr: plain };
  const { tokens, error } = scan(text);
  const outside = placesOf(tokens);
  const inside =
    template === undefined ? [] : tokens.flatMap((token) => (token.kind === "string" ? holesInString(token) : []));
  const holes = [...outside, ...inside].sort((a, b) => a.start - b.start);
  if (error !== undefined) return { holes, errors: [error] };
  const deep = tooDeep(tokens);
  if (deep !== undefined) return { holes, errors: [deep] };

  const values = new Map<number, HoleValue>();
  const errors: PromqlError[] = [];
  for (const hole of holes) {
    const value = holeName.test(hole.name) ? template?.valueOf(hole) : undefined;
    if (value !== undefined) values.set(hole.start, value);
    else if (hole.name === "window" && hole.place === "duration") values.set(hole.start, { type: "keep" });
    else errors.push(unknownHole(hole, template?.known ?? []));
  }

  const masked = mask(tokens, outside, text.length);
  const tree = parser.parse(masked);
  const broken = firstBroken(tree);
  if (broken !== undefined)
    return { holes, errors: [...errors, diagnose(text, tokens, broken)].sort((a, b) => a.start - b.start) };
  const built = buildTree(tree.topNode, { text, holes, values, isTemplate: template !== undefined });
  errors.push(...built.errors);
  errors.sort((a, b) => a.start - b.start);
  return { holes, errors, ...(errors.length === 0 && built.expr !== undefined ? { expr: built.expr } : {}) };
}

/** The place of the first error node. The tree is walked whole: lezer puts one at the very end for what is missing there. */
function firstBroken(tree: Tree): number | undefined {
  let first: number | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError && (first === undefined || node.from < first)) first = node.from;
    },
  });
  return first;
}

function tooDeep(tokens: readonly Token[]): PromqlError | undefined {
  let depth = 0;
  for (const { kind, start, end } of tokens) {
    if (kind === "open") depth++;
    if (kind === "close") depth--;
    if (depth > mostDepth) return { start, end, message: `brackets are nested deeper than ${mostDepth}` };
  }
  return undefined;
}

/** Holes between quotes; `$${` is none. */
function holesInString(token: Token): readonly Hole[] {
  const holes: Hole[] = [];
  for (const match of token.text.matchAll(/\$\$\{|\$\{([^{}"'`\n]*)\}/g)) {
    if (match[1] === undefined) continue;
    const start = token.start + match.index;
    holes.push({ name: match[1], start, end: start + match[0].length, place: "string" });
  }
  return holes;
}
