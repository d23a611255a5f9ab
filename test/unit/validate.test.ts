import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadYaml } from "../../src/1-load/yaml.ts";
import { validators } from "../../src/2-validate/generated/validators.js";
import type { SpecKind } from "../../src/2-validate/spec.ts";
import { validate, validateComplete } from "../../src/2-validate/validate.ts";
import { withoutNulls } from "../../src/2-validate/without-nulls.ts";
import type { Diagnostic, Span } from "../../src/diagnostics/diagnostic.ts";
import { findingsOf, readFixture } from "../support/findings.ts";

const check = (text: string, kind: SpecKind = "service") => {
  const { value, diagnostics } = loadYaml("x.yaml", new TextEncoder().encode(text));
  expect(diagnostics).toEqual([]);
  return validate<Record<string, unknown>>(value!, kind);
};
const slice = ({ file, start, end }: Span) => file.text.slice(start, end);
const told = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ code, span }) => `${code.replace("validate/", "")} at ${slice(span)}`);
const head = "version: 1\nservice: cart\n";

describe("one mistake, one diagnostic, at the smallest text that shows it", () => {
  it.each([
    [
      "a misspelt key that is also missing",
      "alerting: { page: { burns: [{ spend: 2%, withn: 1h }] } }",
      ["unknown-key at withn"],
    ],
    [
      "a misspelt key of which one of several must be there",
      "alerting: { page: { burns: [{ burnrate: 2, within: 1h }] } }",
      ["unknown-key at burnrate"],
    ],
    [
      "two mistakes in one map",
      "slos: { a: { objectve: 99, windw: 3 } }",
      ["unknown-key at objectve", "unknown-key at windw"],
    ],
    ["a list where text or a map may stand", "slos: { a: [99%] }", ["wrong-type at [99%]"]],
    [
      "three forms of one source",
      "slis: { a: { prometheus: { total: x, gauge: y, age: z } } }",
      ["exclusive-keys at age"],
    ],
    [
      "a wrong word and a wrong number",
      "tier: gold\nalerting: { minimumErrors: 0.5 }",
      ["unknown-value at gold", "wrong-type at 0.5"],
    ],
    ["a null in a list", "dependsOn: [~]", ["wrong-type at ~"]],
    [
      "a wrong value beside a missing key",
      "alerting: { page: { burns: [{ spend: 2 percent }] } }",
      ["missing-key at { spend: 2 percent }", "malformed-value at 2 percent"],
    ],
    [
      "a number that is infinite",
      "alerting: { page: { burns: [{ burnRate: .inf, within: 1h }] } }",
      ["wrong-type at .inf"],
    ],
    [
      "a number with more digits than can be kept",
      "budgets: { series: 99999999999999999999 }",
      ["unclear-number at 99999999999999999999"],
    ],
    ["quotes around a wrong value", `window: "30 days"`, [`malformed-value at "30 days"`]],
    ["a wrong name of a map's entry", "vars: { Queue_Name: x }", ["malformed-key at Queue_Name"]],
  ])("%s", (_, text, expected) => {
    expect(told(check(head + text + "\n").diagnostics)).toEqual(expected);
  });

  it("a block that is wrong as a whole is shown by its first line", () => {
    expect(told(check(`${head}slos:\n  - name: a\n    objective: 99%\n`).diagnostics)).toEqual([
      "wrong-type at - name: a",
    ]);
  });

  it("says where a key belongs", () => {
    const helps = (text: string) => check(head + text).diagnostics.map(({ help }) => help);
    expect(helps("interval: 30s\n")).toEqual(["it belongs one level further in, in `metrics`"]);
    expect(helps("slos: { a: { objective: 99%, tier: high } }\n")).toEqual(["it belongs further out, beside `slos`"]);
    expect(helps("routingKeyFile: /x\n")[0]).toMatch(/^it knows `version`, /);
  });
});

