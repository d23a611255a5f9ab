import type { Host } from "../host/host.ts";

/** A file with this content, made or replaced whole. @throws HostError */
export function putFile(host: Host, path: string, text: string): void {
  if (host.stat(path) === undefined) host.writeFile(path, text);
  else host.replaceFile(path, text);
}
