/** The legend of a time series: names with their marks, which hide and show the lines. */
import { formatValue, shownText } from "../format.ts";
import type { Value } from "../frame.ts";
import { mapOf, numberOf, textOf, textsOf } from "../json.ts";
import { calculationNames, reduceBy } from "../reduce.ts";
import { type Chart, swatch } from "./chart.ts";
import { el, svg } from "./dom.ts";
import { colorFor, type Line } from "./lines.ts";
import { theme } from "./theme.ts";

/** A mark of the line's own style, so that colour is not all that tells lines apart. */
function mark({ config: { custom } }: Line, color: string): SVGElement | HTMLElement {
  const fill = textOf(mapOf(custom["lineStyle"])["fill"]);
  if (custom["drawStyle"] === "bars" || custom["drawStyle"] === "points") return swatch(color);
  const width = Math.max(2, numberOf(custom["lineWidth"]) ?? 2);
  const dash = fill === "dash" ? "5 3" : fill === "dot" ? "1.5 3" : undefined;
  return svg(
    "svg",
    { class: "legend-line", width: 18, height: 8, "aria-hidden": "true" },
    svg("line", { x1: 0, y1: 4, x2: 18, y2: 4, stroke: color, "stroke-width": width, "stroke-dasharray": dash }),
  );
}

export function legend(
  lines: readonly Line[],
  options: Readonly<Record<string, unknown>>,
  hidden: Set<Line>,
  view: Chart,
): HTMLElement {
  const calcs = textsOf(options["calcs"]);
  const button = (line: Line) => {
    const one = el(
      "button",
      {
        type: "button",
        "aria-pressed": "true",
        title: line.name,
        onclick: () => {
          if (hidden.has(line)) hidden.delete(line);
          else hidden.add(line);
          one.setAttribute("aria-pressed", String(!hidden.has(line)));
          view.redraw();
        },
      },
      mark(line, colorFor(line, theme())),
      el("span", {}, line.name),
    );
    return one;
  };
  const value = (line: Line, calc: string) =>
    shownText(formatValue(reduceBy(calc, line.values as readonly Value[]), line.config));
  if (options["displayMode"] === "table" || (calcs.length > 0 && options["displayMode"] !== "list"))
    return el(
      "div",
      { class: "legend", tabindex: 0, role: "group", "aria-label": "Legend" },
      el(
        "table",
        {},
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            el("th", {}, "Name"),
            ...calcs.map((calc) => el("th", { class: "number" }, calculationNames[calc] ?? calc)),
          ),
        ),
        el(
          "tbody",
          {},
          ...lines.map((line) =>
            el(
              "tr",
              {},
              el("td", {}, button(line)),
              ...calcs.map((calc) => el("td", { class: "number" }, value(line, calc))),
            ),
          ),
        ),
      ),
    );
  return el(
    "div",
    { class: "legend", role: "group", "aria-label": "Legend" },
    ...lines.map((line) =>
      el(
        "span",
        { class: "legend-item" },
        button(line),
        ...calcs.map((calc) =>
          el("span", { class: "muted" }, `${calculationNames[calc] ?? calc}: ${value(line, calc)}`),
        ),
      ),
    ),
  );
}
