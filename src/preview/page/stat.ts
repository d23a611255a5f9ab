/** Single values: stat, gauge and bar gauge. */
import { colorOf, fraction, readable, textOn, valueColor } from "../colors.ts";
import { display, formatValue, type Shown, shownText } from "../format.ts";
import type { FieldConfig, Value } from "../frame.ts";
import { mapOf, textOf } from "../json.ts";
import { fillLink } from "../links.ts";
import type { PanelView, StatView } from "../view.ts";
import { el, styled, svg } from "./dom.ts";
import { anchor } from "./links.ts";
import { theme } from "./theme.ts";

/** Numbers that JSON has no sign for come as texts. */
export function plainValue(value: Value): Value {
  const special: Readonly<Record<string, number>> = { NaN: NaN, "+Inf": Infinity, "-Inf": -Infinity };
  return typeof value === "string" && Object.hasOwn(special, value) ? special[value]! : value;
}

interface One {
  readonly stat: StatView;
  readonly config: FieldConfig;
  readonly value: Value;
  readonly shown: Shown;
  readonly color: string;
}

function onesOf({ stats, configs }: PanelView): readonly One[] {
  return stats.map((stat, at) => {
    const config = configs[stat.config]!;
    const value = plainValue(stat.value);
    const { color, ...shown } = display(value, config);
    return {
      stat,
      config,
      value,
      shown,
      color: color === undefined ? valueColor(value, config, at, theme()) : colorOf(color, theme()),
    };
  });
}

/** The value with its unit, and the link that it has. */
function words({ shown: { prefix, text, suffix }, stat, config, value }: One): HTMLElement {
  const parts = [
    ...(prefix === "" ? [] : [el("span", { class: "unit" }, prefix)]),
    el("span", { class: "digits" }, text),
    ...(suffix === "" ? [] : [el("span", { class: "unit" }, suffix)]),
  ];
  const [link] = config.links ?? [];
  if (link === undefined) return el("span", { class: "value" }, ...parts);
  const url = fillLink(link.url, { name: stat.title, labels: stat.labels, value: String(value ?? "") });
  const made = anchor(url, link.title, ...parts);
  made.classList.add("value");
  return made;
}

export function stat(panel: PanelView): HTMLElement {
  const ones = onesOf(panel);
  const {
    colorMode = "value",
    textMode = "auto",
    graphMode = "area",
    orientation = "auto",
    justifyMode = "auto",
  } = panel.options;
  const cells = ones.map((one) => {
    const onColor = colorMode === "background" || colorMode === "background_solid";
    const withName = textMode === "value_and_name" || textMode === "name" || (textMode === "auto" && ones.length > 1);
    const withValue = textMode !== "name" && textMode !== "none";
    const withLine = graphMode === "area" && one.stat.line !== undefined;
    const cell = el(
      "div",
      {
        class: `stat${justifyMode === "center" || (ones.length === 1 && !(withName && withValue)) ? " centered" : ""}${withLine ? " lined" : ""}`,
      },
      withLine ? sparkline(one.stat.line!, onColor ? textOn(one.color) : one.color) : undefined,
      withName && withValue ? el("div", { class: "stat-name" }, one.stat.title) : undefined,
      withName && !withValue ? el("span", { class: "value words" }, one.stat.title) : undefined,
      withValue ? words(one) : undefined,
    );
    if (onColor) styled(cell, { "background-color": one.color, color: textOn(one.color) });
    else if (colorMode === "value") styled(cell, { "--value": readable(one.color, theme(), 3) });
    return cell;
  });
  return tiles("stats", cells, textOf(orientation) ?? "auto", `Values. ${spoken(ones)}`);
}

/** What stands in the place of a value where there is none. */
export function noValue({ message = "" }: PanelView): HTMLElement {
  const cell = el("div", { class: "stat centered" }, el("span", { class: "value words" }, message));
  return tiles("stats", [cell], "auto", message);
}

