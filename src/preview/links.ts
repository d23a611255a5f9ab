/** Links of values: what they hold of the value is filled in where it is known, which is in the page. */
import type { Labels } from "./frame.ts";

export interface LinkContext {
  readonly name: string;
  readonly labels: Labels;
  readonly value: string;
  readonly time?: number;
  /** Cells of the same row, by the names of their columns. */
  readonly row?: ReadonlyMap<string, string>;
}

/** Fills `${__value.raw}`, `${__data.fields.name}`, `${__data.fields["name"]}`, `${__field.labels.route}`, `${__series.name}` … */
export function fillLink(url: string, { name, labels, value, time, row }: LinkContext): string {
  return url.replaceAll(
    /\$\{__(\w+)((?:\.\w+|\["[^"]*"\]|\[\d+\])*)(?::(\w+))?\}/g,
    (whole, of: string, path: string, format?: string) => {
      const keys = [...path.matchAll(/\.(\w+)|\["([^"]*)"\]|\[(\d+)\]/g)].map(
        ([, dotted, quoted, at]) => dotted ?? quoted ?? at ?? "",
      );
      const text = ((): string | undefined => {
        switch (of) {
          case "value":
            return keys[0] === "time" ? String(Math.round((time ?? 0) * 1000)) : value;
          case "series":
            return name;
          case "field":
            return keys[0] === "labels"
              ? keys[1] === undefined
                ? Object.values(labels).join(" ")
                : (labels[keys[1]] ?? "")
              : name;
          case "data": {
            if (keys[0] !== "fields" || row === undefined) return "";
            const key = keys[1] ?? "";
            return row.get(key) ?? (/^\d+$/.test(key) ? [...row.values()][Number(key)] : undefined) ?? "";
          }
          default:
            return undefined;
        }
      })();
      if (text === undefined) return whole;
      return format === "raw" ? text : encodeURIComponent(text);
    },
  );
}

export interface Place {
  readonly uid: string;
  readonly parameters: string;
}

/** The dashboard that an address of Grafana names: `/d/UID/title?var-a=b`, whatever stands before it. */
export function placeOf(url: string): Place | undefined {
  const [, uid, parameters = ""] =
    /^(?:https?:\/\/[^/?#]+)?(?:\/[^?#]*?)?\/?#?\/d\/([A-Za-z0-9_-]+)(?:\/[^?#]*)?(?:\?([^#]*))?/.exec(url) ?? [];
  return uid === undefined ? undefined : { uid, parameters };
}
