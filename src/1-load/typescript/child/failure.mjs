import { fileURLToPath } from "node:url";

const mostFrames = 50;

/** What was thrown, in plain data: its words and the places of the calls, the innermost first. A spec may throw anything. */
export function failureOf(error) {
  try {
    const isError = typeof error === "object" && error !== null;
    const message = isError ? error.message : error;
    const text = (value) => (typeof value === "string" ? value.slice(0, 500) : undefined);
    return {
      message: String(message ?? error).slice(0, 500),
      ...(isError && { code: text(error.code), resource: text(error.resource), permission: text(error.permission) }),
      frames: isError ? framesOf(String(error.stack ?? "")) : [],
    };
  } catch {
    return { message: "a value that cannot be shown", frames: [] };
  }
}

function framesOf(stack) {
  const frames = [];
  for (const line of stack.split("\n")) {
    const [, place, row] = /^\s+at .*?\(?((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*):(\d+):\d+\)?$/.exec(line) ?? [];
    if (place === undefined || frames.length === mostFrames) continue;
    frames.push({ path: place.startsWith("file:") ? fileURLToPath(place) : place, line: Number(row) });
  }
  return frames;
}
