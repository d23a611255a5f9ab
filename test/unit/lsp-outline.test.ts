import { describe, expect, it } from "vitest";
import { loadYaml } from "../../src/1-load/yaml.ts";
import { type Outline, outlineOf } from "../../src/lsp/yaml/outline.ts";
import { placeAt } from "../../src/lsp/yaml/place.ts";
import { pointerSteps } from "../../src/util/pointer.ts";
import { specTexts } from "../support/spec-texts.ts";

const texts = specTexts("examples", "test/golden", "src/kits");

/** Every pointer of an outline with the range of its key and value. */
function placesIn(node: Outline | undefined, text: string, pointer = ""): Record<string, readonly number[]> {
  if (node === undefined) return {};
  const found: Record<string, readonly number[]> = { [pointer]: [node.start, node.end] };
  if (node.kind === "map")
    for (const { key, value } of node.entries) {
      const name = text.slice(key.start, key.end).replace(/^(["'])(.*)\1$/, "$2");
      Object.assign(
        found,
        { [`${pointer}/${name} key`]: [key.start, key.end] },
        placesIn(value, text, `${pointer}/${name}`),
      );
    }
  if (node.kind === "list")
    for (const [at, { value }] of node.items.entries()) Object.assign(found, placesIn(value, text, `${pointer}/${at}`));
  return found;
}

/** The same by the reader. */
function placesRead(path: string, text: string): Record<string, readonly number[]> {
  const { value: document } = loadYaml(path, new TextEncoder().encode(text));
  if (document === undefined) throw new Error(path);
  const found: Record<string, readonly number[]> = {};
  const visit = (value: unknown, pointer: string): void => {
    const { start, end } = document.spanOf(pointer);
    // of the whole the reader tells the first key
    if (pointer !== "" && end > start) found[pointer] = [start, end];
    if (typeof value !== "object" || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (!Array.isArray(value)) {
        const own = document.spanOf(`${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, "key");
        found[`${pointer}/${key} key`] = [own.start, own.end];
      }
      visit(child, `${pointer}/${key}`);
    }
  };
  visit(document.value, "");
  return found;
}

describe("the outline of a text", () => {
  it("is what the reader sees, in every example, kit and golden case", () => {
    expect(texts.size).toBeGreaterThan(40);
    for (const [path, text] of texts) {
      const { "": _whole, ...mine } = placesIn(outlineOf(text), text);
      const theirs = placesRead(path, text);
      for (const key of Object.keys(mine)) if (theirs[key] === undefined) delete mine[key];
      expect({ path, ...mine }).toEqual({ path, ...theirs });
    }
  });

  it("leads from each key and value back to its path", () => {
    for (const [path, text] of texts) {
      const outline = outlineOf(text);
      for (const [pointer, [start, end]] of Object.entries(placesRead(path, text))) {
        const isKey = pointer.endsWith(" key");
        const node = isKey ? pointer.slice(0, -4) : pointer;
        const isScalar = isKey || !/^[{[&*]|^-\s|^[\w"'.$-]+:(\s|$)/.test(text.slice(start, end));
        if (!isScalar || /^[|>]/.test(text.slice(start, end))) continue;
        const place = placeAt(text, outline, Math.floor((start! + end!) / 2));
        expect([path, place?.path, place?.part === "key"]).toEqual([path, pointerSteps(node), isKey]);
      }
    }
  });

  it("exists for every text, whatever is typed", () => {
    for (const text of texts.values())
      for (let end = 0; end <= text.length; end += 7) {
        const typed = text.slice(0, end);
        placeAt(typed, outlineOf(typed), end);
      }
  });
});
