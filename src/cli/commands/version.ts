import manifest from "../../../package.json" with { type: "json" };
import type { Context } from "../context.ts";
import { exitStatus, type ExitStatus } from "../io.ts";

export async function version({ out, options }: Context): Promise<ExitStatus> {
  const { version } = manifest;
  out(
    options.json === true
      ? `${JSON.stringify({ formatVersion: 1, version, node: process.version }, undefined, 2)}\n`
      : `${version}\n`,
  );
  return exitStatus.ok;
}
