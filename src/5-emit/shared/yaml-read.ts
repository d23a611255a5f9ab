import { load } from "js-yaml";

/** What a text of ours says to a reader of YAML; undefined when it is none. */
export function readYaml(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}
