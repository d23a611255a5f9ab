import type { Origin } from "../model/origin.ts";
import type { Selector } from "../model/promql/ast.ts";
import { selectorsOf } from "../model/promql/visit.ts";
import type { Service, Signal, Sli } from "../model/service.ts";
import { never } from "../util/never.ts";
import { pointerTo } from "../util/pointer.ts";

/** JSON Pointer to the value at a path of keys. */
export function pointer(...steps: readonly (string | number)[]): string {
  return steps.reduce<string>(pointerTo, "");
}

/** The merged value at a path of keys; undefined where it ends early. Own keys alone: `__proto__` finds nothing. */
export function valueAt(service: Service, ...parts: readonly (string | number)[]): unknown {
  return parts.reduce<unknown>((value, part) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    return (value as Readonly<Record<string, unknown>>)[part];
  }, service.resolved.value);
}

/** SLIs that an SLO stands on, each once: what a kit gives beyond them concerns nobody. */
export function usedSlis(service: Service): readonly Sli[] {
  return [...new Set(service.slos.map((slo) => slo.sli))];
}

/** A source that an SLI reads, at `prometheus.<key>`; an expression gives the selectors in it. */
export interface ReadSource {
  readonly key: "total" | "good" | "bad" | "histogram";
  readonly selectors: readonly Selector[];
}

export function sourcesOf(signal: Signal): readonly ReadSource[] {
  switch (signal.kind) {
    case "histogram":
      return [
        { key: "histogram", selectors: [signal.histogram] },
        { key: "total", selectors: signal.total ?? [] },
      ];
    case "counters":
      return (["total", "good", "bad"] as const).map((key) => ({ key, selectors: signal[key] ?? [] }));
    case "expressions":
      return (["total", "good", "bad"] as const).map((key) => {
        const expr = signal[key];
        return { key, selectors: expr === undefined ? [] : selectorsOf(expr) };
      });
    default:
      return never(signal);
  }
}

/** True when both stand in the same file: the reader of one can change the other there. */
export function sameFile(a: Origin, b: Origin): boolean {
  return a.span.file.path === b.span.file.path;
}
