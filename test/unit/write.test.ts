import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Artifact } from "../../src/5-emit/artifact.ts";
import { openOutput, type Output } from "../../src/6-write/output.ts";
import type { OutputOptions } from "../../src/6-write/open.ts";
import { HostError } from "../../src/host/host.ts";
import { memoryHost, memoryProcesses, type MemoryHost } from "../../src/host/memory.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const artifact = (path: string, text: string, sources = ["services/a.service.yaml"]): Artifact => ({
  path,
  text,
  sources,
  lines: [],
});

const root = "/shop";
const folder = "/shop/generated";

function writing(options: Partial<OutputOptions> = {}): OutputOptions {
  return { shown: "generated", within: root, write: { processes: memoryProcesses(), patience: 0 }, ...options };
}

function open(host: MemoryHost, options: OutputOptions): Output {
  const { value, diagnostics } = openOutput(host, folder, options);
  if (value === undefined) throw new Error(diagnostics.map(({ title }) => title).join("; "));
  return value;
}

/** Stages files, and writes them when nothing stands in the way. */
function run(host: MemoryHost, files: Readonly<Record<string, string>>, options = writing()) {
  const output = open(host, options);
  try {
    for (const [path, text] of Object.entries(files)) output.stage(artifact(path, text));
    const { changes, manifest, diagnostics } = output.plan();
    const kinds = Object.fromEntries(changes.map(({ path, kind }) => [path, kind]));
    const ok = diagnostics.every(({ severity }) => severity !== "error");
    const late = ok && options.write !== undefined ? output.commit() : [];
    return { kinds, changes, manifest, codes: [...diagnostics, ...late].map(({ code }) => code), diagnostics };
  } finally {
    output.abandon();
  }
}

function manifestOf(files: Readonly<Record<string, string>>): string {
  const paths = Object.keys(files).sort();
  const entries = paths.map((path) => [
    path,
    { hash: sha256(files[path] as string), sources: ["services/a.service.yaml"] },
  ]);
  return `${JSON.stringify({ formatVersion: 1, files: Object.fromEntries(entries) }, undefined, 2)}\n`;
}

/** What a clean run must leave: the files, their manifest and nothing else. */
function treeOf(files: Readonly<Record<string, string>>): Record<string, string> {
  const placed = Object.entries({ ...files, "manifest.json": manifestOf(files) });
  return Object.fromEntries(placed.map(([path, text]) => [`${folder}/${path}`, text]).sort());
}

const before = { "prometheus/a.rules.yaml": "a: 1\n", "prometheus/b.rules.yaml": "b: 1\n", "tests/old.yaml": "old\n" };
const after = {
  "operator/new.yaml": "new\n",
  "prometheus/a.rules.yaml": "a: 2\n",
  "prometheus/b.rules.yaml": "b: 1\n",
};

function written(files: Readonly<Record<string, string>> = before): MemoryHost {
  const host = memoryHost({ files: { "/shop/tocsin.yaml": "version: 1\n" } });
  run(host, files);
  return host;
}

