import { byCodeUnit } from "../diagnostics/sort.ts";
import { isPlainPath } from "./paths.ts";

/** What `manifest.json` says of one file: the hash tells a hand edit from a stale file. */
export interface ManifestEntry {
  /** SHA-256 of the text, hexadecimal, with CRLF read as LF. */
  readonly hash: string;
  /** Spec files that it is made from, sorted. */
  readonly sources: readonly string[];
}

export type Manifest = ReadonlyMap<string, ManifestEntry>;

const formatVersion = 1;

/** @returns the manifest, or why it cannot be read. */
export function readManifest(text: string): Manifest | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return /^<{7} /m.test(text) ? "it holds an unresolved merge conflict" : "it is not JSON";
  }
  if (!isRecord(value) || !isRecord(value["files"])) return "it has no `files`";
  if (value["formatVersion"] !== formatVersion) return "it was written by another version of tocsin";
  const entries = new Map<string, ManifestEntry>();
  for (const [path, entry] of Object.entries(value["files"])) {
    if (!isPlainPath(path)) return `${JSON.stringify(path)} is no path of a generated file`;
    if (!isRecord(entry) || typeof entry["hash"] !== "string" || !isTexts(entry["sources"])) {
      return `its entry for \`${path}\` is damaged`;
    }
    entries.set(path, { hash: entry["hash"], sources: entry["sources"] });
  }
  return entries;
}

/** Sorted, so that a change of one file changes its own lines alone; nothing of the clock or of the tool's version. */
export function printManifest(manifest: Manifest): string {
  const files = [...manifest].sort(([a], [b]) => byCodeUnit(a, b));
  const entries = files.map(([path, { hash, sources }]) => [path, { hash, sources: [...sources].sort(byCodeUnit) }]);
  return `${JSON.stringify({ formatVersion, files: Object.fromEntries(entries) }, undefined, 2)}\n`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