describe("the value that goes on", () => {
  it("is the document's own when all is well, nulls included", () => {
    const { value, diagnostics } = check(
      `${head}alerting: { page: null }\nslos: { a: { window: ~, objective: 99% } }\n`,
    );
    expect(diagnostics).toEqual([]);
    expect(value!.value).toEqual({
      version: 1,
      service: "cart",
      alerting: { page: null },
      slos: { a: { window: null, objective: "99%" } },
    });
  });

  it("is what was meant where each mistake shows it", () => {
    const text = `service: cart
tier: hihg
labels: { release: 1.10, on: true }
targets: [prometheus, prometheus]
alerting: { minimumErrors: "3", page: { notfy: oncall } }
slos: { a: 99.9, b: { objectve: 95% } }
window: 30 days
`;
    const { value, diagnostics } = check(text);
    expect(diagnostics.length).toBe(10);
    expect(value!.value).toEqual({
      version: 1,
      service: "cart",
      tier: "high",
      labels: { release: "1.10", on: "true" },
      targets: ["prometheus"],
      alerting: { minimumErrors: 3, page: { notify: "oncall" } },
      slos: { a: "99.9%", b: { objective: "95%" } },
      window: "30d",
    });
  });

  it("is nothing where one mistake does not", () => {
    expect(check(`${head}tier: gold\nwindow: 30 days\n`).value).toBeUndefined();
    expect(check(`${head}metrics: 30s\n`).value).toBeUndefined();
  });

  it("is nothing where what was meant would not hold either", () => {
    // `bda` is renamed to `bad`, which `good` excludes.
    const { value, diagnostics } = check(`${head}slis: { a: { prometheus: { total: x, good: y, bda: z } } }\n`);
    expect(told(diagnostics)).toEqual(["unknown-key at bda"]);
    expect(value).toBeUndefined();
  });
});

describe("what the layers together must hold", () => {
  const nowhere = { file: { path: "x.yaml", text: "" }, start: 0, end: 0 };
  const complete = (sli: unknown) =>
    validateComplete("complete", { service: "cart", slis: { a: sli } }, () => nowhere).map(
      ({ title, help }) => `${title} | ${help ?? ""}`,
    );

  it.each([
    [
      { prometheus: { total: "x" } },
      [
        "an SLI needs `type` | write `type: availability`, `type: correctness`, `type: error-rate`, `type: latency`, `type: throughput`, `type: freshness` or `type: custom`",
      ],
    ],
    [
      { type: "latency", prometheus: { histogram: "x" } },
      ["a latency SLI needs `threshold` | add it, for example `threshold: 300ms`"],
    ],
    [
      { type: "latency", threshold: "1s", prometheus: { good: "x", histogram: "y" } },
      [
        "`good` is not a key of a Prometheus source of a latency SLI | it knows `histogram`, `native`, `total`, `unit` and `interval`",
      ],
    ],
    [
      { type: "availability", prometheus: { total: "x" } },
      [
        "a Prometheus source needs two of `total`, `good` and `bad`, or `gauge` | for example `{ total: http_requests_total, bad: 'http_requests_total{code=~\"5..\"}' }`",
      ],
    ],
    [{ type: "throughput", atLeast: "5/s", prometheus: { events: "x" } }, []],
  ])("%j", (sli, expected) => {
    expect(complete(sli)).toEqual(expected);
  });
});

const folder = new URL("../errors/", import.meta.url);
const fixtures = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
  /^(?:load|validate)[\\/].*\.yaml$/.test(path),
);

describe("a fix mends what it is offered for", () => {
  it.each(fixtures)("%s", async (path) => {
    let { files } = readFixture(readFileSync(new URL(path.replaceAll("\\", "/"), folder), "utf8"));
    const before = await findingsOf(files);
    const mended = before.filter(({ fix }) => fix !== undefined);
    const edits = mended.flatMap(({ fix }) => fix!.edits).sort((a, b) => b.span.start - a.span.start);
    for (const { span, text } of edits) {
      const at = files[span.file.path]!;
      files = { ...files, [span.file.path]: at.slice(0, span.start) + text + at.slice(span.end) };
    }
    const after = await findingsOf(files);
    const left = (all: readonly Diagnostic[], code: string) => all.filter((one) => one.code === code).length;
    for (const code of new Set(mended.map((one) => one.code))) {
      expect(left(after, code)).toBe(left(before, code) - mended.filter((one) => one.code === code).length);
    }
  });
});

