/** Compositions: which part it is. */
import type { Expr } from "../../../model/promql/ast.ts";
import {
  aggregate,
  binary,
  call,
  equals,
  join,
  number,
  on,
  selector,
  subquery,
  text,
} from "../../../model/promql/build.ts";
import { leavesOnce } from "../../../model/slo/forms.ts";
import { dashboardUid, recorded } from "../../../model/slo/names.ts";
import { addendsOf, bin } from "../../../model/slo/windows.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { CompositePart, CompositeSlo } from "../../../model/service.ts";
import { budgetThresholds } from "./all.ts";
import type { PrometheusQuery, Row } from "../panel.ts";
import { plainMarkdown } from "../template.ts";
import type { SloSeries } from "./series.ts";

const partLabel = "part";

export function partsRow(series: SloSeries): Row | undefined {
  const composites = series.slos.filter((slo) => slo.kind === "composite");
  if (composites.length === 0) return undefined;
  const others = series.slos.length > composites.length ? { quiet: "this SLO is no composition" } : {};
  const origin = series.originOf(composites);
  const [, , ...environment] = series.ofChosen;
  const { service } = series;

  const ofPart = (part: CompositePart, name: string) =>
    selector(name, [...equals({ service: part.service, slo: part.slo }), ...environment]);
  /** All parts of the composition that is chosen, told apart by a label. */
  const apart = (make: (part: CompositePart, slo: CompositeSlo) => Expr): Expr => {
    const named = composites.map((slo) => {
      const parts = leavesOnce(slo.composition).map((part) =>
        call("label_replace", make(part, slo), text(partLabel), text(part.id), text(""), text("")),
      );
      const isChosen = selector(recorded.info, [...series.ofChosen, ...equals({ slo: slo.name })]);
      return binary(join("or", parts), "and", isChosen, on());
    });
    return join("or", named);
  };
  /** The whole of a part has more of everything than each of its groups, whose labels need not be known. */
  const sumOver = (part: CompositePart, of: "total" | "errors", window: Seconds) => {
    const { every, [of]: name } = addendsOf(2 * 86400, bin, part.slice);
    return aggregate("max", call("sum_over_time", subquery(ofPart(part, name), window - 1, every)));
  };
  const share = (part: CompositePart, { window }: CompositeSlo) =>
    binary(
      sumOver(part, "errors", window.length),
      "/",
      binary(sumOver(part, "total", window.length), ">", number("0")),
    );
  const left = (part: CompositePart, slo: CompositeSlo) =>
    binary(number("1"), "-", binary(share(part, slo), "/", aggregate("max", ofPart(part, recorded.budget))));
  const newest = (part: CompositePart) =>
    binary(
      aggregate("max", ofPart(part, recorded.errorsSum)),
      "/",
      binary(aggregate("max", ofPart(part, recorded.totalSum)), ">", number("0")),
    );
  const table = (ref: string, expr: Expr): PrometheusQuery => ({
    kind: "prometheus",
    ref,
    expr,
    instant: true,
    format: "table",
  });
  return {
    key: "parts",
    title: "Which part of the composition is it?",
    panels: [
      {
        kind: "table",
        key: "parts",
        title: "Parts",
        description:
          "Each part over the window of the composition, the worst first: its share of bad, and what that leaves of its own budget. The list beside it leads to the parts' own dashboards.",
        width: 9,
        height: 7,
        unit: "short",
        queries: [
          table("A", apart(share)),
          table("B", apart(left)),
          table(
            "C",
            apart((part) => aggregate("max", ofPart(part, recorded.objective))),
          ),
        ],
        columns: [
          { field: partLabel, title: "Part" },
          { field: "Value #A", title: "Share of bad", unit: "percentunit", decimals: 3 },
          {
            field: "Value #B",
            title: "Own budget left",
            unit: "percentunit",
            decimals: 1,
            thresholds: budgetThresholds,
          },
          { field: "Value #C", title: "Own objective", unit: "percentunit", decimals: 3 },
        ],
        sortBy: { column: "Share of bad", descending: true },
        ...others,
        origin,
      },
      {
        kind: "timeseries",
        key: "newest",
        title: "Share of bad of each part over 5m",
        description: "Which part breaks, at its newest. A part without events at a time is absent then.",
        width: 9,
        height: 7,
        unit: "percentunit",
        decimals: 2,
        min: 0,
        queries: [{ kind: "prometheus", ref: "A", expr: apart(newest), legend: `{{${partLabel}}}` }],
        quiet: composites.length < series.slos.length ? "no events, or this SLO is no composition" : "no events",
        origin,
      },
      {
        kind: "text",
        key: "links",
        title: "Dashboards of the parts",
        description: "Where a part is looked at by itself.",
        width: 6,
        height: 7,
        markdown: composites.map((slo) => listOf(slo)).join("\n\n"),
        origin,
      },
    ],
  };

  function listOf({ name, composition }: CompositeSlo): string {
    const parts = leavesOnce(composition).map((part) => {
      const uid = dashboardUid(part.service, service.environment, "slo");
      return `- [${plainMarkdown(part.id)}](/d/${uid}?var-slo=${encodeURIComponent(part.slo)})`;
    });
    return [`**${plainMarkdown(name)}** (${composition.combine})`, "", ...parts].join("\n");
  }
}
