import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bundle } from "../../scripts/build/bundle.mjs";

const work = fs.mkdtempSync(join(tmpdir(), "tocsin-program-"));
const store = join(work, "code");
const kept = join(store, "k");

beforeAll(() =>
  bundle({ input: { loader: "src/host/program.ts" } }, { dir: work, format: "cjs", entryFileNames: "[name].cjs" }),
);
afterAll(() => fs.rmSync(work, { recursive: true, force: true }));
beforeEach(() => fs.rmSync(store, { recursive: true, force: true }));

/** A program of two files that says a word, and a second one from another file when it is asked for more. */
function program(word: string): string {
  const folder = join(work, word);
  fs.mkdirSync(folder, { recursive: true });
  const main = `exports.say = (more) => { const say = (text) => process.stdout.write(text); say(${JSON.stringify(word)}); if (more) say(require("./more.js").more()); };`;
  fs.writeFileSync(join(folder, "main.js"), main);
  fs.writeFileSync(
    join(folder, "more.js"),
    `exports.more = () => " and " + require("node:path").basename(__filename);`,
  );
  return join(folder, "main.js");
}

/** What a run says; on standard error it says nothing. */
function run(entry: string, { more = false, code = { folder: store, name: "k" } } = {}): string {
  const script = `require(${JSON.stringify(join(work, "loader.cjs"))}).loadProgram(${JSON.stringify(entry)}, ${JSON.stringify(code)}).say(${more})`;
  return execFileSync(process.execPath, ["-e", script], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

describe("code that is kept", () => {
  it("is kept by the first run, and left as it is by one that needs no more", () => {
    const one = program("one");
    expect(run(one)).toBe("one");
    const { ino } = fs.statSync(kept);
    expect(run(one)).toBe("one");
    expect(fs.statSync(kept).ino).toBe(ino);
    if (process.platform === "win32") return;
    expect([store, kept].map((path) => fs.statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  });

  it("grows by what a later run needs, and keeps the rest", () => {
    const one = program("one");
    const parts = () => (JSON.parse(fs.readFileSync(kept, "latin1").split("\n")[0]!) as { parts: [string][] }).parts;
    run(one);
    expect(parts().map(([name]) => name)).toEqual(["main.js"]);
    expect(run(one, { more: true })).toBe("one and more.js");
    expect(parts().map(([name]) => name)).toEqual(["main.js", "more.js"]);
    const { ino } = fs.statSync(kept);
    run(one);
    expect(fs.statSync(kept).ino).toBe(ino);
  });

  // V8 looks at the length of the source alone: code of another text of the same length shows whether it was taken from the store.
  it("is used", () => {
    run(program("two"));
    expect(run(program("one"))).toBe("two");
  });

  it.runIf(process.platform !== "win32")("is not used when others could have written it", () => {
    for (const path of [kept, store]) {
      fs.rmSync(store, { recursive: true, force: true });
      run(program("two"));
      fs.chmodSync(path, fs.statSync(path).mode | 0o020);
      expect(run(program("one"))).toBe("one");
    }
    fs.rmSync(store, { recursive: true, force: true });
    run(program("two"));
    fs.renameSync(kept, join(work, "elsewhere"));
    fs.symlinkSync(join(work, "elsewhere"), kept);
    expect(run(program("one"))).toBe("one");
  });

  it("is not used when it was kept for something else", () => {
    run(program("two"));
    fs.renameSync(kept, join(store, "other"));
    expect(run(program("one"), { code: { folder: store, name: "other" } })).toBe("one");
  });

  it("is made anew when the file is damaged", () => {
    const one = program("one");
    run(one);
    const whole = fs.readFileSync(kept);
    const start = whole.indexOf("\n") + 1;
    const flipped = (at: number) => Buffer.from(whole.map((byte, index) => (index === at ? byte ^ 0x10 : byte)));
    const middle = (start + whole.length) >> 1;
    const damaged = [
      ...[0, start - 2, start, start + 40, middle, whole.length - 1].map(flipped),
      ...[0, 1, start, middle, whole.length - 1].map((length) => whole.subarray(0, length)),
      Buffer.concat([whole, Buffer.from([0])]),
      Buffer.from("null\n"),
    ];
    for (const bytes of damaged) {
      fs.writeFileSync(kept, bytes);
      expect(run(one)).toBe("one");
      expect(fs.readFileSync(kept).equals(bytes)).toBe(false);
    }
  });

  it("is no more than the newest files", () => {
    fs.mkdirSync(store, { mode: 0o700 });
    for (let age = 1; age <= 20; age++) {
      const path = join(store, `old-${age}`);
      fs.writeFileSync(path, "");
      fs.utimesSync(path, 1_000_000 - age, 1_000_000 - age);
    }
    run(program("one"));
    const oldest = Array.from({ length: 15 }, (_, index) => `old-${index + 1}`);
    expect(fs.readdirSync(store).sort()).toEqual(["k", ...oldest].sort());
  });

  it("is missed by nobody where nothing can be kept", () => {
    fs.writeFileSync(store, "a file where the folder should be");
    expect(run(program("one"))).toBe("one");
    expect(run(program("one"), { more: true })).toBe("one and more.js");
  });
});
