import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {import("rolldown").InputOptions} input @param {import("rolldown").OutputOptions} output */
export async function bundle(input, output) {
  const graph = await rolldown({ cwd: root, platform: "node", ...input });
  await graph.write({ format: "esm", ...output });
  await graph.close();
}
