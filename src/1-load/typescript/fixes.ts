import type { Diagnostic, TextEdit } from "../../diagnostics/diagnostic.ts";

/** A finding whose fix, thought of as YAML, is written as TypeScript; where that is not certain it has none. */
export function withTypescriptFix(found: Diagnostic): Diagnostic {
  const { fix } = found;
  if (fix === undefined || !fix.edits.some(({ span }) => isTypescript(span.file.path))) return found;
  const edits = fix.edits.map((edit) => (isTypescript(edit.span.file.path) ? asTypescript(edit) : edit));
  const { fix: _, ...without } = found;
  return edits.includes(undefined) ? without : { ...without, fix: { ...fix, edits: edits as TextEdit[] } };
}

function isTypescript(path: string): boolean {
  return /\.m?ts$/.test(path);
}

function asTypescript(edit: TextEdit): TextEdit | undefined {
  const { span, text } = edit;
  const old = span.file.text.slice(span.start, span.end);
  switch (kindAt(span.file.text, span.start)) {
    case "comment":
      return edit;
    case "string":
      return /[\\'"`\n\r]|\$\{/.test(text) ? undefined : edit;
    case "code":
      break;
  }
  const isKey = /^\s*\??:/.test(span.file.text.slice(span.end, span.end + 20));
  if (/^[A-Za-z_$][\w$]*$/.test(old) && isKey) return { span, text: asKey(text) };
  const quote = /^(["'])[^\\]*\1$/s.exec(old)?.[1];
  const isLiteral = quote !== undefined || /^-?\d[\d_.]*$/.test(old);
  if (!isLiteral) return text === "" && /^\s*\/\//.test(old) ? edit : undefined;
  const value = scalar(text);
  if (value === undefined) return undefined;
  if (isKey && quote !== undefined && value.isText) return { span, text: inQuotes(value.text, quote) };
  return { span, text: value.isText ? inQuotes(value.text, quote ?? '"') : value.text };
}

function asKey(text: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(text) ? text : JSON.stringify(text);
}

function inQuotes(text: string, quote: string): string {
  const body = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${body}"` : `'${body.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A YAML scalar on one line: the value of a fix. */
function scalar(text: string): { text: string; isText: boolean } | undefined {
  if (/^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?|true|false|null)$/.test(text)) return { text, isText: false };
  if (/^"[^"\\\n]*"$/.test(text)) return { text: text.slice(1, -1), isText: true };
  if (/^'(?:[^'\n]|'')*'$/.test(text)) return { text: text.slice(1, -1).replaceAll("''", "'"), isText: true };
  if (text === "" || /^[[{>|*&!%@`"'#?-]|\n|: | #/.test(text)) return undefined;
  return { text, isText: true };
}

/** Whether a place lies inside a comment or a string; the quotes of a string are code. */
function kindAt(text: string, offset: number): "code" | "string" | "comment" {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`/g;
  for (const { 0: whole, index } of text.matchAll(token)) {
    if (index >= offset) return whole.startsWith("/") && index === offset ? "comment" : "code";
    if (offset < index + whole.length) return whole.startsWith("/") ? "comment" : "string";
  }
  return "code";
}
