/**
 * The folder of a backfill: answers that were had already, by what was asked, and the files that are made of them. A run that was stopped
 * goes on from there. Nothing in it is touched that a backfill has not made.
 */
import type { Host } from "../host/host.ts";
import { joinPath } from "../host/paths.ts";
import type { RangeSeries } from "../prometheus-api/range.ts";
import { sha256 } from "../util/sha256.ts";

const stateName = "backfill.json";
const chunkName = /^[0-9a-f]{16}\.\d+-\d+\.json$/;

interface State {
  readonly formatVersion: 1;
  readonly madeBy: "tocsin backfill";
  /** Of the rules and the server. */
  readonly fingerprint: string;
  /** Files with samples, by name, with the hash of their text. */
  readonly files: Readonly<Record<string, string>>;
}

/** What stands in the way, for people. */
export class FolderTaken extends Error {}

export interface BackfillFolder {
  /** True when answers for other rules, or of another server, were there and are gone. */
  readonly startedAnew: boolean;
  chunk(expr: string, from: number, to: number): readonly RangeSeries[] | undefined;
  keepChunk(expr: string, from: number, to: number, series: readonly RangeSeries[]): void;
  /** Writes a file with samples in the place of an earlier one of ours. @throws FolderTaken */
  write(name: string, text: string): void;
}

/** @throws FolderTaken when the folder holds what no backfill has made */
export function openFolder(host: Host, folder: string, fingerprint: string): BackfillFolder {
  const at = (...names: readonly string[]) => names.reduce(joinPath, folder);
  const chunks = at("chunks");
  const stat = host.stat(folder);
  if (stat !== undefined && stat.kind !== "folder") throw new FolderTaken("is no folder");
  if (stat === undefined) host.makeFolder(folder);
  let state = readState(host, at(stateName));
  if (state === undefined && host.list(folder).length > 0)
    throw new FolderTaken("holds files that no backfill has made");

  const startedAnew = state !== undefined && state.fingerprint !== fingerprint;
  if (host.stat(chunks) === undefined) host.makeFolder(chunks);
  else
    for (const { name, kind } of host.list(chunks)) {
      const isOurs = kind === "file" && (chunkName.test(name) || name.endsWith(".partial"));
      if (isOurs && (startedAnew || name.endsWith(".partial"))) host.removeFile(joinPath(chunks, name));
    }
  const save = (next: State) => {
    const text = `${JSON.stringify(next, undefined, 2)}\n`;
    if (host.stat(at(stateName)) === undefined) host.writeFile(at(stateName), text);
    else host.replaceFile(at(stateName), text);
    state = next;
  };
  save({ formatVersion: 1, madeBy: "tocsin backfill", fingerprint, files: state?.files ?? {} });

  const pathOf = (expr: string, from: number, to: number) =>
    joinPath(chunks, `${sha256(expr).slice(0, 16)}.${from}-${to}.json`);
  return {
    startedAnew,
    chunk(expr, from, to) {
      const path = pathOf(expr, from, to);
      if (host.stat(path)?.kind !== "file") return undefined;
      return JSON.parse(new TextDecoder().decode(host.readFile(path))) as readonly RangeSeries[];
    },
    keepChunk(expr, from, to, series) {
      const path = pathOf(expr, from, to);
      host.writeFile(`${path}.partial`, JSON.stringify(series));
      host.rename(`${path}.partial`, path);
    },
    write(name, text) {
      const path = at(name);
      const files = state?.files ?? {};
      const before = host.stat(path);
      if (before !== undefined) {
        const hash = before.kind === "file" ? sha256(host.readFile(path)) : undefined;
        // The same text is also what a run leaves that was stopped between the two.
        const isOurs = hash !== undefined && (hash === files[name] || hash === sha256(text));
        if (!isOurs) throw new FolderTaken(`holds \`${name}\`, which is not as a backfill has left it`);
      }
      // First what it will be: a run that is stopped in between leaves a file that the next one knows.
      if (before === undefined) {
        save({ ...state!, files: { ...files, [name]: sha256(text) } });
        host.writeFile(path, text);
      } else {
        host.replaceFile(path, text);
        save({ ...state!, files: { ...files, [name]: sha256(text) } });
      }
    },
  };
}

function readState(host: Host, path: string): State | undefined {
  if (host.stat(path)?.kind !== "file") return undefined;
  try {
    const value = JSON.parse(new TextDecoder().decode(host.readFile(path))) as Partial<State>;
    return value.madeBy === "tocsin backfill" && value.formatVersion === 1 ? (value as State) : undefined;
  } catch {
    return undefined;
  }
}
