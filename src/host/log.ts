import { appendFileSync } from "node:fs";
import { toNative } from "./paths.ts";

/** Lines with their time, added to a file; what cannot be written is lost, as a log must not end what it tells of. */
export function logTo(path: string): (line: string) => void {
  const file = toNative(path);
  return (line) => {
    try {
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
    } catch {
      // A full disk, a folder that is gone.
    }
  };
}
