import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { parse } from "yaml";
import { compile, open, textFiles } from "../property/base.ts";
import { type Place, withText } from "../property/places.ts";
import { describeWith } from "../support/programs.ts";

/** Texts that would open a template, end a string or a rule, or turn an expression, if they came into a rule as they are. */
const texts = [
  `{{ $value }}`, `{{ query "up" | first | value }}`, `{{`, `}}`, `{{{`, `a{`, `{{ end }}`, `{{/*`, `{{"{{"}}`, `%s %q %!`, `"} or vector(1) #`, `a"b'c\`d\\e`, `a\\`, "a\nb", "a\n    - alert: Evil\n      expr: vector(1)", "a: b # c", "$labels.x", "$1", "GROUP", "é日本😀", "a\u2028b", "\u202ea", "-", "~", "null", "0x1F", "1:30", "no", "<b>", "a\tb",
]; // prettier-ignore

const service = "services/texts.service.yaml";
const value = (...path: string[]): Place => ({ path, part: "value" });
const places: readonly (readonly [file: string, place: Place])[] = [
  [service, value("description")],
  [service, value("labels", "product")],
  [service, value("match", "job")],
  [service, value("vars", "queue")],
  [service, value("uses", "calls", "method")],
  [service, value("slos", "requests", "alerting", "labels", "area")],
  [service, value("slos", "requests", "alerting", "page", "labels", "loud")],
  ["tocsin.yaml", value("environments", "production", "labels", "env")],
  ["tocsin.yaml", value("severities", "page")],
];

const work = mkdtempSync(join(tmpdir(), "tocsin-hostile-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** The workspace with a text in each place; `undefined` leaves a place as it is. */
function filled(chosen: readonly (string | undefined)[]): Readonly<Record<string, string>> {
  const files: Record<string, string> = { ...textFiles };
  for (const [index, [file, place]] of places.entries()) {
    const text = chosen[index];
    if (text !== undefined) files[file] = withText(parse(files[file]!), place, JSON.stringify(text));
  }
  return files;
}

describeWith(["promtool-3"], "Prometheus reads hostile texts as texts", ({ "promtool-3": promtool }) => {
  it("in rules that it takes, with alerts whose labels and annotations are what was written", async () => {
    const taken = await Promise.all(
      places.map(async (_, place) => {
        const found: (string | undefined)[] = [];
        for (const text of texts) {
          const only = places.map((__, index) => (index === place ? text : undefined));
          found.push(compile(await open(filled(only)), false).ok ? text : undefined);
        }
        return found;
      }),
    );
    // Each text comes into each place that takes it, all places at once.
    const rules: string[] = [];
    const tests: string[] = [];
    for (const round of texts.keys()) {
      const chosen = places.map((_, place) => taken[place]![(round + place * 3) % texts.length]);
      const { ok, artifacts } = compile(await open(filled(chosen)));
      expect(ok).toBe(true);
      for (const [path, made] of artifacts) {
        const at = join(work, String(round), path);
        mkdirSync(dirname(at), { recursive: true });
        writeFileSync(at, made);
        if (path.endsWith(".rules.yaml")) rules.push(at);
        // They say which labels and annotations the alerts have: a text that a template changed would not be found there.
        if (path.endsWith("texts.test.yaml")) tests.push(at);
      }
    }
    const cases = taken.flat().filter((text) => text !== undefined).length;
    console.log(`${cases} hostile texts in ${places.length} places, in ${rules.length} files of rules`);
    expect(cases).toBeGreaterThan(texts.length * 4);
    const checked = spawnSync(promtool, ["check", "rules", ...rules], { encoding: "utf8" });
    expect(checked.status, checked.stdout + checked.stderr).toBe(0);
    const proven = spawnSync(promtool, ["test", "rules", ...tests], { encoding: "utf8" });
    expect(proven.status, (proven.stdout + proven.stderr).slice(0, 4000)).toBe(0);
  });
});
