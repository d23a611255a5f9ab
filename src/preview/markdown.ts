/** A small part of Markdown, as a tree: what text panels and descriptions hold. HTML in it stays text. */

export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly text: readonly Inline[] }
  | { readonly kind: "paragraph"; readonly text: readonly Inline[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "table"; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: "rule" };

export type Inline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "strong" | "em"; readonly text: readonly Inline[] }
  | { readonly kind: "link"; readonly url: string; readonly text: readonly Inline[] };

export function readMarkdown(text: string): readonly Block[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const blocks: Block[] = [];
  let at = 0;
  const take = (wanted: (line: string) => boolean): readonly string[] => {
    const from = at;
    while (at < lines.length && wanted(lines[at]!)) at++;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at]!;
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (line.trim() === "") at++;
    else if (/^\s*```/.test(line)) {
      at++;
      blocks.push({ kind: "code", text: take((one) => !/^\s*```/.test(one)).join("\n") });
      at++;
    } else if (heading !== null) {
      blocks.push({ kind: "heading", level: heading[1]!.length, text: readInline(heading[2]!) });
      at++;
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      blocks.push({ kind: "rule" });
      at++;
    } else if (item.test(line)) {
      const items = take((one) => item.test(one) || /^\s{2,}\S/.test(one));
      const joined: string[] = [];
      for (const one of items) {
        if (item.test(one)) joined.push(one.replace(item, ""));
        else joined.push(`${joined.pop()} ${one.trim()}`);
      }
      blocks.push({ kind: "list", ordered: /^\s*\d/.test(line), items: joined.map(readInline) });
    } else if (/^\s*\|.*\|\s*$/.test(line)) {
      const rows = take((one) => /^\s*\|.*\|\s*$/.test(one)).filter((one) => !/^[\s|:-]+$/.test(one));
      const cells = (row: string) =>
        row
          .trim()
          .slice(1, -1)
          .split(/(?<!\\)\|/);
      blocks.push({ kind: "table", rows: rows.map((row) => cells(row).map((cell) => readInline(cell.trim()))) });
    } else {
      const paragraph = take((one) => one.trim() !== "" && !/^(#{1,6}\s|\s*```)/.test(one) && !item.test(one));
      blocks.push({ kind: "paragraph", text: readInline(paragraph.join(" ")) });
    }
  }
  return blocks;
}

const item = /^\s{0,3}(?:[-*+]|\d{1,9}[.)])\s+/;

const patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => Inline])[] = [
  [/^\\([\\`*_{}[\]()#+.!<>|~$&-])/, ([, sign = ""]) => ({ kind: "text", text: sign })],
  [/^&(amp|lt|gt|quot|#39|#36|#x24|nbsp);/, ([, name = ""]) => ({ kind: "text", text: entities[name] ?? "" })],
  [/^(`+)(.+?)\1(?!`)/s, ([, , code = ""]) => ({ kind: "code", text: code.trim() })],
  [/^\*\*(?=\S)(.+?)\*\*/s, ([, inner = ""]) => ({ kind: "strong", text: readInline(inner) })],
  [/^__(?=\S)(.+?)__/s, ([, inner = ""]) => ({ kind: "strong", text: readInline(inner) })],
  [/^\*(?=\S)([^*]+)\*/s, ([, inner = ""]) => ({ kind: "em", text: readInline(inner) })],
  [
    /^\[((?:\\.|[^\]\\])*)\]\(<?([^)\s>]*)>?(?:\s+"[^"]*")?\)/,
    ([, inner = "", url = ""]) => ({ kind: "link", url, text: readInline(inner) }),
  ],
  [/^<(https?:\/\/[^\s<>]+)>/, ([, url = ""]) => ({ kind: "link", url, text: [{ kind: "text", text: url }] })],
  [
    /^https?:\/\/[^\s<>)"'`]+[^\s<>)"'`.,;:!?]/,
    ([url]) => ({ kind: "link", url, text: [{ kind: "text", text: url }] }),
  ],
];
const entities: Readonly<Record<string, string>> = {
  amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#36": "$", "#x24": "$", nbsp: "\u00a0",
}; // prettier-ignore

export function readInline(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain !== "") parts.push({ kind: "text", text: plain });
    plain = "";
  };
  while (at < text.length) {
    // Nothing begins with a letter but an address.
    if (/[\w\s]/.test(text[at]!) && !text.startsWith("http", at) && text[at] !== "_") {
      plain += text[at++];
      continue;
    }
    const rest = text.slice(at);
    let found: readonly [RegExpExecArray, Inline] | undefined;
    for (const [pattern, make] of patterns) {
      const match = pattern.exec(rest);
      if (match !== null) {
        found = [match, make(match)];
        break;
      }
    }
    if (found === undefined) plain += text[at++];
    else {
      const [match, made] = found;
      if (made.kind === "text") plain += made.text;
      else {
        flush();
        parts.push(made);
      }
      at += match[0].length;
    }
  }
  flush();
  return parts;
}

/** Addresses that may be followed: of the web, of mail, and within the place itself. */
export function isSafeUrl(url: string): boolean {
  return /^(https?:\/\/|mailto:|\/(?!\/)|#|\?)/i.test(url.trim());
}