function spoken(ones: readonly One[]): string {
  return ones.map(({ stat: { title }, shown }) => `${title}: ${shownText(shown)}`).join("; ");
}

/** Cells side by side, or below one another where the panel is higher than wide; numbers as large as they fit. */
function tiles(kind: string, cells: readonly HTMLElement[], orientation: string, label: string): HTMLElement {
  const box = el("div", { class: kind, role: "group", "aria-label": label }, ...cells);
  const fit = () => {
    const { clientWidth: width, clientHeight: height } = box;
    if (width === 0 || height === 0) return;
    const across = orientation === "vertical" || (orientation === "auto" && width > height * 1.2);
    // As near to squares as wide numbers like it: some three times as wide as high.
    let columns = across ? cells.length : 1;
    if (orientation === "auto" || cells.length > 6)
      columns = Math.min(
        cells.length,
        Math.max(
          1,
          Math.min(Math.floor(width / 110), Math.round(Math.sqrt((cells.length * width) / (height * 2.4))) || 1),
        ),
      );
    const rows = Math.ceil(cells.length / columns);
    styled(box, {
      "grid-template-columns": `repeat(${columns}, minmax(0, 1fr))`,
      "grid-template-rows": `repeat(${rows}, minmax(0, 1fr))`,
    });
    const [w, h] = [width / columns, height / rows];
    for (const cell of cells) {
      const length = Math.max(3, (cell.querySelector(".value")?.textContent ?? "").length);
      const named = cell.querySelector(".stat-name") !== null;
      const size = Math.max(13, Math.min(h * (named ? 0.36 : 0.46), (w - 16) / (length * 0.64), 56));
      styled(cell, {
        "--size": `${Math.round(size)}px`,
        "--name-size": `${Math.round(Math.max(11, Math.min(size * 0.5, 16)))}px`,
      });
    }
  };
  new ResizeObserver(fit).observe(box);
  return box;
}

