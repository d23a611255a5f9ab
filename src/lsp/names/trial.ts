/** Whether a TypeScript file that was changed gives what is wanted: it is run, as nothing else can tell. */
import type { Span } from "../../diagnostics/diagnostic.ts";
import { pointerTo } from "../../util/pointer.ts";
import type { WorkspaceModel } from "../model.ts";
import type { File } from "../session.ts";
import { type Change, changed } from "./edits.ts";
import { type Family, keyOf } from "./family.ts";
import { type Occurrence, occurrencesInTree } from "./occurrences.ts";
import { typescriptTree } from "./tree.ts";

/** The first place whose value would not be the renamed one and nothing else; undefined when all are. */
export async function tryRename(
  model: WorkspaceModel,
  files: readonly { readonly file: File; readonly changes: readonly Change[] }[],
  family: Family,
  name: string,
): Promise<Span | undefined> {
  const texts = new Map(files.map(({ file, changes }) => [file.path, changed(file.text, changes)]));
  const slis = new Map(
    files.flatMap(({ changes }) =>
      changes.flatMap(({ of, sli }) => (sli === undefined ? [] : [[`${of.scope} ${of.path.join("/")}`, sli] as const])),
    ),
  );
  for (const [path, tried] of await model.tryTypescript(texts)) {
    const { kind, documents } = model.files().get(path)!;
    const specs = documents.filter(({ value }) => value !== undefined);
    const now = tried.documents.filter(({ value }) => value !== undefined);
    for (const [at, before] of specs.entries()) {
      const found = occurrencesInTree(kind, typescriptTree(before));
      const wanted = renamedValue(before.value, found, family, name, slis);
      const pointer = differenceOf(wanted, now[at]?.value, "");
      if (pointer !== undefined) return before.spanOf(pointer.pointer, pointer.part);
    }
  }
  return undefined;
}

function renamedValue(
  value: unknown,
  found: readonly Occurrence[],
  { members }: Family,
  name: string,
  slis: ReadonlyMap<string, string>,
): unknown {
  const changes = new Map<string, { from: number; to: number; text: string }[]>();
  for (const one of found) {
    const text = one.implied === undefined ? members.get(keyOf(one))?.write(name) : undefined;
    if (text === undefined) continue;
    const key = `${one.part} ${one.path.join("/")}`;
    changes.set(key, [...(changes.get(key) ?? []), { from: one.at, to: one.at + one.name.length, text }]);
  }
  const stands = new Map(
    found.flatMap(({ implied, scope, path }) => {
      const sli = implied === undefined ? undefined : slis.get(`${scope} ${path.join("/")}`);
      return sli === undefined ? [] : [[path.join("/"), sli] as const];
    }),
  );
  const text = (was: string, part: "key" | "value", path: readonly string[]): string => {
    let now = was;
    for (const change of (changes.get(`${part} ${path.join("/")}`) ?? []).toSorted((a, b) => b.from - a.from))
      now = now.slice(0, change.from) + change.text + now.slice(change.to);
    return now;
  };
  const make = (was: unknown, path: readonly string[]): unknown => {
    if (typeof was === "string") return text(was, "value", path);
    if (Array.isArray(was)) return was.map((item, at) => make(item, [...path, String(at)]));
    if (typeof was !== "object" || was === null) return was;
    return Object.fromEntries(
      Object.entries(was).map(([key, inner]) => {
        const below = [...path, key];
        const made = make(inner, below);
        const sli = stands.get(below.join("/"));
        const own = typeof made === "object" && made !== null ? made : { objective: made };
        return [text(key, "key", below), sli === undefined ? made : { sli, ...own }];
      }),
    );
  };
  return make(value, []);
}

/** Where two values are not the same; the order of keys does not count. */
function differenceOf(
  wanted: unknown,
  given: unknown,
  pointer: string,
): { readonly pointer: string; readonly part: "key" | "value" } | undefined {
  if (typeof wanted !== "object" || wanted === null || typeof given !== "object" || given === null)
    return Object.is(wanted, given) ? undefined : { pointer, part: "value" };
  const [a, b] = [wanted, given] as [Record<string, unknown>, Record<string, unknown>];
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const below = pointerTo(pointer, key);
    if (!Object.hasOwn(a, key) || !Object.hasOwn(b, key)) return { pointer: below, part: "key" };
    const found = differenceOf(a[key], b[key], below);
    if (found !== undefined) return found;
  }
  return undefined;
}
