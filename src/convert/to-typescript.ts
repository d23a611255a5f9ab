/** A spec in YAML as one in TypeScript: the same value, its comments kept where they stand. */
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from "yaml";

const width = 120;

/**
 * @param text YAML that tocsin has read without a mistake
 * @param kind which builder makes it
 */
export function toTypescript(text: string, kind: "service" | "kit" | "workspace"): string {
  const document = parseDocument(text, { version: "1.2", strict: false });
  const { contents } = document;
  if (!isMap(contents)) throw new RangeError("a spec is a map");
  const lead: string[] = [];
  const pairs: Pair[] = [];
  let name = "";
  let isLeading = true;
  for (const pair of contents.items as Pair[]) {
    const key = keyOf(pair);
    if (key !== "version" && key !== kind) {
      pairs.push(pair);
      isLeading = false;
      continue;
    }
    // what is said about them stands above the call
    const before = commentLines((pair.key as Node).commentBefore);
    if (isLeading) lead.push(...before);
    else pushComment(pairs, before);
    const beside = isScalar(pair.value) ? commentLines(pair.value.comment) : [];
    lead.push(...beside);
    if (key === kind && isScalar(pair.value)) name = String(pair.value.value);
  }
  const head = [...commentLines(document.commentBefore), ...commentLines(contents.commentBefore), ...lead];
  const body = pairs.flatMap((pair) => pairLines(pair, "  "));
  const tail = commentLines(contents.comment).concat(commentLines(document.comment));
  const lines = [
    `import { ${kind} } from "tocsin";`,
    "",
    ...head.map((line) => line.trimEnd()),
    `export default ${kind}(${JSON.stringify(name)}, {`,
    ...body,
    ...tail.map((line) => `  ${line}`.trimEnd()),
    "});",
  ];
  return `${lines.join("\n")}\n`;
}

function pushComment(pairs: readonly Pair[], lines: readonly string[]): void {
  const last = pairs.at(-1);
  if (last === undefined || lines.length === 0) return;
  const value = last.value as Node | null;
  if (value !== null)
    value.comment = [value.comment, ...lines.map((line) => line.replace(/^\/\//, ""))].filter(Boolean).join("\n");
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

/** `// …` for each line of a comment; the line for editors of YAML goes. */
function commentLines(comment: string | null | undefined): string[] {
  if (comment === null || comment === undefined) return [];
  return comment
    .split("\n")
    .filter((line) => !/^\s*yaml-language-server:/.test(line))
    .map((line) => (line.trim() === "" ? "" : `//${line}`));
}

function pairLines(pair: Pair, indent: string): string[] {
  const { key, value } = pair as { readonly key: Node; readonly value: Node | null };
  const before = commentLines(key.commentBefore);
  const space = key.spaceBefore === true ? [""] : [];
  const inner = value !== null && !isScalar(value) ? commentLines(value.commentBefore) : [];
  const name = keyText(keyOf(pair));
  // what stands above the first key of a map is about that key
  const flat = value === null ? "null" : inner.length > 0 ? undefined : flatText(value);
  const fits =
    flat !== undefined && (isScalar(value) || value === null || indent.length + name.length + flat.length + 3 <= width);
  const own = value === null ? [] : commentLines(value.comment);
  // behind what stands on one line, else below it
  const [beside, after] = isScalar(value) || (fits && own.length === 1) ? [own, []] : [[], own];
  const lines = [...space, ...before.map((line) => `${indent}${line}`.trimEnd())];
  const tail = beside.length === 1 ? ` ${beside[0]!.trimEnd()}` : "";
  if (beside.length > 1) lines.push(...beside.map((line) => `${indent}${line}`.trimEnd()));
  if (fits) lines.push(`${indent}${name}: ${flat},${tail}`);
  else lines.push(...openLines(value!, indent, `${name}: `, inner));
  lines.push(...after.map((line) => `${indent}${line}`.trimEnd()));
  return lines;
}

/** A map or a list over several lines. */
function openLines(value: Node, indent: string, before: string, lead: readonly string[] = []): string[] {
  const inner = `${indent}  `;
  const first = lead.map((line) => `${inner}${line}`.trimEnd());
  if (isMap(value))
    return [
      `${indent}${before}{`,
      ...first,
      ...(value.items as Pair[]).flatMap((pair) => pairLines(pair, inner)),
      `${indent}},`,
    ];
  if (!isSeq(value)) return [`${indent}${before}${scalarText(value)},`];
  const items = (value.items as Node[]).flatMap((item) => {
    const above = commentLines(item.commentBefore).map((line) => `${inner}${line}`.trimEnd());
    const flat = flatText(item);
    const tail = isScalar(item) ? commentLines(item.comment) : [];
    const last = tail.length === 1 ? ` ${tail[0]!.trimEnd()}` : "";
    const lines = tail.length > 1 ? tail.map((line) => `${inner}${line}`.trimEnd()) : [];
    if (flat !== undefined && (isScalar(item) || inner.length + flat.length + 1 <= width))
      return [...above, ...lines, `${inner}${flat},${last}`];
    return [...above, ...openLines(item, inner, "")];
  });
  return [`${indent}${before}[`, ...first, ...items, `${indent}],`];
}

/** On one line, unless a comment stands inside of it. */
function flatText(value: Node | null): string | undefined {
  if (value === null) return "null";
  if (isMap(value)) {
    const parts: string[] = [];
    for (const pair of value.items as Pair[]) {
      const { key, value: inner } = pair as { readonly key: Node; readonly value: Node | null };
      const flat = hasComment(key) || hasComment(inner) ? undefined : flatText(inner);
      if (flat === undefined) return undefined;
      parts.push(`${keyText(keyOf(pair))}: ${flat}`);
    }
    return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
  }
  if (isSeq(value)) {
    const parts = (value.items as Node[]).map((item) => (hasComment(item) ? undefined : flatText(item)));
    return parts.includes(undefined) ? undefined : `[${parts.join(", ")}]`;
  }
  return scalarText(value);
}

function hasComment(node: Node | null): boolean {
  return node !== null && Boolean(node.commentBefore ?? node.comment);
}

function scalarText(node: Node): string {
  const value = isScalar(node) ? node.value : undefined;
  return typeof value === "string" ? quoted(value) : String(value);
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

/** In the quotes that need fewer escapes; never a template, in which `${` would mean something. */
function quoted(text: string): string {
  const double = JSON.stringify(text);
  return text.includes('"') && !/['\\\p{Cc}]/u.test(text) ? `'${text}'` : double;
}
