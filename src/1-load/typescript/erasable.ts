import type { Program } from "oxc-parser";

export interface NeedsBuild {
  readonly reason: string;
  readonly help: string;
  readonly place: { readonly start: number; readonly end: number };
}

const asConst = "use a constant object, which needs no build: `const x = { … } as const`";
const plainly = "write it in JavaScript with types beside it";

/** TypeScript that is more than types: it cannot be run by leaving the types out, which is what every Node version does. */
const kinds: Readonly<Record<string, { readonly name: string; readonly help: string }>> = {
  TSEnumDeclaration: { name: "`enum`", help: asConst },
  TSModuleDeclaration: { name: "`namespace`", help: "use a file of its own, and import it" },
  TSParameterProperty: { name: "a parameter property", help: plainly },
  TSImportEqualsDeclaration: { name: "`import … = `", help: 'write `import … from "…"`' },
  TSExportAssignment: { name: "`export =`", help: "write `export default`" },
  TSTypeAssertion: { name: "`<type>value`", help: "write `value as type`" },
  Decorator: { name: "a decorator", help: plainly },
};

/** The first thing in a program that needs a build step. */
export function needsBuild(program: Program): NeedsBuild | undefined {
  const pending: unknown[] = [program];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== "object" || node === null) continue;
    const { type, start, end, declare, id } = node as Record<string, unknown>;
    const kind = typeof type === "string" && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (kind !== undefined && declare !== true && typeof start === "number" && typeof end === "number") {
      const named = (id as { end?: number } | undefined)?.end ?? Math.min(end, start + 40);
      return { reason: `${kind.name} needs a build step`, help: kind.help, place: { start, end: named } };
    }
    // In order, so that the first in the file is told.
    for (const child of Object.values(node).toReversed()) if (typeof child === "object") pending.push(child);
  }
  return undefined;
}
