import type { Diagnostic } from "./diagnostic.ts";
import { groupBy } from "../util/group-by.ts";
import { placesOf } from "./position.ts";
import { sortDiagnostics } from "./sort.ts";

/**
 * A report of tests, as CI systems read it: a suite for each file with findings and a case for each finding. Errors and warnings are failures;
 * infos, and what a comment silences, are skipped ones. Without findings there is one case, which passes.
 * It holds what the schema of Jenkins' plugin xunit knows and no more: that reader refuses other attributes, such as the line of a case.
 *
 * @see https://github.com/jenkinsci/xunit-plugin, junit-10.xsd
 */
export function renderJunit(diagnostics: readonly Diagnostic[], show: (path: string) => string): string {
  const placeOf = placesOf();
  const isFailure = ({ severity, suppressed }: Diagnostic) => suppressed === undefined && severity !== "info";
  const failuresOf = (some: readonly Diagnostic[]) => some.filter(isFailure).length;
  const sorted = sortDiagnostics(diagnostics);
  const suites = [...groupBy(sorted, ({ span }) => show(span.file.path))].map(([path, some]) => {
    const alike = new Map<string, number>();
    const cases = some.map((finding) => {
      const { code, severity, title, span, help, suppressed } = finding;
      const { line, column } = placeOf(span).start;
      const place = `${code} ${line}:${column}`;
      const number = (alike.get(place) ?? 0) + 1;
      alike.set(place, number);
      // readers know a case by its name
      const name = number === 1 ? place : `${place} (${number})`;
      const body = isFailure(finding)
        ? `<failure type="${severity}" message="${xml(title)}">${xml([`${path}:${line}:${column}`, title, help ?? ""].join("\n").trimEnd())}</failure>`
        : `<skipped message="${xml(suppressed === undefined ? title : `${title} (ignored: ${suppressed})`)}"/>`;
      return `    <testcase name="${xml(name)}" classname="${xml(path)}">\n      ${body}\n    </testcase>\n`;
    });
    const failures = failuresOf(some);
    const counts = `tests="${some.length}" failures="${failures}" errors="0" skipped="${some.length - failures}"`;
    return `  <testsuite name="${xml(path)}" file="${xml(path)}" ${counts}>\n${cases.join("")}  </testsuite>\n`;
  });
  const none = `  <testsuite name="tocsin check" tests="1" failures="0" errors="0" skipped="0">\n    <testcase name="no findings" classname="tocsin check"/>\n  </testsuite>\n`;
  const total = `tests="${Math.max(1, sorted.length)}" failures="${failuresOf(sorted)}" errors="0"`;
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
