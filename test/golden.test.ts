import { describe, expect, it } from "vitest";
import { sliKinds } from "../src/3-resolve/sli/registry.ts";
import { compareFiles, compileCase, goldenCases, readCase, writeCase } from "./support/golden.ts";

describe("golden cases", () => {
  it("there is one for each type of SLI", () => {
    expect(goldenCases).toEqual(expect.arrayContaining(sliKinds.map(({ name }) => `sli-${name}`)));
  });

  describe.each(goldenCases)("%s", (name) => {
    it("gives exactly its files, without an error or a warning", async () => {
      const { given, expected } = readCase(name);
      const { files, diagnostics } = await compileCase(given);
      expect(
        diagnostics.filter(({ severity }) => severity !== "info").map(({ code, title }) => `${code}: ${title}`),
      ).toEqual([]);
      if (process.env["UPDATE_GOLDEN"] === "1") writeCase(name, files);
      const wanted = process.env["UPDATE_GOLDEN"] === "1" ? readCase(name).expected : expected;
      expect(compareFiles(wanted, files)).toEqual([]);
      // shows the lines of what has changed
      expect(files).toEqual(wanted);
    });
  });

  it("an extra, a missing and a changed file each fail", () => {
    const files = { a: "1", b: "2" };
    expect(compareFiles(files, { ...files })).toEqual([]);
    expect(compareFiles(files, { ...files, c: "3" })).toEqual(["c is extra"]);
    expect(compareFiles(files, { a: "1" })).toEqual(["b is missing"]);
    expect(compareFiles(files, { ...files, b: "3" })).toEqual(["b has changed"]);
  });
});
