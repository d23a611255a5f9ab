/**
 * For each UTF-16 unit of a string literal's value, where it stands in the text, and after them where the literal ends; undefined for what is no literal.
 *
 * @see ECMA-262, "String Literals" and "Template Literals": escapes, continued lines, and CRLF read as LF in a template
 */
export function placesInLiteral(text: string, start: number, end: number): number[] | undefined {
  const quote = text[start];
  if (quote !== '"' && quote !== "'" && quote !== "`") return undefined;
  const places: number[] = [];
  let at = start + 1;
  while (at < end - 1) {
    const from = at;
    const character = text[at]!;
    if (character === "\\") {
      const { length, units } = escapeAt(text, at);
      for (let unit = 0; unit < units; unit++) places.push(from);
      at += length;
    } else {
      places.push(from);
      at += character === "\r" && text[at + 1] === "\n" ? 2 : 1;
    }
  }
  places.push(end - 1);
  return places;
}

/** Length of an escape in the text, and how many units it gives. */
function escapeAt(text: string, at: number): { length: number; units: number } {
  const tail = text.slice(at, at + 12);
  const point = /^\\u\{([0-9A-Fa-f]+)\}/.exec(tail);
  if (point !== null) return { length: point[0].length, units: Number.parseInt(point[1]!, 16) > 0xffff ? 2 : 1 };
  const continued = /^\\(?:\r\n|[\n\r\u2028\u2029])/.exec(tail);
  if (continued !== null) return { length: continued[0].length, units: 0 };
  const fixed = /^\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)/su.exec(tail);
  const length = fixed?.[0].length ?? 2;
  return { length, units: length === 3 ? 2 : 1 };
}
