import { Decimal } from "./decimal.ts";
import { decimalPattern, plainDecimal } from "./decimal-text.ts";
import { isPerUnit, perUnitOf, secondsPer } from "./per.ts";
import { parsed, quoted, refused, type Parsed } from "./parsed.ts";

const grammar = new RegExp(`^(${decimalPattern})/([a-z]+)$`);
const mostCharacters = 60;

/**
 * A rate: `5/s`, `100/m`, `2.5/h`, `10/d`, `1000/month`.
 * @returns events a second, exact
 */
export function parseRate(text: string): Parsed<Decimal> {
  const [, number = "", unit = ""] = text.length > mostCharacters ? [] : (grammar.exec(text) ?? []);
  const value = Decimal.parse(number);
  return value !== undefined && isPerUnit(unit) ? parsed(value.divide(secondsPer[unit])) : explain(text);
}

function explain(text: string): Parsed<never> {
  const error = `${quoted(text)} is not a rate`;
  const loose = /^\s*([\d.,]{1,30})\s*(?:(?:\/|per|p)\s*([a-z]+)|(r|q|t)p(s|m|h))\s*$/i.exec(text);
  const number = plainDecimal(loose?.[1] ?? "");
  const unit = perUnitOf(loose?.[2] ?? loose?.[4] ?? "");
  if (number !== undefined && unit !== undefined)
    return refused(error, `write \`${number}/${unit}\``, `${number}/${unit}`);
  const bare = plainDecimal(text.trim());
  return refused(
    error,
    `write a number and \`/s\`, \`/m\`, \`/h\`, \`/d\` or \`/month\`, such as \`${bare ?? "5"}/s\``,
  );
}