describe("writing", () => {
  it("makes the folder, the files and a sorted manifest with a hash and the sources of each", () => {
    const host = memoryHost({ files: { "/shop/tocsin.yaml": "" } });
    expect(run(host, before).kinds).toEqual({
      "prometheus/a.rules.yaml": "added",
      "prometheus/b.rules.yaml": "added",
      "tests/old.yaml": "added",
    });
    expect(host.tree(folder)).toEqual(treeOf(before));
    expect(host.folders(folder)).toEqual([folder, `${folder}/prometheus`, `${folder}/tests`]);
  });

  it("touches only what changed, and removes what is not made any more with its empty folder", () => {
    const host = written();
    const untouched = host.stat(`${folder}/prometheus/b.rules.yaml`)?.modified;
    expect(run(host, after).kinds).toEqual({
      "operator/new.yaml": "added",
      "prometheus/a.rules.yaml": "changed",
      "prometheus/b.rules.yaml": "unchanged",
      "tests/old.yaml": "removed",
    });
    expect(host.tree(folder)).toEqual(treeOf(after));
    expect(host.folders(folder)).toEqual([folder, `${folder}/operator`, `${folder}/prometheus`]);
    expect(host.stat(`${folder}/prometheus/b.rules.yaml`)?.modified).toBe(untouched);
  });

  it("writes nothing but its lock when nothing changed", () => {
    const host = written();
    const writes: string[] = [];
    host.before = (operation, path) => {
      if (["writeFile", "rename", "removeFile", "createExclusive"].includes(operation)) writes.push(path);
    };
    run(host, before);
    expect(writes).toEqual([`${folder}/.tocsin/lock`, `${folder}/.tocsin/lock`]);
  });

  it("leaves no trace when the run is abandoned", () => {
    const host = memoryHost({ files: { "/shop/tocsin.yaml": "" } });
    const output = open(host, writing());
    output.stage(artifact("a.yaml", "a"));
    output.abandon();
    output.abandon();
    expect(host.folders()).toEqual(["/", "/shop"]);
    expect(() => output.commit()).toThrow("closed");
  });

  it("puts environments in folders of their own and leaves those that the run does not cover", () => {
    const host = memoryHost({ files: { "/shop/tocsin.yaml": "" } });
    const all = open(host, writing());
    all.stage(artifact("a.yaml", "a"), "production");
    all.stage(artifact("a.yaml", "a"), "staging");
    all.commit();
    const one = open(host, writing({ covers: (path) => path.startsWith("staging/") }));
    one.stage(artifact("b.yaml", "b"), "staging");
    one.commit();
    const paths = Object.keys(host.tree(folder));
    expect(paths).toEqual(["manifest.json", "production/a.yaml", "staging/b.yaml"].map((path) => `${folder}/${path}`));
    expect(Object.keys(JSON.parse(host.tree()[`${folder}/manifest.json`] as string).files)).toEqual([
      "production/a.yaml",
      "staging/b.yaml",
    ]);
  });

  it("works below a Windows root", () => {
    const host = memoryHost({ files: { "C:/shop/tocsin.yaml": "" } });
    const options = { shown: "out", within: "C:/shop", write: { processes: memoryProcesses(), patience: 0 } };
    const output = openOutput(host, "C:/shop/out", options).value as Output;
    output.stage(artifact("p/a.yaml", "a"));
    expect(output.commit()).toEqual([]);
    expect(Object.keys(host.tree("C:/shop/out"))).toEqual(["C:/shop/out/manifest.json", "C:/shop/out/p/a.yaml"]);
  });

  it.each([
    "../x",
    "/x",
    "a/../../x",
    "a//b",
    "C:/x",
    "a\\b",
    ".tocsin/x",
    "a/b:c",
    "a\u0000b",
    "",
    ".",
    "con./x",
    "manifest.json",
    "MANIFEST.json",
  ])("refuses the artifact path %j, which would be our bug", (path) => {
    const output = open(written(), writing());
    expect(() => output.stage(artifact(path, "x"))).toThrow("no path for an artifact");
  });

  it("refuses two artifacts that some systems hold for one file", () => {
    const output = open(written(), writing());
    output.stage(artifact("A.yaml", "x"));
    expect(() => output.stage(artifact("a.yaml", "x"))).toThrow("made twice");
  });
});

