/** Findings that the baseline of a workspace knows, left out as `tocsin check --baseline` leaves them out. */
import { type KnownFinding, parseBaseline, usualBaseline, withoutKnown } from "../cli/baseline.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Host, HostError } from "../host/host.ts";
import { joinPath } from "../host/paths.ts";
import { groupBy } from "../util/group-by.ts";
import { signatureOf } from "./disk.ts";

interface Read {
  readonly signature: string;
  /** By the file that they are in. */
  readonly known: ReadonlyMap<string, readonly KnownFinding[]>;
}

/** Bytes of a baseline: tens of thousands of findings. */
const longest = 16 * 1024 * 1024;

export class Baselines {
  private readonly host: Host;
  private readonly say: (line: string) => void;
  /** By the root of the workspace. */
  private readonly read = new Map<string, Read>();

  /** @param say told why one cannot be used: then everything is shown */
  constructor(host: Host, say: (line: string) => void) {
    this.host = host;
    this.say = say;
  }

  /** What is not known among the findings of one file of a workspace. */
  fresh(root: string, findings: readonly Diagnostic[]): readonly Diagnostic[] {
    if (!this.read.has(root)) this.isOther(root);
    const known = this.read.get(root)?.known.get(findings[0]?.span.file.path ?? "");
    return known === undefined ? findings : withoutKnown(findings, known, (path) => path).fresh;
  }

  /** Reads the file again if it changed; whether it did. */
  isOther(root: string): boolean {
    const path = joinPath(root, usualBaseline);
    const signature = signatureOf(this.host, [path]);
    if (this.read.get(root)?.signature === signature) return false;
    const known = this.readFrom(path);
    if (typeof known === "string")
      this.say(`${path} ${known}: nothing is left out; \`tocsin baseline\` writes it anew`);
    this.read.set(root, { signature, known: groupBy(typeof known === "string" ? [] : known, ({ file }) => file) });
    return true;
  }

  private readFrom(path: string): readonly KnownFinding[] | string {
    const found = this.host.stat(path);
    if (found === undefined) return [];
    if (found.size > longest) return "is too long";
    try {
      return parseBaseline(new TextDecoder().decode(this.host.readFile(path)));
    } catch (error) {
      if (error instanceof HostError) return "cannot be read";
      throw error;
    }
  }
}
