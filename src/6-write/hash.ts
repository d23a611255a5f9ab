import { createHash } from "node:crypto";

/** SHA-256 of the bytes as they are. */
export function exactHash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** SHA-256 with CRLF read as LF: a checkout that turns line ends is no edit. */
export function contentHash(bytes: Uint8Array): string {
  if (!bytes.includes(13)) return exactHash(bytes);
  return exactHash(Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1"));
}
