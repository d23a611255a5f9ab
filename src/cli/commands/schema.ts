import { nearest } from "../../util/nearest.ts";
import type { Context } from "../context.ts";
import { schemas } from "../generated/schemas.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";

const kinds = Object.keys(schemas) as (keyof typeof schemas)[];

/** Prints the JSON Schema of one kind of file, self-contained. */
export async function schema({ out }: Context, [name = "service"]: readonly string[]): Promise<ExitStatus> {
  const kind = kinds.find((known) => known === name);
  if (kind === undefined) {
    const near = nearest(name, kinds);
    throw new CannotRun(
      `there is no schema \`${name}\``,
      near === undefined ? `there are ${kinds.join(", ")}` : `did you mean \`${near}\`?`,
    );
  }
  out(`${JSON.stringify(JSON.parse(schemas[kind]), undefined, 2)}\n`);
  return exitStatus.ok;
}
