import { nearest } from "../util/nearest.ts";
import { pages } from "./generated/pages.ts";

/** Codes that have a page, sorted. */
export const codes: readonly string[] = pages.map(({ code }) => code);

/** The page of a code; a lint may be named without its phase. */
export function findPage(name: string): { readonly code: string; readonly text: string } | undefined {
  return pages.find(({ code }) => code === name || code === `lint/${name}`);
}

/** The code that was probably meant. */
export function nearestCode(name: string): string | undefined {
  return nearest(name, codes) ?? nearest(`lint/${name}`, codes);
}
