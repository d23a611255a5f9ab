import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findingsOf, marksOf, readFixture } from "./support/findings.ts";

const folder = new URL("styles/", import.meta.url);
const styles = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

/**
 * Specs as different teams write them, with every finding of the catalogue weighed: beside each stands why it is right.
 * A warning is a mistake that its author would want to know of; what a sensible author may have chosen is a hint, and no more than an info.
 */
describe("specs in many styles", () => {
  it("are at least thirty", () => expect(styles.length).toBeGreaterThanOrEqual(30));

  it.each(styles)("%s", async (file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const about = /^# .+\n/.exec(text)?.[0] ?? "";
    expect(about).not.toBe("");
    const { files, expected } = readFixture(text.slice(about.length));
    const weighed = expected.map((mark) => {
      const [finding = "", reason = ""] = mark.split(" — ");
      expect(reason).toMatch(finding.includes(" info ") ? /^hint: .+/ : /^mistake: .+/);
      return finding;
    });
    // What is not generated or proved so far is told by infos of another phase.
    const found = await findingsOf(files);
    const told = found.filter(({ code, severity }) => severity !== "info" || code.startsWith("lint/"));
    expect(marksOf(told, ["error", "warning", "info"])).toEqual(weighed.sort());
    // Who makes the files is told what who checks is told.
    expect(await findingsOf(files, true)).toEqual(found);
  });
});
