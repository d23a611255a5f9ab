// node .ci/program.mjs NAME: the path of a program that `npm run tools` installed.
import { locate } from "../scripts/tools/programs.mjs";

console.log(locate(process.argv[2] ?? "") ?? "missing");
