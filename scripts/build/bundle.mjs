import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { packagesIn } from "./notices.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {import("rolldown").InputOptions} input @param {import("rolldown").OutputOptions} output @returns {Promise<string[]>} folders of the packages that are in it */
export async function bundle(input, output) {
  const graph = await rolldown({ cwd: root, platform: "node", ...input });
  const { output: chunks } = await graph.write({ format: "esm", ...output });
  await graph.close();
  return packagesIn(chunks);
}
