import { fileURLToPath } from "node:url";

/** Built, the programs lie in `dist/typescript`; the chunk with this module, in `dist/bin/chunks` or `dist/lib/chunks`. */
const fromSources = import.meta.url.endsWith(".ts");
const fileOf = (source: string, built: string): string =>
  fileURLToPath(new URL(fromSources ? source : `../../typescript/${built}`, import.meta.url));

/** Native paths of what runs in processes of its own, and of what a spec imports as `tocsin`. */
export const runnerProgram = fileOf("child/main.mjs", "main.mjs");
export const parserProgram = fileOf("child/parse.mjs", "parse.mjs");
export const authorModule = fileOf("../../author/author.ts", "author.mjs");

/** The same with what rules are written with, and the program that asks rules: these two share what they are made of, so that they are always the built ones. */
const builtFile = (name: string): string =>
  fileURLToPath(new URL(`${fromSources ? "../../../dist" : "../.."}/typescript/${name}`, import.meta.url));
export const ruleAuthorModule = builtFile("rules/author.mjs");
export const ruleEngine = builtFile("rules/engine.mjs");