describe("whatever a spec holds", () => {
  const valid = loadYaml(
    "x.yaml",
    new TextEncoder().encode(`${head}owner: shop
tier: high
labels: { product: shop }
match: { job: [a, b] }
slis:
  requests: { type: availability, groupBy: [route, { path: p }], prometheus: { total: [x, y], bad: z } }
slos:
  requests: { objective: 99.9%, window: { calendar: month, timezone: Europe/Berlin }, alerting: { page: { burns: [{ spend: 2%, within: 1h }] } } }
  mix: { of: { requests: 3 }, combine: mean }
alerts:
  Slow: { predict: { value: x, over: 6h, within: 4h, below: 0 }, for: 10m, summary: "{{ $value }}" }
metrics: { interval: 30s, declare: { a_total: { type: counter, labels: { plan: 4 } } } }
traces: { sampling: 5%, keep: [errors, { slowerThan: 1s }] }
chaos: { kill: { hypothesis: Up., inject: { podKill: { count: 1 } }, duration: 5m } }
`),
  ).value!;
  const paths: string[][] = [];
  const collect = (value: unknown, path: string[]): void => {
    paths.push(path);
    if (typeof value === "object" && value !== null)
      for (const [key, part] of Object.entries(value)) collect(part, [...path, key]);
  };
  collect(valid.value, []);

  it("is fine as it stands", () => {
    expect(validate(valid, "service").diagnostics).toEqual([]);
  });

  it("each difference from the schema is told, with a help, and nothing throws", () => {
    const junk = fc.oneof(
      fc.constantFrom(
        0,
        -1,
        1.5,
        99.9,
        NaN,
        true,
        false,
        null,
        "",
        "x",
        "99.9%",
        "30 days",
        "${hole}",
        "a\nb",
        "__proto__",
        "1h",
        "Éa",
      ),
      fc.constantFrom<unknown>([], {}, [null], { a: null }, { type: "latency" }, [[1]], { "a/b~c": 1 }, ["x", "x"], {
        of: [],
      }),
    );
    const edit = fc.record({
      path: fc.constantFrom(...paths.slice(1)),
      put: junk,
      extra: fc.constantFrom(undefined, "objectve", "tier", "threshold", "a/b", "0"),
    });
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        fc.constantFrom<SpecKind>("service", "kit", "workspace"),
        (edits, kind) => {
          const value = JSON.parse(JSON.stringify(valid.value)) as Record<string, unknown>;
          for (const { path, put, extra } of edits) {
            let at: unknown = value;
            for (const step of path.slice(0, -1))
              at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[step] : undefined;
            if (typeof at !== "object" || at === null) continue;
            // copies: an edit may write into what an earlier one put there
            (at as Record<string, unknown>)[path.at(-1)!] = structuredClone(put);
            if (extra !== undefined && !Array.isArray(at))
              (at as Record<string, unknown>)[extra] = structuredClone(put);
          }
          const { diagnostics, value: meant } = validate({ ...valid, value }, kind);
          if (!Object.hasOwn(value, kind)) return;
          const holds = validators[kind](withoutNulls(value));
          if (!holds) expect(diagnostics.length).toBeGreaterThan(0);
          if (meant !== undefined) expect(validators[kind](withoutNulls(meant.value))).toBe(true);
          for (const { title, help } of diagnostics) {
            expect(title).toMatch(/^(?![A-Z][a-z]).*[^.]$/s);
            expect(title).not.toContain("\n");
            expect(help).toBeTruthy();
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});