describe("work of others", () => {
  it("does not overwrite a file that was edited by hand, and writes nothing else either", () => {
    const host = written();
    host.edit(`${folder}/prometheus/a.rules.yaml`, "a: 1\n# mine\n");
    const tree = host.tree();
    const { codes, diagnostics } = run(host, after);
    expect(codes).toEqual(["write/edited-by-hand"]);
    expect(diagnostics[0]?.title).toBe("`generated/prometheus/a.rules.yaml` was edited by hand since it was generated");
    expect(host.tree()).toEqual(tree);
  });

  it("points at the first line that differs", () => {
    const host = written({ "a.yaml": "one\ntwo\nthree\n" });
    host.edit(`${folder}/a.yaml`, "one\nTWO\nthree\n");
    const [finding] = run(host, { "a.yaml": "one\ntwo\nthree\n" }).diagnostics;
    expect(finding && finding.span.file.text.slice(finding.span.start, finding.span.end)).toBe("TWO");
  });

  it("overwrites it with --force", () => {
    const host = written();
    host.edit(`${folder}/prometheus/a.rules.yaml`, "mine");
    const { changes } = run(host, after, writing({ force: true }));
    expect(changes.filter(({ edited }) => edited).map(({ path }) => path)).toEqual(["prometheus/a.rules.yaml"]);
    expect(host.tree(folder)).toEqual(treeOf(after));
  });

  it("takes an edit that gives what the specs give for no edit", () => {
    const host = written();
    host.edit(`${folder}/prometheus/a.rules.yaml`, "a: 2\n");
    expect(run(host, after).codes).toEqual([]);
    expect(host.tree(folder)).toEqual(treeOf(after));
  });

  it("takes turned line ends for no edit", () => {
    const host = written();
    host.edit(`${folder}/prometheus/a.rules.yaml`, "a: 1\r\n");
    expect(run(host, before).kinds).toMatchObject({ "prometheus/a.rules.yaml": "unchanged" });
    expect(run(host, after).codes).toEqual([]);
  });

  it("makes a file anew that somebody deleted", () => {
    const host = written();
    host.removeFile(`${folder}/prometheus/a.rules.yaml`);
    expect(run(host, before).kinds).toMatchObject({ "prometheus/a.rules.yaml": "added" });
    expect(host.tree(folder)).toEqual(treeOf(before));
  });

  it("keeps an edited file that is not made any more, says so, and keeps knowing it", () => {
    const host = written();
    host.edit(`${folder}/tests/old.yaml`, "mine");
    for (let times = 0; times < 2; times++) expect(run(host, after).codes).toEqual(["write/edited-and-unneeded"]);
    expect(host.tree()[`${folder}/tests/old.yaml`]).toBe("mine");
    run(host, after, writing({ force: true }));
    expect(host.tree(folder)).toEqual(treeOf(after));
  });

  it("leaves foreign files alone, and does not replace one without --force", () => {
    const host = written();
    host.edit(`${folder}/README.md`, "ours");
    host.edit(`${folder}/operator/new.yaml`, "not yours");
    expect(run(host, after).codes).toEqual(["write/not-ours"]);
    expect(host.tree()[`${folder}/operator/new.yaml`]).toBe("not yours");
    run(host, after, writing({ force: true }));
    expect(host.tree(folder)).toEqual({ ...treeOf(after), [`${folder}/README.md`]: "ours" });
  });

  it("refuses a manifest that cannot be read, and says why; --force makes it anew", () => {
    const host = written();
    host.edit(`${folder}/manifest.json`, `{\n<<<<<<< HEAD\n`);
    const refused = openOutput(host, folder, writing());
    expect(refused.value).toBeUndefined();
    expect(refused.diagnostics.map(({ title }) => title)).toEqual([
      "`generated/manifest.json` cannot be read: it holds an unresolved merge conflict",
    ]);
    run(host, before, writing({ force: true }));
    expect(host.tree(folder)).toEqual(treeOf(before));
  });

  it.each([
    ["not JSON", "x", "it is not JSON"],
    ["of another version", `{"formatVersion": 2, "files": {}}`, "it was written by another version of tocsin"],
    [
      "with a path out of the folder",
      `{"formatVersion": 1, "files": {"../../etc/passwd": {"hash": "", "sources": []}}}`,
      `"../../etc/passwd" is no path of a generated file`,
    ],
    ["with a damaged entry", `{"formatVersion": 1, "files": {"a": 1}}`, "its entry for `a` is damaged"],
    ["that is a list", "[]", "it has no `files`"],
  ])("refuses a manifest %s", (_, text, reason) => {
    const host = memoryHost({ files: { [`${folder}/manifest.json`]: text } });
    const { diagnostics } = openOutput(host, folder, writing());
    expect(diagnostics.map(({ title }) => title)).toEqual([`\`generated/manifest.json\` cannot be read: ${reason}`]);
    expect(host.tree(folder)).toEqual({ [`${folder}/manifest.json`]: text });
  });

  it("stops when a file changes between comparing and writing", () => {
    const host = written();
    const output = open(host, writing());
    for (const [path, text] of Object.entries(after)) output.stage(artifact(path, text));
    output.plan();
    host.edit(`${folder}/prometheus/a.rules.yaml`, "just saved");
    expect(output.commit().map(({ code }) => code)).toEqual(["write/changed-meanwhile"]);
    output.abandon();
    expect(host.tree(folder)).toEqual({ ...treeOf(before), [`${folder}/prometheus/a.rules.yaml`]: "just saved" });
  });
});

