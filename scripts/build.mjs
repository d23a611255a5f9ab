// npm run build (and the end of `npm ci`, by `dependencies`: unlike `prepare` it is no install script of those who use the package): the command, the library, its types and the editor's schemas, all in dist/.
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, root } from "./build/bundle.mjs";
import { buildCommand } from "./build/command.mjs";
import { noticesFile, noticesOf } from "./build/notices.mjs";
import { writeEditorSchemas } from "./gen/editor-schemas.mjs";

// Made beside its place and then put there: who runs the command meanwhile has the old one or the new one.
const made = join(root, "dist");
const dist = join(root, `.dist-${process.pid}`);
const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

// Pages that are written hold the program, and so its notice.
const notice =
  "/*! Holds Apache ECharts (Apache-2.0, https://echarts.apache.org), zrender (BSD-3-Clause, Copyright (c) 2017, Baidu Inc.) and tslib (0BSD). */";

try {
  await buildCommand(join(dist, "bin"));

  // The library leaves its packages to the one who installs it.
  const packages = Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`));
  const inLibrary = await bundle(
    { input: { index: "src/index.ts" }, external: packages },
    { dir: join(dist, "lib"), chunkFileNames: "chunks/[name]-[hash].js" },
  );

  // What the processes for TypeScript specs start with (their packages are used where they are installed), and what a spec imports as `tocsin`.
  const inChild = await bundle(
    {
      input: {
        main: "src/1-load/typescript/child/main.mjs",
        parse: "src/1-load/typescript/child/parse.mjs",
        author: "src/author/author.ts",
      },
      external: /^oxc-parser$/,
    },
    { dir: join(dist, "typescript"), entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
  );

  for (const name of [...inLibrary, ...inChild]) throw new Error(`${name} is bundled where nothing says so`);

  // The process of a workspace's own rules: the compiler, and what rules import as `tocsin`, made of the same parts.
  const rules = join(dist, "typescript/rules");
  const inRules = await bundle(
    {
      input: { engine: "src/own-rules/engine.ts", author: "src/author/rules.ts" },
      // Files are not made there.
      external: /^(@grafana\/|handlebars)/,
    },
    {
      dir: rules,
      entryFileNames: "[name].mjs",
      chunkFileNames: "[name]-[hash].mjs",
      minify: true,
    },
  );
  writeFileSync(join(rules, noticesFile), noticesOf(inRules));

  // The page of `tocsin preview`: for browsers, so all of it in one file.
  const inPage = await bundle(
    {
      input: "src/preview/page/main.ts",
      platform: "browser",
      transform: { define: { "process.env.NODE_ENV": '"production"' } },
    },
    { format: "esm", file: join(dist, "preview/page.js"), minify: true, postBanner: notice },
  );
  writeFileSync(join(dist, "preview", noticesFile), noticesOf(inPage));
  cpSync(join(root, "src/preview/page/page.css"), join(dist, "preview/page.css"));

  const tsc = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", join(dist, "types")], {
    cwd: root,
    stdio: "inherit",
  });

  // tsc leaves hand-made declarations where they are.
  for (const file of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }))
    if (file.endsWith(".d.ts")) cpSync(join(root, "src", file), join(dist, "types", file));

  writeEditorSchemas(join(dist, "schemas"));

  rmSync(made, { recursive: true, force: true });
  renameSync(dist, made);
} finally {
  rmSync(dist, { recursive: true, force: true });
}
