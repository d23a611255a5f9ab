import type { Selector } from "../../../model/promql/ast.ts";
import type { Service, Signal, Sli } from "../../../model/service.ts";
import { bare } from "../../../model/promql/visit.ts";
import { originOfSource, pointer, type ReadSource, sourcesOf, usedSlis, valueAt } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** A bare metric name adds up every service that exposes it. `match: {}` on the SLI itself says that this is meant. */
export const selectorWithoutMatcher = defineRule({
  name: "selector-without-matcher",
  severity: "warning",
  summary: "a selector says whose series it reads",
  check(service, report) {
    for (const sli of usedSlis(service)) {
      if (saysNoMatch(service, sli)) continue;
      const [first, ...others] = bareSources(sli.signal).map((source) => ({
        ...source,
        origin: originOfSource(service, sli, source.key, source.at, source.selector),
      }));
      if (first === undefined) continue;
      const name = first.selector.name ?? "{}";
      // An expression is used as it stands: the service's `match` does not reach into it.
      const way = isExpression(service, sli, first.key)
        ? `with a matcher in the expression: \`${name}{job="${service.name}"}\``
        : `for all SLIs at once with \`match: { job: ${service.name} }\` on the service`;
      report(first.origin, {
        title: `\`${name}\` in \`${sli.name}\` is read from every service that has it`,
        note: "no matcher",
        labels: others.map(({ origin }) => ({ span: origin.span, text: "this one too" })),
        help: `say whose series count, ${way}; \`match: {}\` on the SLI says that all do`,
      });
    }
  },
});

interface BareSource {
  readonly key: ReadSource["key"];
  readonly at: number;
  readonly selector: Selector;
}

function bareSources(signal: Signal): readonly BareSource[] {
  return sourcesOf(signal).flatMap(({ key, selectors }) =>
    selectors.flatMap((selector, at) => (isBare(selector) ? [{ key, at, selector }] : [])),
  );
}

function isExpression({ resolved }: Service, { name }: Sli, key: ReadSource["key"]): boolean {
  const written = resolved.promql?.get(pointer("slis", name, "prometheus", key));
  return written !== undefined && bare(written).kind !== "selector";
}

function isBare({ matchers }: Selector): boolean {
  return matchers.every(({ label }) => label === "__name__");
}

function saysNoMatch(service: Service, { name }: Sli): boolean {
  const match = valueAt(service, "slis", name, "match");
  return typeof match === "object" && match !== null && Object.keys(match).length === 0;
}
