/** Colours by the names that Grafana gives them, and those of values. */
import { mappingOf } from "./format.ts";
import type { FieldConfig, Value } from "./frame.ts";

export type Theme = "light" | "dark";

/** Hues of Grafana's palette: super-light, light, plain, semi-dark, dark. */
const hues: Readonly<Record<string, readonly string[]>> = {
  red: ["#FFA6B0", "#FF7383", "#F2495C", "#E02F44", "#C4162A"],
  orange: ["#FFCB7D", "#FFB357", "#FF9830", "#FF780A", "#FA6400"],
  yellow: ["#FFF899", "#FFEE52", "#FADE2A", "#F2CC0C", "#E0B400"],
  green: ["#C8F2C2", "#96D98D", "#73BF69", "#56A64B", "#37872D"],
  blue: ["#C0D8FF", "#8AB8FF", "#5794F2", "#3274D9", "#1F60C4"],
  purple: ["#DEB6F2", "#CA95E5", "#B877D9", "#A352CC", "#8F3BB8"],
};
const shades = ["super-light-", "light-", "", "semi-dark-", "dark-"];

/** Grafana's classic palette of series. */
const classic = [
  "green", "semi-dark-yellow", "light-blue", "semi-dark-orange", "red", "blue", "purple", "#705DA0", "dark-green", "dark-yellow",
  "#447EBC", "#C15C17", "#890F02", "#0A437C", "#6D1F62", "#584477", "#B7DBAB", "#F4D598", "#70DBED", "#F9BA8F", "#F29191",
  "#82B5D8", "#E5A8E2", "#AEA2E0", "#629E51", "#E5AC0E", "#64B0C8", "#E0752D", "#BF1B00", "#0A50A1", "#962D82", "#614D93",
]; // prettier-ignore

const basics: Readonly<Record<string, string>> = {
  black: "#000000",
  white: "#ffffff",
  gray: "#8e8e8e",
  grey: "#8e8e8e",
};
const textColors = { light: "#1f2430", dark: "#d8dbe2" };

/** A colour of CSS; a name that is none gives the colour of text. */
export function colorOf(name: string, theme: Theme): string {
  return knownColor(name) ?? textColors[theme];
}

/** Whether Grafana has a colour of this name. */
export function isColor(name: string): boolean {
  return name === "text" || knownColor(name) !== undefined;
}

function knownColor(name: string): string | undefined {
  if (/^#[0-9a-fA-F]{3,8}$/.test(name) || /^(rgb|hsl)a?\([\d\s.,%/]+\)$/.test(name)) return name;
  if (name === "transparent") return "rgba(0, 0, 0, 0)";
  const [, shade = "", hue = ""] = /^((?:super-light-|light-|semi-dark-|dark-)?)(\w+)$/.exec(name) ?? [];
  return hues[hue]?.[shades.indexOf(shade)] ?? basics[name];
}

/** @param at number of the series in its panel */
export function seriesColor(at: number, theme: Theme): string {
  return colorOf(classic[at % classic.length]!, theme);
}

const scales: Readonly<Record<string, readonly string[]>> = {
  "continuous-GrYlRd": ["green", "yellow", "red"],
  "continuous-RdYlGr": ["red", "yellow", "green"],
  "continuous-BlYlRd": ["dark-blue", "super-light-yellow", "dark-red"],
  "continuous-YlRd": ["super-light-yellow", "dark-red"],
  "continuous-BlPu": ["blue", "purple"],
  "continuous-YlBl": ["super-light-yellow", "dark-blue"],
  "continuous-blues": ["#f7fbff", "dark-blue"],
  "continuous-reds": ["#fff5f0", "dark-red"],
  "continuous-greens": ["#f7fcf5", "dark-green"],
  "continuous-purples": ["#fcfbfd", "dark-purple"],
};

/** Of the step that a value has reached; steps in percent are of the range from `min` to `max`. */
export function thresholdOf(value: Value, { thresholds, min = 0, max = 100 }: FieldConfig): string | undefined {
  if (thresholds === undefined || typeof value !== "number") return undefined;
  const reached = (step: number) => value >= (thresholds.percentage ? min + ((max - min) * step) / 100 : step);
  return thresholds.steps.findLast((step) => step.value === null || reached(step.value))?.color;
}

/** The colour of a value: a mapping's first, then by the field's mode. @param at number of the series */
export function valueColor(value: Value, config: FieldConfig, at: number, theme: Theme): string {
  const mapped = mappingOf(value, config.mappings)?.color;
  if (mapped !== undefined) return colorOf(mapped, theme);
  const mode = config.color?.mode ?? "thresholds";
  if (mode === "fixed" || mode === "shades") return colorOf(config.color?.fixed ?? "green", theme);
  if (mode.startsWith("palette-")) return seriesColor(at, theme);
  const scale = scales[mode];
  if (scale !== undefined) return between(scale, fraction(value, config), theme);
  return colorOf(thresholdOf(value, config) ?? config.thresholds?.steps[0]?.color ?? "text", theme);
}

/** Of a line: that of its last value where values have the colour. */
export function lineColor(config: FieldConfig, values: readonly Value[], at: number, theme: Theme): string {
  const { color } = config;
  if (color === undefined || color.mode.startsWith("palette-")) return seriesColor(at, theme);
  if (color.mode === "fixed") return colorOf(color.fixed ?? "green", theme);
  return valueColor(
    values.findLast((value) => typeof value === "number") ?? null,
    { ...config, mappings: [] },
    at,
    theme,
  );
}

/** Where a value lies between `min` and `max`, from 0 to 1. */
export function fraction(value: Value, { min = 0, max = 100 }: Pick<FieldConfig, "min" | "max">): number {
  if (typeof value !== "number" || !(max > min)) return 0;
  return Math.max(0, Math.min(1, (value - min) / (max - min)));
}

export function between(names: readonly string[], part: number, theme: Theme): string {
  const at = part * (names.length - 1);
  const [low, high] = [Math.floor(at), Math.ceil(at)].map((one) => channels(colorOf(names[one]!, theme)));
  return `rgb(${low!.map((channel, one) => Math.round(channel + (high![one]! - channel) * (at % 1))).join(", ")})`;
}

/** Red, green, blue of `#rrggbb` or `rgb(…)`. */
function channels(color: string): readonly number[] {
  if (!color.startsWith("#")) return (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  const digits = color.length < 7 ? color.slice(1, 4).replaceAll(/./g, "$&$&") : color.slice(1, 7);
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
}

/** Relative luminance, 0 to 1 (WCAG 2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
    const part = channel / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Black or white, whichever is read better on a colour. */
export function textOn(color: string): string {
  return luminance(color) > 0.179 ? "#000000" : "#ffffff";
}

/** Contrast of two colours, 1 to 21 (WCAG 2). */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = { light: "#ffffff", dark: "#181b20" };

/** A colour as text on a panel: as near to it as is read well. @param ratio WCAG 2 asks for 4.5, for large text for 3 */
export function readable(color: string, theme: Theme, ratio: number): string {
  for (let part = 0; part < 1; part += 0.1) {
    const mixed = between([color, textColors[theme]], part, theme);
    if (contrast(mixed, grounds[theme]) >= ratio) return mixed;
  }
  return textColors[theme];
}
