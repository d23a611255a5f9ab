import { defineDiagnostics } from "../diagnostics/define.ts";
import { quoted } from "../model/quantity/parsed.ts";

/** What the lint phase itself says; its rules are in `registry.ts`. */
export const diagnostic = defineDiagnostics("lint", {
  "unknown-rule": { severity: "warning", title: (a: { name: string }) => `there is no lint rule \`${a.name}\`` },
  "malformed-ignore": {
    severity: "warning",
    title: (a: { problem: string }) => `this comment silences nothing: ${a.problem}`,
  },
  "ignore-without-reason": {
    severity: "warning",
    title: (a: { code: string }) => `${quoted(a.code)} is silenced without a reason, so it is not`,
  },
  "ignore-of-unknown-code": {
    severity: "warning",
    title: (a: { code: string }) => `there is no finding ${quoted(a.code)} to silence`,
  },
  "ignore-not-allowed": {
    severity: "warning",
    title: (a: { code: string; why: string }) => `${quoted(a.code)} cannot be silenced: ${a.why}`,
  },
  "expired-ignore": {
    severity: "warning",
    title: (a: { code: string; until: string }) => `${quoted(a.code)} was silenced until ${a.until}`,
  },
  "unused-ignore": {
    severity: "warning",
    title: (a: { code: string }) => `nothing here is found by ${quoted(a.code)}`,
  },
});
