import { getScalarValue, SCALAR_STYLE } from "js-yaml";
import type { Diagnostic, SourceFile } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "./diagnostics.ts";
import { limits, type YamlNode } from "./nodes.ts";

/**
 * The name that a key gives, as it is written (`1.10` stays `1.10`), or why it gives none.
 * `__proto__` is refused outright, so that no later phase can change a prototype by copying a map.
 */
export function keyName(source: SourceFile, key: YamlNode): string | Diagnostic {
  const span = { file: source, start: key.start, end: key.end };
  if (key.kind !== "scalar") {
    const found = key.kind === "map" ? "a map" : "a list";
    return diagnostic("key-not-text", { found }, span, { help: "quote it if it is meant as a text" });
  }
  const name = key.event.valueStart < 0 ? "" : getScalarValue(source.text, key.event);
  if (name.trim() === "") return diagnostic("empty-key", {}, span, { help: "write the key before the `:`" });
  if (name.length > limits.key) {
    const help = "a key is a name; put long text in a value";
    return diagnostic(
      "key-too-long",
      { length: name.length, limit: limits.key },
      { ...span, end: span.start + 40 },
      { help },
    );
  }
  if (name === "<<" && key.event.style === SCALAR_STYLE.PLAIN) {
    const help = "write the keys out, or share them through a kit or the workspace's `defaults`";
    return diagnostic("merge-key", {}, span, { help });
  }
  if (name === "__proto__") return diagnostic("reserved-key", { key: name }, span, { help: "choose another name" });
  return name;
}
