import type { Diagnostic, DiagnosticSeverity, Span } from "./diagnostic.ts";
import { fingerprints } from "./fingerprint.ts";
import { placesOf } from "./position.ts";
import { printJson } from "./print-json.ts";
import { sortDiagnostics } from "./sort.ts";

const levels: Readonly<Record<DiagnosticSeverity, string>> = { error: "error", warning: "warning", info: "note" };

/** GitHub takes 25,000 results of a run and no more. */
const mostResults = 25_000;

/**
 * One run of SARIF 2.1.0. Silenced findings are in it, as suppressed; fixes as replacements.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/
 */
export function renderSarif(diagnostics: readonly Diagnostic[], show: (path: string) => string): string {
  const placeOf = placesOf();
  const sorted = sortDiagnostics(diagnostics).slice(0, mostResults);
  const prints = fingerprints(sorted);
  const codes = [...new Set(sorted.map(({ code }) => code))].sort();
  const ruleAt = new Map(codes.map((code, at) => [code, at]));
  const artifactOf = ({ file }: Span) => ({ uri: uriOf(show(file.path)), uriBaseId: "%SRCROOT%" });
  const region = (span: Span) => {
    const { start, end } = placeOf(span);
    return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  };
  const location = (span: Span) => ({ physicalLocation: { artifactLocation: artifactOf(span), region: region(span) } });
  const results = sorted.map(({ code, severity, title, span, help, labels, fix, suppressed }, at) => ({
    ruleId: code,
    ruleIndex: ruleAt.get(code),
    level: levels[severity],
    message: { text: help === undefined ? title : `${title}\n${help}` },
    locations: [location(span)],
    ...(labels !== undefined &&
      labels.length > 0 && {
        relatedLocations: labels.map(({ span, text }, id) => ({ id, ...location(span), message: { text } })),
      }),
    partialFingerprints: { "tocsin/v1": prints[at] },
    ...(fix !== undefined && {
      fixes: [
        {
          description: { text: fix.title },
          artifactChanges: [...new Set(fix.edits.map(({ span }) => span.file))].map((file) => ({
            artifactLocation: artifactOf({ file, start: 0, end: 0 }),
            replacements: fix.edits
              .filter(({ span }) => span.file === file)
              .map(({ span, text }) => ({ deletedRegion: region(span), insertedContent: { text } })),
          })),
        },
      ],
    }),
    ...(suppressed !== undefined && { suppressions: [{ kind: "inSource", justification: suppressed }] }),
  }));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "tocsin", rules: codes.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
  return printJson(log);
}

/** What GitHub asks of a rule: its name in words, and where more is said. */
function ruleOf(id: string) {
  const words = id.slice(id.indexOf("/") + 1).replaceAll("-", " ");
  return {
    id,
    shortDescription: { text: words },
    fullDescription: { text: `${words}: why it matters, with an example that is wrong and one that is right` },
    help: { text: `tocsin explain ${id}` },
  };
}

/** A relative path as a reference: what has a meaning in one is encoded. */
function uriOf(path: string): string {
  return path
    .split("/")
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, "\uFFFD")))
    .join("/");
}
