// Made by `npm run gen` from src/kits/*.kit.yaml. Do not edit.

/** A kit that is built in: its name and the text of its file. */
export interface BuiltinKit {
  readonly name: string;
  readonly text: string;
}

export const builtinKits: readonly BuiltinKit[] = [];
