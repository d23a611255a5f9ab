/** A string of PromQL that cannot be read. Offsets are relative to the text that was given. */
interface StringFault {
  readonly at: number;
  readonly length: number;
  readonly message: string;
  readonly help: string;
}

export type Unquoted = { readonly value: string } | { readonly fault: StringFault };

const simple: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 92,
  "'": 39,
  '"': 34,
};

/**
 * The value of the inside of a quoted string, or of a part of it, with Go's escapes (`\n`, `\x41`, `\101`, `\u00e9`, `\U0001f600`).
 * @param quote the quote around it; in a raw string (`` ` ``) nothing is an escape
 */
export function unescape(body: string, quote: string): Unquoted {
  if (quote === "`" || !body.includes("\\")) return { value: body };
  const bytes: number[] = [];
  let value = "";
  // `\x` and octal escapes give bytes, which must make whole characters
  const flush = (): boolean => {
    if (bytes.length === 0) return true;
    try {
      value += new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
    } catch {
      return false;
    }
    bytes.length = 0;
    return true;
  };
  let i = 0;
  let bytesFrom = 0;
  const notUtf8 = (): Unquoted => ({
    fault: {
      at: bytesFrom,
      length: i - bytesFrom,
      message: "these bytes are not UTF-8",
      help: "write the character itself",
    },
  });
  while (i < body.length) {
    const c = body[i]!;
    if (c !== "\\") {
      if (!flush()) return notUtf8();
      value += c;
      i++;
      continue;
    }
    const match = /\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([abfnrtv\\'"]))/y;
    match.lastIndex = i;
    const found = match.exec(body);
    const [escape = body.slice(i, i + 2), hex, octal, u4, u8, letter] = found ?? [];
    const byte = hex !== undefined ? parseInt(hex, 16) : octal !== undefined ? parseInt(octal, 8) : undefined;
    const code = u4 ?? u8;
    const point = code === undefined ? undefined : parseInt(code, 16);
    const bad =
      found === null ||
      (byte !== undefined && byte > 255) ||
      (point !== undefined && (point > 0x10ffff || (point >= 0xd800 && point < 0xe000))) ||
      ((letter === "'" || letter === '"') && letter !== quote);
    if (bad) {
      const help = `write \`\\\\\` for a backslash: ${quote}…\\${escape}…${quote}`;
      return { fault: { at: i, length: escape.length, message: `\`${escape}\` is no escape`, help } };
    }
    if (byte !== undefined) {
      if (bytes.length === 0) bytesFrom = i;
      bytes.push(byte);
    } else {
      if (!flush()) return notUtf8();
      value += String.fromCodePoint(point ?? simple[letter!]!);
    }
    i += escape.length;
  }
  return flush() ? { value } : notUtf8();
}

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

/** Text that stands between quotes as it is. */
const visible = /^[ !#-[\]-~]*$/;

/** A text as a PromQL string in double quotes. What cannot be seen (controls, direction marks) is escaped; a lone surrogate, which no UTF-8 holds, becomes U+FFFD. */
export function quote(value: string): string {
  if (visible.test(value)) return `"${value}"`;
  const body = value.replace(/["\\]|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, (c) => {
    const known = short[c];
    if (known !== undefined) return known;
    const point = c.codePointAt(0)!;
    if (point >= 0xd800 && point < 0xe000) return "\\ufffd";
    return point > 0xffff ? `\\U${point.toString(16).padStart(8, "0")}` : `\\u${point.toString(16).padStart(4, "0")}`;
  });
  return `"${body}"`;
}
