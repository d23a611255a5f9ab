/** A spec in TypeScript, which was run, as one in YAML: its value alone, for comments stand beside code that may not be there any more. */
import { Document, isCollection, isPair, isScalar, visit } from "yaml";

/** Maps and lists so small stand on one line. */
const mostInLine = 100;

export function toYaml(value: Readonly<Record<string, unknown>>): string {
  // What a reader of YAML 1.1 would take for something else is quoted; the rest is plain, as people write it.
  const document = new Document(value, { compat: "yaml-1.1", aliasDuplicateObjects: false });
  visit(document, {
    Collection(key, node) {
      const isRoot = key === null;
      const isFlat = node.items.every((item) => !isCollection(isPair(item) ? item.value : item));
      node.flow = !isRoot && isFlat && JSON.stringify(node).length <= mostInLine;
    },
    Scalar(key, node) {
      if (key === "value" && isScalar(node) && typeof node.value === "string" && node.value.includes("\n"))
        node.type = "BLOCK_LITERAL";
    },
  });
  return document.toString({ lineWidth: 0 });
}
