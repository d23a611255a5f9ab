import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Vitest's global set-up: gathers what each worker had to skip, and says it last, where it is read. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-skips-"));
  const file = join(folder, "skips.jsonl");
  writeFileSync(file, "");
  process.env["TOCSIN_SKIPS"] = file;
  return () => {
    const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
    rmSync(folder, { recursive: true, force: true });
    if (lines.length > 0) process.stderr.write(summary(lines));
  };
}

function summary(lines: readonly string[]): string {
  const skips = lines.map((line) => JSON.parse(line) as { program: string; title: string; neededBy?: string });
  const programs = [...new Set(skips.map((skip) => skip.program))].sort();
  const suites = new Set(skips.map((skip) => skip.title)).size;
  const shown = programs.map((name) => `SKIP ${name}: ${skips.find((skip) => skip.program === name)?.neededBy}\n`);
  return `\n${shown.join("")}${suites} suites skipped for want of ${programs.length} programs; \`npm run tools\` installs them\n`;
}