function sparkline(line: readonly Value[], color: string): SVGElement {
  const numbers = line.map((value) => (typeof value === "number" ? value : null));
  const known = numbers.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const y = (value: number) => (high === low ? 20 : 38 - ((value - low) / (high - low)) * 34);
  let path = "";
  let area = "";
  let start: number | undefined;
  numbers.forEach((value, at) => {
    const x = (at / Math.max(1, numbers.length - 1)) * 100;
    if (value !== null) {
      path += `${start === undefined ? "M" : "L"}${x.toFixed(2)} ${y(value).toFixed(2)}`;
      area += `${start === undefined ? `M${x.toFixed(2)} 40L` : "L"}${x.toFixed(2)} ${y(value).toFixed(2)}`;
      start ??= x;
    }
    if (start !== undefined && (value === null || at === numbers.length - 1)) {
      const end = value === null ? ((at - 1) / Math.max(1, numbers.length - 1)) * 100 : x;
      area += `L${end.toFixed(2)} 40Z`;
      start = undefined;
    }
  });
  return svg(
    "svg",
    { class: "sparkline", viewBox: "0 0 100 40", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("path", { d: area, fill: color, "fill-opacity": 0.13 }),
    svg("path", { d: path, fill: "none", stroke: color, "stroke-width": 1.5, "vector-effect": "non-scaling-stroke" }),
  );
}

/** A gauge spans 240 degrees, from lower left over the top to lower right. */
const spread = (240 * Math.PI) / 180;

function arc(radius: number, from: number, to: number, width: number): string {
  const point = (part: number, r: number) => {
    const angle = -spread / 2 + part * spread - Math.PI / 2;
    return `${(60 + r * Math.cos(angle)).toFixed(2)} ${(62 + r * Math.sin(angle)).toFixed(2)}`;
  };
  const large = (to - from) * spread > Math.PI ? 1 : 0;
  const inner = radius - width;
  return `M${point(from, radius)}A${radius} ${radius} 0 ${large} 1 ${point(to, radius)}L${point(to, inner)}A${inner} ${inner} 0 ${large} 0 ${point(from, inner)}Z`;
}

export function gauge(panel: PanelView): HTMLElement {
  const ones = onesOf(panel);
  const markers = panel.options["showThresholdMarkers"] !== false;
  const cells = ones.map((one) => {
    const { config } = one;
    const part = fraction(one.value, config);
    const { min = 0, max = 100, thresholds } = config;
    const bounds = (thresholds?.steps ?? []).map(({ value, color }, at, all) => {
      const place = (step: number | null | undefined, otherwise: number) =>
        step === null || step === undefined
          ? otherwise
          : thresholds!.percentage
            ? step / 100
            : Math.max(0, Math.min(1, (step - min) / (max - min)));
      return { from: at === 0 ? 0 : place(value, 0), to: place(all[at + 1]?.value, 1), color: colorOf(color, theme()) };
    });
    return el(
      "div",
      { class: "gauge" },
      svg(
        "svg",
        { viewBox: "0 0 120 100", "aria-hidden": "true" },
        svg("path", { class: "gauge-rest", d: arc(50, 0, 1, 13) }),
        part > 0 ? svg("path", { d: arc(50, 0, part, 13), fill: one.color }) : undefined,
        ...(markers
          ? bounds
              .filter(({ from, to }) => to > from)
              .map(({ from, to, color }) => svg("path", { d: arc(55, from, to, 3), fill: color }))
          : []),
        svg(
          "text",
          {
            x: 60,
            y: 66,
            "text-anchor": "middle",
            "font-size": gaugeSize(shownText(one.shown)),
            fill: readable(one.color, theme(), 3),
            class: "gauge-text",
          },
          shownText(one.shown),
        ),
      ),
      ones.length > 1 || panel.options["textMode"] === "name"
        ? el("div", { class: "stat-name" }, one.stat.title)
        : undefined,
    );
  });
  return tiles(
    "stats gauges",
    cells,
    textOf(panel.options["orientation"]) ?? "auto",
    `Gauges. ${ones.map((one) => `${one.stat.title}: ${shownText(one.shown)} of ${shownText(formatValue(one.config.max ?? 100, one.config))}`).join("; ")}`,
  );
}

function gaugeSize(text: string): number {
  return Math.max(8, Math.min(20, 98 / Math.max(4, text.length)));
}

export function bargauge(panel: PanelView): HTMLElement {
  const ones = onesOf(panel);
  const { displayMode = "gradient", orientation = "auto" } = panel.options;
  const upright = orientation === "vertical";
  const numbers = ones
    .map(({ value }) => value)
    .filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  const withName = ones.length > 1 || mapOf(panel.options["reduceOptions"])["values"] === true;
  const rows = ones.map((one) => {
    const range = { min: one.config.min ?? Math.min(0, ...numbers), max: one.config.max ?? Math.max(...numbers, 0) };
    const part = fraction(one.value, range);
    const bar = styled(el("div", { class: `bar-fill ${textOf(displayMode) ?? ""}` }), {
      "--bar": one.color,
      [upright ? "height" : "width"]: `${(part * 100).toFixed(1)}%`,
    });
    const value = words(one);
    return styled(
      el(
        "div",
        { class: "bar" },
        withName ? el("div", { class: "bar-name", title: one.stat.title }, one.stat.title) : undefined,
        el("div", { class: panel.options["showUnfilled"] === false ? "bar-track bare" : "bar-track" }, bar),
        value,
      ),
      { "--value": readable(one.color, theme(), 4.5) },
    );
  });
  return el(
    "div",
    {
      class: `bars${upright ? " upright" : ""}${withName ? "" : " nameless"}`,
      role: "group",
      tabindex: 0,
      "aria-label": `Bars. ${spoken(ones)}`,
    },
    ...rows,
  );
}
