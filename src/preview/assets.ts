import { fileURLToPath } from "node:url";
import type { Host } from "../host/host.ts";
import { fromNative } from "../host/paths.ts";
import type { Assets } from "./html.ts";

const built = import.meta.url.endsWith(".ts") ? "../../dist/preview" : "../../preview";

/** The page's program and style, which `npm run build` makes. @throws HostError where they are not */
export function loadAssets(host: Host): Assets {
  const read = (name: string) =>
    new TextDecoder().decode(host.readFile(fromNative(fileURLToPath(new URL(`${built}/${name}`, import.meta.url)))));
  return { script: read("page.js"), style: read("page.css") };
}
