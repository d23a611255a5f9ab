// Parses TypeScript in a process of its own: the parser is native code, and a text that is nested deep enough ends the process that it runs in.
import { createInterface } from "node:readline";
import { parseSync } from "oxc-parser";

const answer = (value) => process.stdout.write(`${value}\n`);
// A bigint has no form in JSON, and no place in a spec.
const plain = (_, value) => (typeof value === "bigint" ? null : value);

answer('{"ready":true}');
for await (const line of createInterface({ input: process.stdin })) {
  const { path, text } = JSON.parse(line);
  try {
    const { program, comments, errors, module } = parseSync(path, text, {
      sourceType: "module",
      lang: "ts",
      preserveParens: false,
    });
    answer(JSON.stringify({ program, comments, errors, module }, plain));
  } catch (error) {
    answer(JSON.stringify({ failure: String(error?.message ?? error) }));
  }
}
