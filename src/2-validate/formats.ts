import { parseDuration } from "../model/quantity/duration.ts";
import type { Parsed } from "../model/quantity/parsed.ts";

/** Why a text is no value of its type. */
export interface Malformed {
  readonly error: string;
  readonly help?: string;
  /** The text to write instead, where that is certain. */
  readonly fix?: string;
}

/**
 * The parser of each value type (`format` in the schemas). Types that are missing are any text, or PromQL, which is parsed when its layers are merged:
 * `selector`, `promql`, `text`, `template`.
 */
const parsers: Readonly<Record<string, (text: string) => Parsed<unknown>>> = {
  duration: parseDuration,
};

/** undefined when the text is well formed, when its type is not checked here, or when it holds `${…}`, whose value is not known yet. */
export function checkFormat(
  { format, words }: { readonly format?: string; readonly words?: readonly string[] },
  text: string,
): Malformed | undefined {
  if (format === undefined || !Object.hasOwn(parsers, format) || words?.includes(text) === true || holdsHole(text))
    return undefined;
  const result = parsers[format]!(text);
  return result.ok ? undefined : result;
}

/** `${name}`; `$${` is a literal `${`. */
export function holdsHole(text: string): boolean {
  return /(?<!\$)(?:\$\$)*\$\{/.test(text);
}
