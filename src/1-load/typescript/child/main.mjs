// Runs TypeScript specs in a process of its own: a request a line on standard input, an answer a line on standard output.
// It runs as it stands here, from the sources and from the package; run.ts starts it, with the rights that a spec has.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { failureOf } from "./failure.mjs";
import { plain } from "./plain.mjs";
import { describe } from "./rules.mjs";

// `engine` asks rules; where there is none, no rule is run.
const [author, jiti = "", engine = ""] = process.argv.slice(2);
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

const { loader } = await (jiti === "" ? import("./native.mjs") : import("./with-jiti.mjs"));
const load = await loader(author, jiti, engine !== "");
answer({ ready: true });

/** The module that was loaded last. */
let loaded;
/** Of the rules that it exports, once they are asked. */
let asked;
const ask = async (request) => {
  const { RuleEngine } = await import(pathToFileURL(engine).href);
  asked ??= new RuleEngine(loaded.rules, failureOf);
  return asked.answer(request, answer);
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  try {
    const late = new Promise((_, reject) => (failLate = reject));
    if (request.rules !== undefined) await Promise.race([ask(request.rules), late]);
    else {
      const module = await Promise.race([load(request.path, new Map(request.texts)), late]);
      [loaded, asked] = [module, undefined];
      const hasDefault = Object.hasOwn(module, "default");
      answer({
        hasDefault,
        ...(hasDefault && plain(await Promise.race([module.default, late]))),
        ...(engine !== "" && Object.hasOwn(module, "rules") && { rules: describe(module.rules) }),
      });
    }
  } catch (error) {
    answer({ failure: failureOf(error) });
  }
  failLate = () => {};
}
