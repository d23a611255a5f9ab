/** How each field is shown: the panel's defaults, then the overrides that match, in their order. */
import type { Override, Panel } from "./dashboard.ts";
import { readFieldConfig } from "./dashboard.ts";
import { type Field, type FieldConfig, type Frame, seriesName } from "./frame.ts";
import { isMap, mapOf, textOf, textsOf } from "./json.ts";

export interface ConfiguredField {
  readonly field: Field;
  readonly name: string;
  readonly config: FieldConfig;
}

/** @returns the frames with a configuration for each field, and what of the overrides is not understood */
export function configure(
  frames: readonly Frame[],
  { defaults, overrides }: Pick<Panel, "defaults" | "overrides">,
): { readonly frames: readonly (readonly ConfiguredField[])[]; readonly notes: readonly string[] } {
  const notes = new Set<string>();
  const used = new Set<Override>();
  const configured = frames.map((frame) =>
    frame.fields.map((field) => {
      const named = nameOf(field, frame, frames);
      let config = defaults;
      for (const override of overrides) {
        const does = matches(override, field, frame, named);
        if (does === undefined) notes.add(`preview does not know the override's matcher \`${override.matcher}\``);
        if (does !== true) continue;
        used.add(override);
        for (const { id, value } of override.properties) config = withProperty(config, id, value);
      }
      return { field, name: displayName(config.displayName, field) ?? named, config };
    }),
  );
  return { frames: configured, notes: [...notes] };
}

/** `displayName` may name labels: `${__field.labels.route}`. */
function displayName(template: string | undefined, field: Field): string | undefined {
  return template?.replaceAll(
    /\$\{__field\.(?:labels(?:\.(\w+)|\["([^"]+)"\])?|(name|displayName))\}/g,
    (_, dotted?: string, quoted?: string, own?: string) => {
      if (own !== undefined) return field.shownAs ?? field.name;
      const label = dotted ?? quoted;
      return label === undefined ? Object.values(field.labels).join(" ") : (field.labels[label] ?? "");
    },
  );
}

/** The name of a field without an override: its legend; else its own, and of values their labels, or the one label that tells them apart. */
export function nameOf(field: Field, _: Frame, frames: readonly Frame[]): string {
  if (field.shownAs !== undefined) return field.shownAs;
  if (field.type !== "number" || Object.keys(field.labels).length === 0) return field.name;
  const single = singleLabel(frames);
  const labels = single === undefined ? seriesName(field.labels) : (field.labels[single] ?? "");
  return field.name === "Value" ? labels : `${field.name} ${labels}`;
}

/** The only label that the values of some frames have. */
function singleLabel(frames: readonly Frame[]): string | undefined {
  const names = new Set(frames.flatMap(({ fields }) => fields.flatMap(({ labels }) => Object.keys(labels))));
  return names.size === 1 ? [...names][0] : undefined;
}

function matches({ matcher, of }: Override, field: Field, { refId }: Frame, name: string): boolean | undefined {
  switch (matcher) {
    case "byName":
      return of === name || of === field.name;
    case "byNames": {
      const names = Array.isArray(of) ? textsOf(of) : textsOf(mapOf(of)["names"]);
      const excluded = isMap(of) && of["mode"] === "exclude";
      return (names.includes(name) || names.includes(field.name)) !== excluded;
    }
    case "byRegexp":
    case "byRegex": {
      const pattern = patternOf(textOf(of) ?? "");
      return pattern !== undefined && (pattern.test(name) || pattern.test(field.name));
    }
    case "byType":
      return of === field.type;
    case "byFrameRefID":
      return of === refId;
    default:
      return undefined;
  }
}

/** `/a.*b/i`, or a text that stands for itself from start to end. */
export function patternOf(text: string): RegExp | undefined {
  const [, body, flags = ""] = /^\/(.*)\/(\w*)$/s.exec(text) ?? [];
  try {
    return body === undefined ? new RegExp(`^${text}$`) : new RegExp(body, flags.replace("g", ""));
  } catch {
    return undefined;
  }
}

function withProperty(config: FieldConfig, id: string, value: unknown): FieldConfig {
  if (id.startsWith("custom.")) {
    const [first = "", ...rest] = id.slice("custom.".length).split(".");
    const inner = rest.length === 0 ? value : setAt(mapOf(config.custom[first]), rest, value);
    return { ...config, custom: { ...config.custom, [first]: inner } };
  }
  const { custom: _custom, ...read } = readFieldConfig({ [id]: value });
  return { ...config, ...read };
}

function setAt(
  map: Readonly<Record<string, unknown>>,
  [first = "", ...rest]: readonly string[],
  value: unknown,
): unknown {
  return { ...map, [first]: rest.length === 0 ? value : setAt(mapOf(map[first]), rest, value) };
}
