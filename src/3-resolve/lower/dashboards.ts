import type { WrittenDashboard, WrittenPanel, WrittenRow } from "../../model/service.ts";
import type { Promql } from "../holes/fill.ts";
import { entriesOf, find, isMap, type Node } from "../layers/lay.ts";
import { pointerTo } from "../../util/pointer.ts";
import { vectorAt } from "./written-alert.ts";

interface DashboardsInput {
  /** The whole service. */
  readonly root: Node;
  /** Every PromQL text, by its pointer. */
  readonly promql: ReadonlyMap<string, Promql>;
}

const kinds = ["timeseries", "stat", "gauge", "bar", "table", "heatmap"] as const;

/** Entries of `dashboards`, in order of names, rows as written; a panel whose expression is wrong has none. */
export function resolveDashboards(input: DashboardsInput): readonly WrittenDashboard[] {
  return entriesOf(find(input.root, "dashboards")).map(([name, node]): WrittenDashboard => {
    const path = ["dashboards", name];
    return {
      name,
      ...textAt(find(node, "title")?.value, "title"),
      rows: inOrder(find(node, "rows")).map(([row, inner]): WrittenRow => ({
        name: row,
        ...textAt(find(inner, "title")?.value, "title"),
        show: find(inner, "show")?.value !== false,
        panels: panelsOf(inner, [...path, "rows", row], input),
        origin: originOf(inner),
      })),
      panels: panelsOf(node, path, input),
      origin: originOf(node),
    };
  });
}

function panelsOf(node: Node, path: readonly string[], input: DashboardsInput): readonly WrittenPanel[] {
  const list = find(node, "panels");
  if (list === undefined || !Array.isArray(list.value)) return [];
  const { layer, pointer } = list.source;
  return list.value.flatMap((panel: unknown, at): readonly WrittenPanel[] => {
    const own = [...path, "panels", String(at)];
    const value = vectorAt(input, [...own, "value"]);
    if (!isMap(panel) || typeof panel["title"] !== "string") return [];
    return [
      {
        title: panel["title"],
        ...textAt(panel["description"], "description"),
        ...(value !== undefined && { value }),
        ...textAt(panel["unit"], "unit"),
        as: kinds.find((kind) => kind === panel["as"]) ?? "timeseries",
        ...textAt(panel["legend"], "legend"),
        ...textAt(panel["empty"], "empty"),
        ...numberAt(panel["min"], "min"),
        ...numberAt(panel["max"], "max"),
        pointer: own.reduce(pointerTo, ""),
        origin: layer.originOf(`${pointer}/${at}`),
      },
    ];
  });
}

function textAt<Key extends string>(value: unknown, key: Key): { readonly [K in Key]?: string } {
  return (typeof value === "string" ? { [key]: value } : {}) as { readonly [K in Key]?: string };
}

function numberAt<Key extends string>(value: unknown, key: Key): { readonly [K in Key]?: number } {
  return (typeof value === "number" ? { [key]: value } : {}) as { readonly [K in Key]?: number };
}

/** Rows stand one below the other as they are written: of kits first, as they are used. */
function inOrder(node: Node | undefined): readonly (readonly [string, Node])[] {
  return [...(node?.children ?? [])].filter(([, child]) => child.removed !== true);
}

function originOf(node: Node) {
  return node.source.layer.originOf(node.source.pointer, "key");
}
