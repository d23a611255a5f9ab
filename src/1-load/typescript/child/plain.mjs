const limits = { depth: 64, nodes: 100_000, characters: 1024 * 1024 };

/**
 * A value as plain data, and what of it is none, with a JSON Pointer to each. A key whose value is undefined is left out, as JSON does it.
 *
 * @returns {{ value: unknown, problems: { pointer: string, what: string, help: string }[] }}
 */
export function plain(root) {
  const problems = [];
  const trail = [];
  let nodes = 0;
  let characters = 0;
  const refuse = (pointer, what, help) => {
    problems.push({ pointer, what, help });
    return null;
  };
  const count = (text) => (characters += text.length) > limits.characters;
  const copy = (value, pointer) => {
    if (problems.length >= 20) return null;
    if (++nodes > limits.nodes)
      return refuse(pointer, `more than ${limits.nodes} values`, "a file holds one service, or a list of a few");
    switch (typeof value) {
      case "string":
        return count(value)
          ? refuse(pointer, "more than a mebibyte of text", "a file holds one service, or a list of a few")
          : value;
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) ? value : refuse(pointer, String(value), "a number in a spec is finite");
      case "object":
        return value === null ? null : copyObject(value, pointer);
      case "undefined":
        return refuse(pointer, "undefined", "leave it out");
      case "bigint":
        return refuse(pointer, "a bigint", "write a number, or a text");
      default:
        return refuse(pointer, `a ${typeof value}`, "write the value that it stands for");
    }
  };
  const copyObject = (value, pointer) => {
    if (trail.includes(value)) return refuse(pointer, "a value inside itself", "a spec is a tree: write it out");
    if (trail.length >= limits.depth)
      return refuse(
        pointer,
        `a value more than ${limits.depth} levels deep`,
        "the language is five or six levels deep",
      );
    trail.push(value);
    const copied = Array.isArray(value) ? copyList(value, pointer) : copyMap(value, pointer);
    trail.pop();
    return copied;
  };
  const copyList = (value, pointer) => {
    const list = [];
    for (let at = 0; at < value.length && problems.length < 20; at++) list.push(copy(value[at], `${pointer}/${at}`));
    return list;
  };
  const copyMap = (value, pointer) => {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      const name = String(prototype.constructor?.name ?? "object").slice(0, 40);
      const help = value instanceof Date ? "write a date as a text: `2027-01-31T00:00:00Z`" : "write a plain object";
      return refuse(pointer, `a ${name}`, help);
    }
    const map = Object.create(null);
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key === "symbol") refuse(pointer, "a key that is a symbol", "write a key that is a text");
      else if (value[key] !== undefined) {
        count(key);
        map[key] = copy(value[key], `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
      }
    }
    return map;
  };
  return { value: copy(root, ""), problems };
}
