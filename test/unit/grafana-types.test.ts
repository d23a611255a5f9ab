import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

interface Panel {
  readonly type: string;
  readonly targets?: readonly { readonly datasource?: { readonly type: string } }[];
  readonly panels?: readonly Panel[];
}
interface Dashboard {
  readonly panels: readonly Panel[];
}

const types = resolve("test/types/grafana/dashboard.ts");
const folder = "examples/shop/generated/production/grafana";
const files = [
  ...readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder, name)),
  "test/golden/dashboards/grafana/orders.json",
  "examples/shop/generated/grafana/fleet/acme-shop.json",
];

/** Kinds of panels with what they ask, as far as types tell them apart: `logs loki`. */
function kindsOf({ panels }: Dashboard): readonly string[] {
  const all = panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  return all.map(({ type, targets }) => [type, targets?.[0]?.datasource?.type].join(" "));
}

/** What the compiler says of dashboards as literals, each in a file of its own: `line: message`. */
function check(texts: readonly string[]): readonly (readonly string[])[] {
  const temporary = mkdtempSync(join(tmpdir(), "tocsin-types-"));
  try {
    for (const [at, text] of texts.entries())
      writeFileSync(
        join(temporary, `d${at}.ts`),
        `import type { Dashboard } from ${JSON.stringify(types)};\nexport const dashboard: Dashboard =\n${text};\n`,
      );
    const options = { module: "NodeNext", target: "ES2022", strict: true, noEmit: true, skipLibCheck: true, types: [] };
    writeFileSync(
      join(temporary, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...options, allowImportingTsExtensions: true }, include: ["*.ts"] }),
    );
    writeFileSync(join(temporary, "package.json"), '{"type":"module"}');
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ["node_modules/typescript/bin/tsc", "-p", temporary, "--pretty", "false"],
      { encoding: "utf8" },
    );
    const found = [...stdout.matchAll(/d(\d+)\.ts\((\d+),\d+\): error (.*(?:\n .*)*)/g)];
    // nothing else may have gone wrong: a compiler that finds no types finds no mistakes
    expect(stdout.split("\n").filter((line) => /error/.test(line) && !/d\d+\.ts\(/.test(line))).toEqual([]);
    expect(status === 0, `${stdout}${stderr}`).toBe(found.length === 0);
    return texts.map((_, at) =>
      found.flatMap(([, file, line, message]) =>
        Number(file) === at ? [`${Number(line) - 2}: ${message ?? ""}`] : [],
      ),
    );
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

describe("dashboards are literals of the Foundation SDK's types", () => {
  const texts = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
  const known = new Set<string>();
  /** Few files that have every kind of panel and query between them. */
  const chosen = [...texts].filter(([, text]) => {
    const fresh = kindsOf(JSON.parse(text) as Dashboard).filter((kind) => !known.has(kind));
    for (const kind of fresh) known.add(kind);
    return fresh.length > 0;
  });
  const fleet = texts.get(files.at(-1)!)!;

  it("every kind of panel, and each mistake that is planted is found at its line", () => {
    const kinds = [...known].map((kind) => kind.split(" ")[0]);
    expect(kinds).toEqual(
      expect.arrayContaining([
        "timeseries",
        "stat",
        "table",
        "heatmap",
        "state-timeline",
        "gauge",
        "bargauge",
        "logs",
        "text",
        "row",
      ]),
    );
    const planted = [
      ["a misspelt field of a dashboard", /"graphTooltip": 1/, '"graphTooltipp": 1', /graphTooltipp/],
      ["a value of another type", /"refresh": "1m"/, '"refresh": 60', /number.*string/],
      ["a misspelt option of a panel", /"cellHeight": "sm"/, '"cellHeigth": "sm"', /cellHeigth/],
      ["an option with a word that is none", /"colorMode": "value"/, '"colorMode": "values"', /values/],
      ["a misspelt field of a query", /"legendFormat":/, '"legendformat":', /legendformat/],
      ["a threshold that is a text", /"value": 1,/, '"value": "1",', /string/],
      [
        "a field of another kind of panel",
        /"fillOpacity": 90/,
        '"fillOpacity": 90, "barWidthFactor": 1',
        /barWidthFactor/,
      ],
      ["a panel of a kind that is none", /"type": "state-timeline"/, '"type": "statetimeline"', /statetimeline/],
    ] as const;
    const broken = planted.map(([, from, to]) => fleet.replace(from, to));
    const answers = check([...chosen.map(([, text]) => text), ...broken]);
    expect(Object.fromEntries(chosen.map(([file], at) => [file, answers[at]]))).toEqual(
      Object.fromEntries(chosen.map(([file]) => [file, []])),
    );
    for (const [at, [what, from, , words]] of planted.entries()) {
      expect(broken[at], what).not.toBe(fleet);
      const [answer] = answers[chosen.length + at]!;
      expect(answer, what).toMatch(words);
      const line = fleet.slice(0, fleet.search(from)).split("\n").length;
      expect(Math.abs(Number(answer?.split(":")[0]) - line), `${what}: ${answer}, line ${line}`).toBeLessThan(60);
    }
  });
});
