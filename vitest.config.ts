import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests that wait for real programs start first: a live Prometheus needs minutes of the clock and hardly any of the processor. */
class RealFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = (file: TestSpecification) => (/live/.test(file.moduleId) ? 0 : /\/real\//.test(file.moduleId) ? 1 : 2);
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

const report = process.env["TOCSIN_TEST_REPORT"];

export default defineConfig({
  test: {
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/skips.ts"],
    setupFiles: ["test/support/seed.ts"],
    // A worker runs many files, with the sources loaded once and their code already optimised: nothing of ours is global. A file that
    // replaces a module, a variable or the clock puts it back.
    isolate: false,
    // One more worker than the two processors of a small machine, for the suites that mostly wait.
    maxWorkers: 3,
    // Of tests that run programs beside one another.
    maxConcurrency: 2,
    sequence: { sequencer: RealFirst },
    // Programs in Go that run for seconds collect garbage less often: a tenth of their time.
    env: { GOGC: "400" },
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
