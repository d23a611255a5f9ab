import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../src/diagnostics/diagnostic.ts";
import { linesOf } from "../src/diagnostics/position.ts";
import { findingsOf, marksOf, readFixture } from "./support/findings.ts";

const folder = new URL("errors/", import.meta.url);
const fixtures = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".yaml"))
  .sort();
const update = process.env.UPDATE_GOLDEN === "1";

/** What is said, in full and in order; suppressed findings and infos are left out. */
function render(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .filter(({ severity, suppressed }) => severity !== "info" && suppressed === undefined)
    .map(({ span, severity, code, title, labels, help, fix }) => {
      const { line, column } = linesOf(span.file.text).positionOf(span.start);
      const end = linesOf(span.file.text).positionOf(span.end);
      const to = end.line === line ? `${end.column}` : `${end.line}:${end.column}`;
      const also = (labels ?? []).map((label) => {
        const at = linesOf(label.span.file.text).positionOf(label.span.start);
        return `  also: ${label.span.file.path}:${at.line}:${at.column} ${label.text}\n`;
      });
      const head = `${span.file.path}:${line}:${column}-${to} ${severity} ${code}: ${title}\n`;
      return (
        head +
        also.join("") +
        (help === undefined ? "" : `  help: ${help}\n`) +
        (fix === undefined ? "" : `  fix: ${fix.title}\n`)
      );
    })
    .join("");
}

describe("mistakes that people make", () => {
  it("are at least a hundred, in every phase that may find one", () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(100);
    expect(new Set(fixtures.map((path) => path.split("/")[0]))).toEqual(
      new Set(["load", "validate", "resolve", "emit"]),
    );
  });

  it.each(fixtures)("%s", async (path) => {
    const { files, expected } = readFixture(readFileSync(new URL(path, folder), "utf8"));
    const found = await findingsOf(files);
    const out = new URL(path.replace(/\.yaml$/, ".out"), folder);
    const said = render(found);
    if (update) writeFileSync(out, said);

    const [phase, name = ""] = path.replace(/\.yaml$/, "").split("/");
    expect(marksOf(found)).toEqual(expected);
    expect(expected.some((mark) => mark.endsWith(` ${phase}/${name.split(".")[0]}`))).toBe(true);
    expect(said).toBe(readFileSync(out, "utf8"));
    // Who makes the files is told what who checks is told.
    if (phase === "emit") expect(await findingsOf(files, true)).toEqual(found);
    for (const { title, help, severity } of found) {
      // Titles stand alone, in lower case and without a full stop; every mistake says what to do.
      expect(title).toMatch(/^(?![A-Z][a-z]).*[^.]$/s);
      if (severity !== "info") expect(help).toBeTruthy();
    }
  });

  it("leave no output without its fixture", () => {
    const outputs = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".out"));
    expect(outputs.map((path) => path.replaceAll("\\", "/").replace(/\.out$/, ".yaml")).sort()).toEqual(fixtures);
  });
});

describe("a spec that is still being typed", () => {
  const spec = `version: 1
service: checkout
description: Takes a customer from basket to paid order.
owner: shop
tier: critical
links: { runbook: "https://runbooks.example/checkout" }
match: { job: checkout }
uses:
  - prom-http
slis:
  latency: { threshold: 300ms }
  requests:
    type: availability
    groupBy: [route]
    prometheus:
      total: http_requests_total
      bad: http_requests_total{code=~"5.."}
slos:
  availability: 99.95%
  requests: { objective: 99%, window: 28d }
alerts:
  Slow:
    when: 'sum(rate(x_total{job="a"}[5m])) > 1'
    for: 10m
    notify: [shop-oncall]
`;

  it("has, wherever it ends, at most two mistakes, each in our own words and with what to do", async () => {
    const cuts = [...spec.matchAll(/\w+|\W/g)].map(({ index, 0: token }) => index + token.length);
    const odd: string[] = [];
    for (const cut of cuts.filter((at) => at > spec.indexOf("checkout"))) {
      const { files } = readFixture(spec.slice(0, cut));
      const errors = (await findingsOf(files)).filter(({ severity }) => severity === "error");
      const inWords = errors.every(({ code, help }) => code !== "load/syntax" && help !== undefined);
      if (errors.length > 2 || !inWords)
        odd.push(`${JSON.stringify(spec.slice(0, cut).slice(-30))}: ${errors.map(({ title }) => title).join("; ")}`);
    }
    expect(cuts.length).toBeGreaterThan(200);
    expect(odd).toEqual([]);
  });
});
