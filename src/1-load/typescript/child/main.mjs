// Runs TypeScript specs in a process of its own: a request a line on standard input, an answer a line on standard output.
// It runs as it stands here, from the sources and from the package; run.ts starts it, with the rights that a spec has.
import { createInterface } from "node:readline";
import { failureOf } from "./failure.mjs";
import { plain } from "./plain.mjs";

const [author, jiti] = process.argv.slice(2);
const write = process.stdout.write.bind(process.stdout);
const answer = (value) => write(`${JSON.stringify(value)}\n`);

// What a spec prints is dropped: on standard output it would be taken for an answer.
const drop = (...args) => {
  const done = args.at(-1);
  if (typeof done === "function") queueMicrotask(done);
  return true;
};
process.stdout.write = drop;
process.stderr.write = drop;
process.exit = () => {
  throw Object.assign(new Error("it calls process.exit"), { code: "TOCSIN_EXIT" });
};

/** Called when a spec fails outside the call that runs it: in a timer, or in a promise that nobody waits for. */
let failLate = () => {};
process.on("uncaughtException", (error) => failLate(error));
process.on("unhandledRejection", (error) => failLate(error));

const { loader } = await (jiti === undefined ? import("./native.mjs") : import("./with-jiti.mjs"));
const load = await loader(author, jiti);
answer({ ready: true });

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  try {
    const late = new Promise((_, reject) => (failLate = reject));
    const module = await Promise.race([load(request.path, new Map(request.texts)), late]);
    const hasDefault = Object.hasOwn(module, "default");
    answer({ hasDefault, ...(hasDefault && plain(await Promise.race([module.default, late]))) });
  } catch (error) {
    answer({ failure: failureOf(error) });
  }
  failLate = () => {};
}
