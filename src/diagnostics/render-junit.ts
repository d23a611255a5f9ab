import type { Diagnostic } from "./diagnostic.ts";
import { groupBy } from "../util/group-by.ts";
import { placesOf } from "./position.ts";
import { sortDiagnostics } from "./sort.ts";

/**
 * A report of tests, as CI systems read it: a suite for each file with findings and a case for each finding. Errors and warnings are failures;
 * infos, and what a comment silences, are skipped ones. Without findings there is one case, which passes.
 */
export function renderJunit(diagnostics: readonly Diagnostic[], show: (path: string) => string): string {
  const placeOf = placesOf();
  const isFailure = ({ severity, suppressed }: Diagnostic) => suppressed === undefined && severity !== "info";
  const count = (some: readonly Diagnostic[]) => {
    const failures = some.filter(isFailure).length;
    return `tests="${some.length}" failures="${failures}" errors="0" skipped="${some.length - failures}"`;
  };
  const sorted = sortDiagnostics(diagnostics);
  const suites = [...groupBy(sorted, ({ span }) => show(span.file.path))].map(([path, some]) => {
    const cases = some.map((finding) => {
      const { code, severity, title, span, help, suppressed } = finding;
      const { line, column } = placeOf(span).start;
      const head = `    <testcase name="${xml(`${code} ${line}:${column}`)}" classname="${xml(path)}" file="${xml(path)}" line="${line}">\n`;
      const body = isFailure(finding)
        ? `      <failure type="${severity}" message="${xml(title)}">${xml([`${path}:${line}:${column}`, title, help ?? ""].join("\n").trimEnd())}</failure>\n`
        : `      <skipped message="${xml(suppressed === undefined ? title : `${title} (ignored: ${suppressed})`)}"/>\n`;
      return `${head}${body}    </testcase>\n`;
    });
    return `  <testsuite name="${xml(path)}" ${count(some)}>\n${cases.join("")}  </testsuite>\n`;
  });
  const none = `  <testsuite name="tocsin check" tests="1" failures="0" errors="0" skipped="0">\n    <testcase name="no findings" classname="tocsin check"/>\n  </testsuite>\n`;
  const total = sorted.length === 0 ? `tests="1" failures="0" errors="0" skipped="0"` : count(sorted);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tocsin check" ${total}>\n${sorted.length === 0 ? none : suites.join("")}</testsuites>\n`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text of XML 1.0, which has no way to write most controls and lone surrogates. */
function xml(text: string): string {
  return text
    .replace(/[&<>"]/g, (sign) => entities[sign]!)
    .replace(/[\n\t\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "\uFFFD");
}
