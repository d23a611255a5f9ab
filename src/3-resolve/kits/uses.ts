import { pointerTo } from "../../util/pointer.ts";
import { isMap } from "../layers/lay.ts";

/** One kit that a service uses. Pointers are of the service file. */
export interface KitUse {
  readonly kit: string;
  /** A name of the service's own, which prefixes what the kit gives. */
  readonly prefix?: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The entry: "/uses", "/uses/0" or "/uses/orders". */
  readonly pointer: string;
  /** Whether the entry has a key, which then stands for it. */
  readonly part: "key" | "value";
  /** Where the kit is named: the key of the entry, or a value. */
  readonly named: { readonly pointer: string; readonly part: "key" | "value" };
}

/** `uses` in each of its forms: a name, a list of names, a map by kit, a map by names of the service's own. */
export function normalizeUses(uses: unknown): readonly KitUse[] {
  if (typeof uses === "string") return [plain(uses, "/uses")];
  if (Array.isArray(uses)) {
    return uses.flatMap((item, at) => (typeof item === "string" ? [plain(item, `/uses/${at}`)] : []));
  }
  if (!isMap(uses)) return [];
  return Object.entries(uses).map(([name, value]): KitUse => {
    const pointer = pointerTo("/uses", name);
    const { kit, ...parameters } = isMap(value) ? value : {};
    if (typeof kit !== "string")
      return { kit: name, parameters, pointer, part: "key", named: { pointer, part: "key" } };
    const named = { pointer: `${pointer}/kit`, part: "value" as const };
    return { kit, ...(kit !== name && { prefix: name }), parameters, pointer, part: "key", named };
  });
}

function plain(kit: string, pointer: string): KitUse {
  return { kit, parameters: {}, pointer, part: "value", named: { pointer, part: "value" } };
}
