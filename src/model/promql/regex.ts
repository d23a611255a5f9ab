import { parseRegex } from "../regex/parse.ts";
import type { RegexFault } from "../regex/syntax.ts";

export { fullMatcher } from "../regex/match.ts";
export { sampleRegex } from "../regex/sample.ts";

/** What makes a pattern no RE2, which is what Prometheus takes; undefined when it is one. Places are offsets in the pattern. */
export function checkRegex(pattern: string): RegexFault | undefined {
  const parsed = parseRegex(pattern);
  return "fault" in parsed ? parsed.fault : undefined;
}

/** A text as a regex that matches it alone. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
