import type { Origin } from "../model/origin.ts";
import type { Service } from "../model/service.ts";
import { pointerTo } from "../util/pointer.ts";

/**
 * What the language itself uses up: names, references, texts for people, whatever decides how other keys are read, and what objectives are judged by.
 * A pattern covers all below it; `*` stands for any one key.
 */
const languageItself: readonly string[] = [
  "/version",
  "/service",
  "/description",
  "/owner",
  "/tier",
  "/links",
  "/labels",
  "/match",
  "/vars",
  "/traffic",
  "/dependsOn",
  "/uses",
  "/targets",
  "/environments",
];

/** Patterns by their steps: what is below a place, and whether the place is covered with all below it. */
interface Steps {
  isCovered: boolean;
  readonly below: Map<string, Steps>;
}

/** Lists of patterns are few, and each is asked about every service. */
const knownSteps = new WeakMap<readonly string[], Steps>();

function stepsOf(patterns: readonly string[]): Steps {
  const known = knownSteps.get(patterns);
  if (known !== undefined) return known;
  const root: Steps = { isCovered: false, below: new Map() };
  for (const pattern of patterns) {
    let at = root;
    for (const step of pattern.slice(1).split("/")) {
      let next = at.below.get(step);
      if (next === undefined) at.below.set(step, (next = { isCovered: false, below: new Map() }));
      at = next;
    }
    at.isCovered = true;
  }
  knownSteps.set(patterns, root);
  return root;
}

/**
 * The topmost keys that a person wrote and no pattern covers, in the order of the document.
 *
 * @param compiles patterns of each target
 */
export function uncovered(
  service: Service,
  compiles: readonly (readonly string[])[],
): readonly { readonly pointer: string; readonly origin: Origin }[] {
  const { resolved } = service;
  // an SLI, SLO or anomaly of a kind that is not lowered has no part that is compiled
  const lowered: Readonly<Record<string, ReadonlySet<string>>> = {
    slis: new Set(service.slis.map(({ name }) => name)),
    slos: new Set(service.slos.map(({ name }) => name)),
    anomalies: new Set(service.anomalies.map(({ anomaly }) => anomaly)),
  };
  const found: { pointer: string; origin: Origin }[] = [];
  const path: string[] = [];
  const visit = (value: unknown, open: readonly Steps[]): void => {
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
    // a short form in place of the map that a pattern names: `availability: 99.9%`
    if (open.length > 0 && !isMap) return;
    if (open.length === 0) {
      const pointer = path.reduce(pointerTo, "");
      const origin = resolved.originOf(pointer, "key");
      const isWritten = origin.from === "spec" || origin.from === "overlay";
      if (isWritten) found.push({ pointer, origin });
      if (isWritten || !isMap) return;
    }
    const depth = path.length;
    for (const key of Object.keys(value as object)) {
      const below: Steps[] = [];
      if (depth !== 1 || lowered[path[0]!]?.has(key) !== false)
        for (const steps of open) {
          const [own, any] = [steps.below.get(key), steps.below.get("*")];
          if (own !== undefined) below.push(own);
          if (any !== undefined && any !== own) below.push(any);
        }
      if (below.some(({ isCovered }) => isCovered)) continue;
      path.push(key);
      visit((value as Readonly<Record<string, unknown>>)[key], below);
      path.pop();
    }
  };
  visit(resolved.value, [languageItself, ...compiles].map(stepsOf));
  return found;
}