describe("links and folders in the way", () => {
  it.each([
    ["a file", `${folder}/prometheus/a.rules.yaml`, "/etc/passwd"],
    ["a folder", `${folder}/prometheus`, "/etc"],
    ["a folder inside", `${folder}/prometheus`, "../services"],
  ])("refuses %s that is a link", (_, path, target) => {
    const host = memoryHost({ files: { "/etc/passwd": "root", "/shop/services/": "" }, links: { [path]: target } });
    const { codes, diagnostics } = run(host, before);
    expect(codes).toEqual(["write/link-in-output"]);
    expect(diagnostics[0]?.title).toContain(path.slice("/shop/".length));
    expect(host.tree("/etc")).toEqual({ "/etc/passwd": "root" });
    expect(host.tree("/shop")).toEqual({ [path]: `-> ${target}` });
  });

  it("refuses an output folder that leads out of the workspace, and takes one that was named on purpose", () => {
    const host = memoryHost({
      files: { "/elsewhere/": "", "/shop/tocsin.yaml": "" },
      links: { [folder]: "/elsewhere" },
    });
    expect(openOutput(host, folder, writing()).diagnostics.map(({ code }) => code)).toEqual(["write/output-outside"]);
    expect(host.folders("/elsewhere")).toEqual(["/elsewhere"]);
    const { within: _, ...named } = writing();
    run(host, before, named);
    expect(Object.keys(host.tree("/elsewhere"))).toHaveLength(4);
  });

  it.each(["", "/new", "/old"])("refuses a link in the place of its own folder .tocsin%s", (name) => {
    const host = memoryHost({ files: { "/etc/passwd": "root" }, links: { [`${folder}/.tocsin${name}`]: "/etc" } });
    expect(openOutput(host, folder, writing()).diagnostics.map(({ code }) => code)).toEqual(["write/link-in-output"]);
    expect(host.tree("/etc")).toEqual({ "/etc/passwd": "root" });
  });

  it("refuses a folder where a file must be, and a file where a folder must be", () => {
    const host = memoryHost({ files: { [`${folder}/prometheus/a.rules.yaml/x`]: "", [`${folder}/tests`]: "" } });
    expect(run(host, before).diagnostics.map(({ title }) => title)).toEqual([
      "`generated/prometheus/a.rules.yaml` is a folder where a file must be",
      "`generated/tests` is a file where a folder must be",
    ]);
  });

  it("follows no path out of the folder that a forged journal names", () => {
    for (const path of ["../../etc/passwd", "prometheus/x"]) {
      const journal = { replace: [{ path, file: "0", hash: "" }], remove: [], folders: [] };
      const host = memoryHost({
        files: {
          "/etc/passwd": "root",
          [`${folder}/.tocsin/journal`]: JSON.stringify(journal),
          [`${folder}/.tocsin/new/0`]: "evil",
        },
        links: { [`${folder}/prometheus`]: "/etc" },
      });
      const tree = host.tree();
      expect(openOutput(host, folder, writing()).diagnostics.map(({ code }) => code)).toEqual([
        "write/unreadable-journal",
      ]);
      expect(host.tree()).toEqual(tree);
    }
  });
});

describe("comparing", () => {
  const comparing: OutputOptions = { shown: "generated", within: root, diffs: true };

  it("writes nothing and shows what would change", () => {
    const host = written();
    const tree = host.tree();
    host.before = (operation) => {
      if (!["stat", "readFile", "list", "realpath"].includes(operation)) throw new Error(operation);
    };
    const { changes, manifest } = run(host, after, comparing);
    expect(host.tree()).toEqual(tree);
    expect(changes.map(({ kind, diff }) => [kind, diff])).toEqual([
      ["added", "--- /dev/null\n+++ b/generated/operator/new.yaml\n@@ -0,0 +1,1 @@\n+new\n"],
      [
        "changed",
        "--- a/generated/prometheus/a.rules.yaml\n+++ b/generated/prometheus/a.rules.yaml\n@@ -1,1 +1,1 @@\n-a: 1\n+a: 2\n",
      ],
      ["unchanged", undefined],
      ["removed", "--- a/generated/tests/old.yaml\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-old\n"],
    ]);
    expect(manifest.kind).toBe("changed");
  });

  it("tells a hand edit from a stale file", () => {
    const host = written();
    host.edit(`${folder}/prometheus/b.rules.yaml`, "b: 7\n");
    const { kinds, codes } = run(host, after, comparing);
    expect(kinds).toMatchObject({ "prometheus/a.rules.yaml": "changed", "prometheus/b.rules.yaml": "changed" });
    expect(codes).toEqual(["write/edited-by-hand"]);
  });

  it("works on a folder that does not exist", () => {
    const host = memoryHost({ files: { "/shop/tocsin.yaml": "" } });
    expect(run(host, before, comparing).kinds).toMatchObject({ "tests/old.yaml": "added" });
    expect(host.folders()).toEqual(["/", "/shop"]);
  });

  it("says that another run is not at its end", () => {
    const host = written();
    host.edit(`${folder}/.tocsin/journal`, "{}");
    expect(openOutput(host, folder, comparing).diagnostics.map(({ code }) => code)).toEqual(["write/interrupted"]);
  });
});

