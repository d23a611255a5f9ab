import { sha256 } from "../util/sha256.ts";

/** Whether the bytes are the same, with CRLF read as LF. */
export function isSameContent(a: Uint8Array, b: Uint8Array): boolean {
  if (Buffer.compare(a, b) === 0) return true;
  return (a.includes(13) || b.includes(13)) && contentHash(a) === contentHash(b);
}

/** SHA-256 with CRLF read as LF: a checkout that turns line ends is no edit. */
export function contentHash(bytes: Uint8Array): string {
  if (!bytes.includes(13)) return sha256(bytes);
  return sha256(Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1"));
}
