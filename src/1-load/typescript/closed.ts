/** Whether a program gives the same each time it runs: it names nothing but what stands in it, what it imports, and what is the same everywhere. */
import type { Parsed } from "./parse.ts";

/** Globals that depend on their arguments alone. */
const same = new Set(
  [
    "undefined NaN Infinity Object Array String Number Boolean BigInt Symbol Math JSON Map Set RegExp",
    "Error TypeError RangeError SyntaxError parseInt parseFloat isNaN isFinite structuredClone console",
    "encodeURIComponent encodeURI decodeURIComponent decodeURI URL URLSearchParams",
  ].flatMap((names) => names.split(" ")),
);

/** Of a module, and of what makes code from text. */
const others = ["require", "module", "exports", "arguments", "constructor", "__proto__", "random"];
const open = new Set([...Object.getOwnPropertyNames(globalThis).filter((name) => !same.has(name)), ...others]);
/** Where these stand after a dot they are as good as the global. */
const openProperties = new Set(["constructor", "__proto__", "random"]);

/** Where a name stands that refers to nothing. */
const names: Readonly<Record<string, string>> = { MemberExpression: "property", Property: "key" };

/**
 * Cautious: a name of its own that is also an open global's makes a program open, which costs time and nothing else. What it imports is not
 * looked at.
 */
export function isClosed({ program, module }: Parsed): boolean {
  if (module.dynamicImports.length > 0 || module.importMetas.length > 0) return false;
  const pending: unknown[] = [program];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== "object" || node === null) continue;
    const { type, name, computed, value } = node as Record<string, unknown>;
    if (type === "Identifier" && typeof name === "string" && open.has(name)) return false;
    const plain = computed === true ? undefined : names[String(type)];
    const named = plain === undefined ? undefined : (node as Record<string, { readonly name?: string }>)[plain]?.name;
    if (named !== undefined && openProperties.has(named)) return false;
    // `x["constructor"]`
    if (type === "Literal" && typeof value === "string" && openProperties.has(value)) return false;
    // a name after a dot and a key are no references; `{ process }` has it as its value too
    for (const [at, child] of Object.entries(node)) if (at !== plain) pending.push(child);
  }
  return true;
}
