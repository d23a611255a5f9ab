import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Matcher } from "../../model/promql/ast.ts";
import { checkParameter, type Parameter } from "../kits/parameters.ts";
import { builtinHoles, fillText, holesOf, type Scope } from "./holes.ts";
import type { Kit } from "../kits/kits.ts";
import { entriesOf, find, valueOf, type Node } from "../layers/lay.ts";
import type { HoleValue, Layer } from "../layers/layer.ts";
import { matchersOf } from "../lower/match.ts";
import { placeOf } from "../place.ts";

/** A kit as a service uses it. */
export interface UsedKit {
  readonly kit: Kit;
  readonly layer: Layer;
}

export interface ServiceScope extends Scope {
  /** The service's `match`. */
  readonly match: readonly Matcher[];
  /** The scope inside an SLI, whose own `match` takes the place of the service's. */
  within(sli: Node): Scope & { readonly match: readonly Matcher[] };
}

/** What holes stand for in one service and environment. Values of `vars` and of parameters may hold holes themselves, one step deep. */
export function scopeOf(
  root: Node,
  environment: string | undefined,
  used: readonly UsedKit[],
  report: (found: Diagnostic) => void,
): ServiceScope {
  const base = new Map<string, HoleValue>();
  for (const name of ["service", "owner"]) {
    const value = find(root, name)?.value;
    base.set(
      name,
      typeof value === "string"
        ? { kind: "value", value, type: "text" }
        : { kind: "absent", why: `the service names no ${name}` },
    );
  }
  base.set(
    "environment",
    environment === undefined
      ? { kind: "absent", why: "the workspace declares no environments" }
      : { kind: "value", value: environment, type: "text" },
  );
  const builtin: Scope = { lookup: (name) => base.get(name), namesIn: () => ["service", "owner", "environment"] };

  const vars = new Map(base);
  for (const [name, node] of entriesOf(find(root, "vars"))) {
    if (base.has(name)) continue;
    const filled = fillText(node.value, node.source, builtin, report);
    if (filled !== "dropped" && typeof filled.value === "string")
      vars.set(name, { kind: "value", value: filled.value, type: "text" });
  }
  const inService: Scope = { lookup: (name) => vars.get(name), namesIn: () => [...vars.keys()] };

  const parameters = new Map<Layer, ReadonlyMap<string, HoleValue>>();
  for (const { kit, layer } of used) parameters.set(layer, fillParameters(kit, layer, inService, builtin, report));

  const withMatch = (match: readonly Matcher[]): Scope => ({
    lookup: (name, layer) =>
      name === "match"
        ? { kind: "matchers", matchers: match }
        : (parameters.get(layer)?.get(name) ?? (parameters.has(layer) ? base : vars).get(name)),
    namesIn: (layer) =>
      [...(parameters.get(layer)?.keys() ?? vars.keys()), ...builtinHoles].filter(
        (name, at, all) => all.indexOf(name) === at,
      ),
  });
  // In `match` itself there is no `${match}`.
  const beforeMatch: Scope = {
    lookup: (name, layer) => (name === "match" ? undefined : withMatch([]).lookup(name, layer)),
    namesIn: (layer) =>
      withMatch([])
        .namesIn(layer)
        .filter((name) => name !== "match"),
  };
  const matchOf = (node: Node | undefined): readonly Matcher[] => {
    if (node === undefined) return [];
    const filled = fillText(valueOf(node), node.source, beforeMatch, report);
    return filled === "dropped" ? [] : matchersOf(filled.value);
  };
  const match = matchOf(find(root, "match"));
  return {
    ...withMatch(match),
    match,
    within(sli) {
      const own = find(sli, "match");
      const matchers = own === undefined ? match : matchOf(own);
      return { ...withMatch(matchers), match: matchers };
    },
  };
}

function fillParameters(
  kit: Kit,
  layer: Layer,
  inService: Scope,
  builtin: Scope,
  report: (found: Diagnostic) => void,
): ReadonlyMap<string, HoleValue> {
  const filled = new Map<string, HoleValue>();
  for (const [name, value] of layer.parameters ?? []) {
    if (value.kind !== "value" || typeof value.value !== "string" || holesOf(value.value).length === 0) {
      filled.set(name, value);
      continue;
    }
    // A value that the service gave sees the service's names; a default of the kit sees the built-in ones.
    const source = value.source ?? { layer, pointer: "" };
    const text = fillText(value.value, source, value.source === undefined ? builtin : inService, report);
    if (text === "dropped") continue;
    const parameter = kit.parameters.get(name) as Parameter;
    const problem = checkParameter(parameter, text.value, placeOf(source));
    if (problem === undefined) filled.set(name, { ...value, value: text.value as string });
    else report(withoutFix(problem));
  }
  return filled;
}

/** What came in through a hole is not mended where it went in. */
function withoutFix({ fix: _fix, ...problem }: Diagnostic): Diagnostic {
  return problem;
}
