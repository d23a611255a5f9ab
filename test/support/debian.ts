import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Where a program of Debian that is unpacked, not installed, finds its libraries: a value of `LD_LIBRARY_PATH`. */
export function librariesOf(root: string): string {
  const usr = join(root, "usr/lib");
  return readdirSync(usr)
    .filter((name) => name.endsWith("-linux-gnu"))
    .map((name) => join(usr, name))
    .join(":");
}
