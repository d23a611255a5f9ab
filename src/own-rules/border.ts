/**
 * What goes to the process in which a workspace's own rules run, and what comes back. The model does not cross: the texts do, and are compiled there by the same
 * code, so that a rule sees what a built-in one sees.
 */
import type { SpecKind } from "../2-validate/spec.ts";
import type { DiagnosticSeverity } from "../diagnostics/diagnostic.ts";

/** `[path, start, end]`: a path as documents have it, offsets in UTF-16 code units. */
export type WireSpan = readonly [path: string, start: number, end: number];

/** A spec that TypeScript gave, with the places of its values. */
export interface WireSpec {
  readonly value: unknown;
  /** By JSON Pointer: its key, its value, and of a text where each of its units begins, if it is written as it is. */
  readonly places: Readonly<Record<string, readonly [key: WireSpan, value: WireSpan, units?: readonly number[]]>>;
}

/** A TypeScript file and its specs; with none, a file that others import. */
export interface WireTypescript {
  readonly kind: SpecKind;
  readonly specs: readonly WireSpec[];
}

export interface LintRequest {
  /** Absolute folder of the workspace. */
  readonly root: string;
  /** Texts that changed since the last request, by absolute path; null: the file is gone. */
  readonly texts: Readonly<Record<string, string | null>>;
  /** What TypeScript files gave, all of them, by absolute path. */
  readonly typescript: Readonly<Record<string, WireTypescript>>;
  /** Paths of service files that rules look at, relative to the root. */
  readonly services: readonly string[];
  /** Whether rules look at all services together. */
  readonly together: boolean;
  /** Whether a service may be missing from the texts. */
  readonly incomplete: boolean;
  readonly environments?: readonly string[];
  readonly today?: string;
  /** Milliseconds for the rules on one service. */
  readonly timeLimit: number;
}

/** Whether a rule reports its own examples. */
export interface ExampleRequest extends Pick<LintRequest, "root" | "texts" | "typescript" | "today" | "timeLimit"> {
  readonly example: { readonly rule: number; readonly text: string };
}

export interface WireFinding {
  /** Which of the rules. */
  readonly rule: number;
  readonly severity: DiagnosticSeverity;
  readonly title: string;
  readonly span: WireSpan;
  readonly note?: string;
  readonly help?: string;
  readonly labels?: readonly { readonly span: WireSpan; readonly text: string }[];
  readonly fix?: {
    readonly title: string;
    readonly edits: readonly { readonly span: WireSpan; readonly text: string }[];
  };
}

/** What went wrong with a rule. */
export interface WireFailure {
  readonly rule: number;
  readonly kind: "threw" | "timeout" | "misused";
  /** Of "misused", what the rule does. */
  readonly problem?: string;
  /** The key of the rule that did it. */
  readonly key: string;
  /** As failure.mjs has it, where a place in the file is known. */
  readonly failure?: unknown;
  /** What was looked at: a service, and its environment. */
  readonly on?: string;
}

/** One line of an answer; the last one says so. */
export interface WireAnswer {
  /** Which service file was looked at; absent: all together. */
  readonly path?: string;
  readonly findings?: readonly WireFinding[];
  readonly failures?: readonly WireFailure[];
  /** Of an example: why it cannot be looked at. */
  readonly problem?: string;
  readonly done?: true;
}
