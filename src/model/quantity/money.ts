import { Decimal } from "./decimal.ts";
import { decimalPattern, plainDecimal } from "./decimal-text.ts";
import { isPerUnit, perUnitOf, secondsPer, type PerUnit } from "./per.ts";
import { parsed, quoted, refused, type Parsed } from "./parsed.ts";
import { nearest } from "../../util/nearest.ts";

/** Active codes of ISO 4217, without funds, metals and codes for testing. */
export const currencies: ReadonlySet<string> = new Set(
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE
  CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES
  KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR
  NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND
  TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`.split(/\s+/),
);

/** An amount of money, once or in each unit of time. */
export interface Money {
  readonly amount: Decimal;
  /** ISO 4217. */
  readonly currency: string;
  readonly per?: PerUnit;
}

const grammar = new RegExp(`^(${decimalPattern}) ?([A-Z]{3})(?:/([a-z]+))?$`);
const mostCharacters = 60;

/** Money in an ISO 4217 currency: `4000 USD/month`, `1 USD/d`, `250 EUR`. */
export function parseMoney(text: string): Parsed<Money> {
  const [, number = "", currency = "", per] = text.length > mostCharacters ? [] : (grammar.exec(text) ?? []);
  const amount = Decimal.parse(number);
  if (amount === undefined || (per !== undefined && !isPerUnit(per))) return explain(text);
  if (!currencies.has(currency)) {
    const near = nearest(currency, currencies);
    return refused(
      `\`${currency}\` is no currency of ISO 4217`,
      near === undefined ? "write a code such as `USD` or `EUR`" : `did you mean \`${near}\`?`,
    );
  }
  return parsed({ amount, currency, ...(per === undefined ? {} : { per }) });
}

/** The amount in a month of 730 hours; of money without a unit of time the amount itself. */
export function perMonth({ amount, per }: Money): Decimal {
  return per === undefined ? amount : amount.multiply(secondsPer.month).divide(secondsPer[per]);
}

/** Signs that stand for one currency alone; `$` and `¥` do not. */
const signs: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  "₹": "INR",
  "₩": "KRW",
  "₪": "ILS",
  "₴": "UAH",
  "₺": "TRY",
  zł: "PLN",
  US$: "USD",
};

function explain(text: string): Parsed<never> {
  const error = `${quoted(text)} is not an amount of money`;
  const general = "write a number, a currency of ISO 4217 and, where it recurs, `/d` or `/month`: `4000 USD/month`";
  const loose = /^\s*([^\d\s.,]{0,4})\s*([\d.,]{1,30})\s*([^\d\s/]{0,4})\s*(?:(?:\/|per)\s*([A-Za-z]+))?\s*$/.exec(
    text,
  );
  const [, before = "", digits = "", after = "", time] = loose ?? [];
  const word = before === "" ? after : before;
  const currency = Object.hasOwn(signs, word) ? signs[word] : word.toUpperCase();
  const amount = plainDecimal(digits);
  const per = time === undefined ? undefined : perUnitOf(time);
  const isCertain =
    loose !== null &&
    (before === "" || after === "") &&
    amount !== undefined &&
    currency !== undefined &&
    currencies.has(currency);
  if (!isCertain || (time !== undefined && per === undefined)) return refused(error, general);
  const fix = `${amount} ${currency}${per === undefined ? "" : `/${per}`}`;
  return refused(error, `write \`${fix}\``, fix);
}
