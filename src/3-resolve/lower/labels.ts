import type { Labels } from "../../model/service.ts";
import { isMap, valueOf, type Node } from "../layers/lay.ts";

/** Texts by name: labels, annotations, links. */
export function labelsOf(node: Node | undefined): Labels {
  const value = node === undefined || node.removed ? {} : valueOf(node);
  if (!isMap(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
