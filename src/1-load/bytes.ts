import type { Diagnostic, Outcome, SourceFile } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "./diagnostics.ts";

/** A spec fits on a page; this leaves room for two hundred of them and keeps hostile input cheap. */
export const byteLimit = 1024 * 1024;

/**
 * Control characters other than tab and line ends, a carriage return alone, a byte order mark that is not at the start, and the characters that reorder
 * what a reader sees: none of them can be seen in a review, none belongs in a spec.
 */
const invisible = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)/;

const names: Readonly<Record<string, string>> = {
  "\0": "NUL",
  "\r": "a carriage return without a line feed",
  "\x1b": "ESC",
  "\x7f": "DEL",
  "\ufeff": "a byte order mark that is not at the start",
};

/**
 * Bytes of a file as text. A byte order mark at the start is taken off; CRLF is kept, so positions are those of the file.
 * Reports what no later phase could show well: wrong encoding, invisible characters, size.
 */
export function decode(path: string, bytes: Uint8Array): Outcome<SourceFile> {
  const nowhere = (file: SourceFile) => ({ file, start: 0, end: 0 });
  if (bytes.length > byteLimit) {
    const file = { path, text: "" };
    return refuse(
      diagnostic("file-too-large", { bytes: bytes.length, limit: byteLimit }, nowhere(file), {
        help: "a spec holds one service; check that this is the file you meant",
      }),
    );
  }
  const wrong = firstBadByte(bytes);
  if (wrong !== undefined) {
    const before = new TextDecoder().decode(bytes.subarray(0, wrong));
    const file = { path, text: new TextDecoder().decode(bytes).replace(invisibleEverywhere, "\ufffd") };
    const span = { file, start: before.length, end: Math.min(before.length + 1, file.text.length) };
    return refuse(
      diagnostic("not-utf8", { found: describeByte(bytes, wrong), offset: wrong }, span, { help: encodingHelp(bytes) }),
    );
  }
  const file = { path, text: new TextDecoder().decode(bytes) };
  const match = invisible.exec(file.text);
  if (match === null) return { value: file, diagnostics: [] };
  const span = { file, start: match.index, end: match.index + 1 };
  return refuse(
    diagnostic("invisible-character", { name: nameOf(match[0]) }, span, {
      help: "delete it; where a text needs it, write the escape in double quotes",
      ...(match[0] === "\r" && { help: "save the file with line feeds, or with carriage return and line feed" }),
    }),
  );
}

/** True when a text that was written with escapes holds what may not stand in a spec either way (a tab and line ends may). */
export function holdsControlCharacter(text: string): string | undefined {
  const match = controls.exec(text);
  return match === null ? undefined : nameOf(match[0]);
}

/** The text with a sign in the place of each of those, so that nobody tells of them again. */
export function withoutControlCharacters(text: string): string {
  return text.replace(new RegExp(controls.source, "g"), "\ufffd");
}

// eslint-disable-next-line no-control-regex
const controls =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const invisibleEverywhere = new RegExp(invisible.source, "g");

function refuse(found: Diagnostic): Outcome<SourceFile> {
  return { diagnostics: [found] };
}

function nameOf(character: string): string {
  return names[character] ?? `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function describeByte(bytes: Uint8Array, offset: number): string {
  return `0x${bytes[offset]!.toString(16).toUpperCase().padStart(2, "0")}`;
}

function encodingHelp(bytes: Uint8Array): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return utf16 ? "the file is UTF-16; save it as UTF-8" : "save the file as UTF-8";
}

/** Offset of the first byte that starts no well-formed UTF-8 sequence (Unicode 15, table 3-7); undefined when all is well. */
export function firstBadByte(bytes: Uint8Array): number | undefined {
  let at = 0;
  while (at < bytes.length) {
    // nearly all is ASCII
    while (bytes[at]! < 0x80) at++;
    if (at >= bytes.length) return undefined;
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return undefined;
}

function sequenceLength(bytes: Uint8Array, at: number): 0 | 1 | 2 | 3 | 4 {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const trails = (count: number) => {
    for (let i = 1; i <= count; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return false;
    return true;
  };
  const second = bytes[at + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return trails(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const overlong = lead === 0xe0 && second < 0xa0;
    const surrogate = lead === 0xed && second > 0x9f;
    return trails(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const overlong = lead === 0xf0 && second < 0x90;
    const beyond = lead === 0xf4 && second > 0x8f;
    return trails(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}