describe("two runs at once", () => {
  const other = "here 7 7";
  const locked = (line: string) => {
    const host = written();
    host.edit(`${folder}/.tocsin/lock`, line);
    return host;
  };

  it("waits for a run that is alive, then says who it is", () => {
    let waits = 0;
    const processes = { ...memoryProcesses("here 1 1", [other]), pause: () => void waits++ };
    const host = locked(`${other}\n`);
    const { value, diagnostics } = openOutput(host, folder, writing({ write: { processes, patience: 1000 } }));
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([
      [
        "write/locked",
        "wait until it ends (process 7 on here); if no such run exists any more, delete `generated/.tocsin/lock`",
      ],
    ]);
    expect(waits).toBe(10);
    expect(host.tree()[`${folder}/.tocsin/lock`]).toBe(`${other}\n`);
  });

  it("goes on as soon as the other has ended", () => {
    const host = locked(`${other}\n`);
    let told = 0;
    const processes = {
      ...memoryProcesses("here 1 1", [other]),
      pause: () => host.removeFile(`${folder}/.tocsin/lock`),
    };
    run(host, after, writing({ write: { processes, patience: 1000, onWait: () => void told++ } }));
    expect(told).toBe(1);
    expect(host.tree(folder)).toEqual(treeOf(after));
  });

  it.each([
    ["of a process that is gone", "here 9 9\n", {}],
    ["of an earlier process with our number", "here 1 0\n", {}],
    ["that was never finished", "here 9", {}],
  ])("takes over a lock %s", (_, line) => {
    const host = locked(line);
    run(host, after);
    expect(host.tree(folder)).toEqual(treeOf(after));
  });

  it("does not take over a lock of another machine", () => {
    expect(openOutput(locked("there 9 9\n"), folder, writing()).diagnostics.map(({ code }) => code)).toEqual([
      "write/locked",
    ]);
  });

  it("writes nothing once its own lock was taken over", () => {
    const host = written();
    const first = open(host, writing());
    first.stage(artifact("a.yaml", "first"));
    const second = open(host, writing({ write: { processes: memoryProcesses("here 2 2"), patience: 0 } }));
    second.stage(artifact("a.yaml", "second"));
    expect(first.commit().map(({ code }) => code)).toEqual(["write/locked"]);
    expect(second.commit()).toEqual([]);
    expect(host.tree(folder)).toEqual(treeOf({ "a.yaml": "second" }));
  });
});

