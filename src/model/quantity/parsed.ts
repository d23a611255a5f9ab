/** What a parser of a quantity gives: the value, or a sentence on what is wrong. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** One line, lower case, no full stop: "`30 days` is not a duration". */
      readonly error: string;
      /** What to do. */
      readonly help?: string;
      /** The text to write instead, where that is certain. */
      readonly fix?: string;
    };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function refused(error: string, help?: string, fix?: string): Parsed<never> {
  return { ok: false, error, ...(help === undefined ? {} : { help }), ...(fix === undefined ? {} : { fix }) };
}

/** The text, quoted for a message; cut when it is long, with what cannot be seen escaped. */
export function quoted(text: string): string {
  if (text === "") return "an empty text";
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  const shown = short.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (c) => `\\u${c.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
  return shown.includes("`") ? `"${shown}"` : `\`${shown}\``;
}
