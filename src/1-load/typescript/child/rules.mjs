const kept = 20_000;
const most = 1000;

/** What a list of rules holds, in plain data: texts as they are, of anything else its kind. What is wrong with it is for others to say. */
export function describe(list) {
  if (!Array.isArray(list)) return { kind: kindOf(list) };
  return list.slice(0, most).map((rule) => {
    if (typeof rule !== "object" || rule === null || Array.isArray(rule)) return { kind: kindOf(rule) };
    const keys = Object.keys(rule).filter((key) => rule[key] !== undefined);
    return { keys: Object.fromEntries(keys.slice(0, 50).map((key) => [key, valueOf(rule[key])])) };
  });
}

function valueOf(value) {
  return typeof value === "string" ? { kind: "text", text: value.slice(0, kept) } : { kind: kindOf(value) };
}

function kindOf(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return typeof value.then === "function" ? "promise" : "map";
  return typeof value;
}