describe("a kill at every operation", () => {
  class Killed extends Error {}

  /** Lets `allowed` operations pass, then kills: in the place of the next one or, with `half`, in the middle of it when it is a write. Dead hosts do nothing. */
  function killAfter(host: MemoryHost, allowed: number, half: boolean): () => boolean {
    let left = allowed;
    let dead = false;
    const die = () => {
      dead = true;
      throw new Killed();
    };
    host.halved = die;
    host.before = (operation) => {
      if (dead) throw new Killed();
      if (left-- > 0) return;
      if (half && (operation === "writeFile" || operation === "createExclusive")) return "half";
      die();
    };
    return () => dead;
  }

  function killed(call: () => unknown): void {
    try {
      call();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }

  const revive = (host: MemoryHost) => {
    host.before = undefined;
    host.halved = undefined;
  };
  const by = (process: string) => writing({ write: { processes: memoryProcesses(process), patience: 0 } });
  const next = by("here 2 2");

  /** The output once the next command has opened it and left it. */
  function recovered(host: MemoryHost, options = next) {
    const output = open(host, options);
    const state = output.recovered;
    output.abandon();
    return { state, tree: host.tree(folder) };
  }

  it.each([false, true])("leaves the old output or the new one (in the middle of a write: %s)", (half) => {
    const seen = new Set<string>();
    let steps = 0;
    for (; ; steps++) {
      const host = written();
      const isDead = killAfter(host, steps, half);
      killed(() => run(host, after));
      if (!isDead()) break;
      revive(host);
      const { state, tree } = recovered(host);
      const isNew = JSON.stringify(tree) === JSON.stringify(treeOf(after));
      if (!isNew) expect(tree, `killed after ${steps} operations`).toEqual(treeOf(before));
      expect(host.folders(folder).filter((path) => path.includes(".tocsin"))).toEqual([]);
      seen.add(`${isNew ? "new" : "old"} ${state}`);
    }
    expect(steps).toBeGreaterThan(80);
    expect(seen).toEqual(new Set(["old nothing", "new finished", "new nothing"]));
  });

  it("leaves the old output or the new one when the recovery is killed too", () => {
    for (let first = 0; ; first++) {
      const host = written();
      const isDead = killAfter(host, first, false);
      killed(() => run(host, after));
      if (!isDead()) break;
      // A copy for each second kill is what the first kill left.
      const left = { files: host.tree("/shop") };
      for (let second = 0; ; second++) {
        const again = memoryHost(left);
        const isDeadAgain = killAfter(again, second, true);
        killed(() => recovered(again));
        const ended = !isDeadAgain();
        revive(again);
        const { tree } = recovered(again, by("here 3 3"));
        if (JSON.stringify(tree) !== JSON.stringify(treeOf(after))) {
          expect(tree, `killed after ${first}, then after ${second} operations`).toEqual(treeOf(before));
        }
        if (ended) break;
      }
    }
  });

  it("puts the old output back when an operation fails, and the new one can be made afterwards", () => {
    let failures = 0;
    for (let step = 0; ; step++) {
      const host = written();
      let count = 0;
      let failed = false;
      host.before = (operation, path) => {
        if (count++ !== step) return;
        failed = true;
        throw new HostError("ENOSPC", path, `cannot ${operation} ${path}: no space left on the disk`);
      };
      try {
        run(host, after);
      } catch (error) {
        expect(error).toBeInstanceOf(HostError);
        failures++;
      }
      if (!failed) break;
      revive(host);
      const { tree } = recovered(host);
      if (JSON.stringify(tree) !== JSON.stringify(treeOf(after))) {
        expect(tree, `operation ${step} failed`).toEqual(treeOf(before));
      }
      run(host, after);
      expect(host.tree(folder)).toEqual(treeOf(after));
    }
    expect(failures).toBeGreaterThan(80);
  });

  it("takes everything back at once when a step fails for good, and is killed at every operation of that", () => {
    for (let allowed = 0; ; allowed++) {
      const host = written();
      const isDead = killAfter(host, allowed, false);
      const kill = host.before;
      host.before = (operation, path) => {
        const outcome = kill?.(operation, path);
        // The last step before the manifest cannot be made, in this run and in any other.
        if (operation === "rename" && path === `${folder}/manifest.json`) {
          throw new HostError("EACCES", path, `cannot replace ${path}: permission denied`);
        }
        return outcome;
      };
      try {
        killed(() => run(host, after));
      } catch (error) {
        expect((error as Error).message).toBe(
          `cannot replace ${folder}/manifest.json: permission denied; everything was put back as it was`,
        );
        expect(host.tree(folder)).toEqual(treeOf(before));
      }
      if (!isDead()) break;
      host.halved = undefined;
      host.before = (operation, path) => {
        if (operation !== "rename" || path !== `${folder}/manifest.json`) return;
        throw new HostError("EACCES", path, "no");
      };
      expect(recovered(host).tree).toEqual(treeOf(before));
    }
  });

  it("does not overwrite what a person saved between the kill and the recovery", () => {
    const host = written();
    let renames = 0;
    host.before = (operation) => {
      // Die once the journal counts and one file is in its place.
      if (operation === "rename" && renames++ === 2) throw new Killed();
      if (renames > 2) throw new Killed();
    };
    killed(() => run(host, after));
    revive(host);
    host.edit(`${folder}/prometheus/a.rules.yaml`, "saved by hand");
    expect(recovered(host).state).toBe("finished");
    expect(host.tree()[`${folder}/prometheus/a.rules.yaml`]).toBe("saved by hand");
    expect(run(host, after, next).codes).toEqual(["write/edited-by-hand"]);
  });
});
