import { defineDiagnostics } from "../../diagnostics/define.ts";

const error = <A>(title: (args: A) => string) => ({ severity: "error" as const, title });

/** What can be wrong with the sources of an SLI. */
export const diagnostic = defineDiagnostics("resolve", {
  "mixed-sources": error((a: { sli: string }) => `sources of \`${a.sli}\` are selectors and expressions at once`),
  "histogram-not-bare": error(
    (a: { sli: string }) => `\`histogram\` of \`${a.sli}\` is not the bare name of a histogram`,
  ),
  "histogram-part": error(
    (a: { name: string; suffix: string }) => `\`${a.name}\` is a part of a histogram, not its base name`,
  ),
  "unit-unknown": error((a: { name: string }) => `the unit of \`${a.name}\` is not known`),
  "native-needs-3": error(
    (a: { sli: string }) => `\`${a.sli}\` reads a native histogram, which Prometheus 2.42 does not have`,
  ),
});
