// jiti strips the types where Node does not.
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** @param isBuilt whether `author` is JavaScript, which is loaded once for all. @returns a function that runs the module at a path, its text and others given by their paths, and gives what it exports */
export async function loader(author, library, isBuilt) {
  const { createJiti } = await import(pathToFileURL(library).href);
  const babel = createRequire(library)("../dist/babel.cjs");
  const tocsin = isBuilt
    ? { virtualModules: { tocsin: await import(pathToFileURL(author).href) } }
    : { alias: { tocsin: author } };
  const texts = new Map();
  const transform = (options) => {
    const { filename = "", source } = options;
    const path = filename.startsWith("file:") ? fileURLToPath(filename) : filename;
    return babel({ ...options, source: texts.get(path) ?? source });
  };
  return async (path, given) => {
    for (const [file, text] of given) texts.set(file, text);
    const jiti = createJiti(path, {
      ...tocsin,
      fsCache: false,
      moduleCache: true,
      interopDefault: false,
      tryNative: false,
      transform,
    });
    return jiti.evalModule(given.get(path), { filename: path, ext: ".ts", async: true });
  };
}
