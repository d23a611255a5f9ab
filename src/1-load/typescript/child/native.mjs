// Node strips the types itself: from 22.18 and 24 on.
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

/** Endings that TypeScript lets people leave out or write as what a build would make; jiti takes them too. */
const endings = [".ts", ".mts", ".js", ".mjs", "/index.ts", "/index.js"];

/** @returns a function that runs the module at a path, its text and others given by their paths, and gives what it exports */
export function loader(author) {
  const texts = new Map();
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === "tocsin") return { url: pathToFileURL(author).href, shortCircuit: true };
      if (!/^(\.{1,2}\/|file:)/.test(specifier)) return next(specifier, context);
      const forms = [
        specifier,
        specifier.replace(/\.(m?)js$/, ".$1ts"),
        ...endings.map((ending) => specifier + ending),
      ];
      const urls = forms.map((form) => new URL(form, context.parentURL).href);
      // A text that was given need not be on disk.
      const known = urls.find((url) => texts.has(url));
      if (known !== undefined) return { url: known, shortCircuit: true };
      let first;
      for (const form of forms) {
        try {
          return next(form, context);
        } catch (error) {
          first ??= error;
        }
      }
      throw first;
    },
    load(url, context, next) {
      const isTypeScript = /\.m?ts$/.test(url) && !url.includes("/node_modules/");
      const source = texts.get(url);
      if (source !== undefined) return { format: "module-typescript", source, shortCircuit: true };
      if (url.endsWith(".json")) return next(url, { ...context, importAttributes: { type: "json" } });
      // Whatever the nearest package.json says, a spec's files are modules.
      return next(url, isTypeScript ? { ...context, format: "module-typescript" } : context);
    },
  });
  return async (path, given) => {
    for (const [file, text] of given) texts.set(pathToFileURL(file).href, text);
    return import(pathToFileURL(path).href);
  };
}
