import type { Origin } from "../model/origin.ts";
import type { Service } from "../model/service.ts";
import { pointerTo } from "../util/pointer.ts";

/**
 * What the language itself uses up: names, references, texts for people and whatever decides how other keys are read.
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
  "/uses",
  "/targets",
  "/environments",
];

/** The topmost keys that a person wrote and no pattern covers, in the order of the document. */
export function uncovered(
  service: Service,
  compiles: readonly string[],
): readonly { readonly pointer: string; readonly origin: Origin }[] {
  const { resolved } = service;
  const patterns = [...languageItself, ...compiles].map((pattern) => pattern.slice(1).split("/"));
  // an SLI, SLO or anomaly of a kind that is not lowered has no part that is compiled
  const lowered: Readonly<Record<string, ReadonlySet<string>>> = {
    slis: new Set(service.slis.map(({ name }) => name)),
    slos: new Set(service.slos.map(({ name }) => name)),
    anomalies: new Set(service.anomalies.map(({ anomaly }) => anomaly)),
  };
  const found: { pointer: string; origin: Origin }[] = [];
  const path: string[] = [];
  const visit = (value: unknown, open: readonly (readonly string[])[]): void => {
    // a pattern as long as the path covers it and all below it
    if (open.some((pattern) => pattern.length === path.length)) return;
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
      const isLowered = depth !== 1 || lowered[path[0]!]?.has(key) !== false;
      path.push(key);
      visit(
        (value as Readonly<Record<string, unknown>>)[key],
        isLowered ? open.filter((pattern) => pattern[depth] === "*" || pattern[depth] === key) : [],
      );
      path.pop();
    }
  };
  visit(resolved.value, patterns);
  return found;
}
