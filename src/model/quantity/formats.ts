import { parsePromql } from "../promql/parse.ts";
import { checkRegex } from "../promql/regex.ts";
import { parseSelector } from "../promql/selector.ts";
import { usesWindow } from "../promql/visit.ts";
import { parseDuration } from "./duration.ts";
import { parseGoTemplate } from "./text/go-template.ts";
import { parseMoney } from "./money.ts";
import { parseAlertname, parseAttributeName, parseLabelName, parseMetricName, parseName } from "./names.ts";
import { parsed, refused, type Parsed } from "./parsed.ts";
import { parseObjective, parsePercentage } from "./percentage.ts";
import { parseRate } from "./rate.ts";
import { parseSchedule } from "./calendar/schedule.ts";
import { parseSize } from "./size.ts";
import { parsePath, parseText, parseUrl } from "./text/text.ts";
import { parseDate, parseInstant, parseTimeOfDay, parseTimezone } from "./calendar/time.ts";

/** The value types of the language: `format` in the schemas. Texts with `${…}` in them are for the phase that knows the values. */
export const formats = {
  alertname: parseAlertname,
  "attribute-name": parseAttributeName,
  date: parseDate,
  duration: parseDuration,
  instant: parseInstant,
  "label-name": parseLabelName,
  "metric-name": parseMetricName,
  money: parseMoney,
  name: parseName,
  objective: parseObjective,
  path: parsePath,
  percentage: parsePercentage,
  promql: promqlText,
  rate: parseRate,
  regex: regexText,
  schedule: parseSchedule,
  selector: selectorText,
  size: parseSize,
  template: parseGoTemplate,
  text: parseText,
  "time-of-day": parseTimeOfDay,
  timezone: parseTimezone,
  url: parseUrl,
} as const satisfies Readonly<Record<string, (text: string) => Parsed<unknown>>>;

export type Format = keyof typeof formats;

function promqlText(text: string): Parsed<string> {
  const [error] = parsePromql(text).errors;
  return error === undefined ? parsed(text) : refused(error.message, error.help);
}

/** A bare selector, or an expression that takes `${window}`. */
function selectorText(text: string): Parsed<string> {
  const { expr } = parsePromql(text);
  if (expr !== undefined && usesWindow(expr)) return parsed(text);
  const { errors, fix } = parseSelector(text);
  return errors[0] === undefined ? parsed(text) : refused(errors[0].message, errors[0].help, fix);
}

function regexText(text: string): Parsed<string> {
  const fault = checkRegex(text);
  return fault === undefined ? parsed(text) : refused(fault.message, fault.help);
}
