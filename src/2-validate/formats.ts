import { type Format, formats } from "../model/quantity/formats.ts";

/** Why a text is no value of its type. */
export interface Malformed {
  readonly error: string;
  readonly help?: string;
  /** The text to write instead, where that is certain. */
  readonly fix?: string;
}

/** PromQL is parsed once, when layers are merged and holes are filled; there its mistakes are told at their place in the text. */
const parsedLater: ReadonlySet<string> = new Set<Format>(["promql", "selector"]);

/** undefined when the text is well formed, when its type is not checked here, or when it holds `${…}`, whose value is not known yet. */
export function checkFormat(
  { format, words }: { readonly format?: string; readonly words?: readonly string[] },
  text: string,
): Malformed | undefined {
  if (format === undefined || parsedLater.has(format) || words?.includes(text) === true) return undefined;
  if (holdsHole(text)) {
    // What a hole brings to a template is text: its actions can be judged without it.
    if (format !== "template") return undefined;
    const filled = formats.template(text.replace(/\$\{[^{}\n]*\}/g, "x"));
    return filled.ok ? undefined : { error: filled.error, ...(filled.help !== undefined && { help: filled.help }) };
  }
  if (!Object.hasOwn(formats, format)) throw new Error(`no parser for the format ${format}`);
  const result = formats[format as Format](text);
  return result.ok ? undefined : result;
}

/** `${name}`; `$${` is a literal `${`. */
function holdsHole(text: string): boolean {
  return /(?<!\$)(?:\$\$)*\$\{/.test(text);
}
