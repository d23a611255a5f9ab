import { defineDiagnostics } from "../diagnostics/define.ts";

/** Mistakes in the shape of a file: keys, kinds of value, and texts that are no value of their type. */
export const diagnostic = defineDiagnostics("validate", {
  "unknown-key": {
    severity: "error",
    title: (a: { key: string; owner: string }) => `\`${a.key}\` is not a key of ${a.owner}`,
  },
  "missing-key": { severity: "error", title: (a: { owner: string; needs: string }) => `${a.owner} needs ${a.needs}` },
  "exclusive-keys": { severity: "error", title: (a: { keys: string }) => `${a.keys} exclude one another` },
  "wrong-type": {
    severity: "error",
    title: (a: { subject: string; expected: string; found: string }) =>
      `${a.subject} must be ${a.expected}, not ${a.found}`,
  },
  "unquoted-text": {
    severity: "error",
    title: (a: { written: string; found: string; subject: string }) =>
      `\`${a.written}\` reads as ${a.found}, but ${a.subject} is text`,
  },
  "unknown-value": {
    severity: "error",
    title: (a: { value: string; subject: string }) => `\`${a.value}\` is no value of ${a.subject}`,
  },
  "malformed-value": { severity: "error", title: (a: { error: string }) => a.error },
  "malformed-key": { severity: "error", title: (a: { error: string }) => a.error },
  "out-of-range": {
    severity: "error",
    title: (a: { subject: string; value: string; limit: string }) =>
      `${a.subject} is ${a.value}; it must be ${a.limit}`,
  },
  "wrong-count": {
    severity: "error",
    title: (a: { subject: string; limit: string }) => `${a.subject} must hold ${a.limit}`,
  },
  "repeated-item": { severity: "error", title: (a: { subject: string }) => `${a.subject} stands in the list twice` },
  "unclear-number": { severity: "error", title: (a: { written: string; why: string }) => `\`${a.written}\` ${a.why}` },
  "wrong-file-kind": {
    severity: "error",
    title: (a: { found: string; expected: string }) => `this file holds ${a.found}; ${a.expected} was expected here`,
  },
  "too-many-mistakes": {
    severity: "error",
    title: (a: { limit: number }) => `there are more than ${a.limit} mistakes; the rest is not told`,
  },
  "text-cut-by-comment": {
    severity: "warning",
    title: (a: { comment: string }) => `the text ends before \`${a.comment}\`, which is read as a comment`,
  },
});
