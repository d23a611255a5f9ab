import type { Context } from "./context.ts";

/** A unified difference in the colours of a terminal. */
export function paintDiff(diff: string, colors: Context["colors"]): string {
  const paint = (line: string) => {
    if (line.startsWith("+")) return colors.green(line);
    if (line.startsWith("-")) return colors.red(line);
    return line.startsWith("@@") ? colors.cyan(line) : line;
  };
  return diff.split("\n").map(paint).join("\n");
}
