import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { checkFormat, type Malformed } from "../../2-validate/formats.ts";
import { parsePromql } from "../../model/promql/parse.ts";
import { checkRegex } from "../../model/promql/regex.ts";
import { pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import { isMap } from "../layers/lay.ts";
import type { Place } from "../place.ts";

/** A value that a service may set. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  /** undefined: required; null: what it would fill is dropped. */
  readonly default: unknown;
  readonly help?: string;
  /** In the kit's file. */
  readonly pointer: string;
}

export function readParameters(declared: Readonly<Record<string, unknown>>): ReadonlyMap<string, Parameter> {
  const parameters = Object.entries(declared).flatMap(([name, value]) => {
    if (!isMap(value) || typeof value["type"] !== "string") return [];
    const { type, help } = value;
    const parameter: Parameter = {
      name,
      type,
      default: value["default"],
      pointer: pointerTo("/parameters", name),
      ...(typeof help === "string" && { help }),
    };
    return [[name, parameter] as const];
  });
  return new Map(parameters);
}

/** Types whose values are no texts. */
const notTexts: Readonly<Record<string, (value: unknown) => boolean>> = {
  number: (value) => typeof value === "number" && Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === "boolean",
};

/** Types that are parsed here; the others are formats of the schemas. */
const parsers: Readonly<Record<string, (text: string) => Malformed | undefined>> = {
  regex(text) {
    const fault = checkRegex(text);
    return fault && { error: fault.message, ...(fault.help !== undefined && { help: fault.help }) };
  },
  selector: checkPromql,
  promql: checkPromql,
};

/** What is wrong with a value of a parameter, holes filled; `place` is where it stands. */
export function checkParameter(
  { name, type, help }: Parameter,
  value: unknown,
  { span, labels }: Place,
): Diagnostic | undefined {
  const wrong = (problem: string, what?: string, text?: string): Diagnostic =>
    diagnostic("wrong-parameter", { name, problem }, span, {
      labels,
      help: what ?? (help === undefined ? `its type is ${type}` : `its type is ${type}: ${help}`),
      ...(text !== undefined && { fix: { title: `write \`${text}\``, edits: [{ span, text }] } }),
    });
  if (Object.hasOwn(notTexts, type))
    return notTexts[type]!(value) ? undefined : wrong(`\`${String(value)}\` is not ${article(type)}`);
  if (typeof value !== "string") {
    const written = span.file.text.slice(span.start, span.end);
    return wrong(
      `\`${String(value)}\` reads as ${article(typeof value)}, not as text`,
      `quote it: "${written}"`,
      JSON.stringify(written),
    );
  }
  const malformed = Object.hasOwn(parsers, type) ? parsers[type]!(value) : checkFormat({ format: type }, value);
  return malformed && wrong(malformed.error, malformed.help, malformed.fix);
}

function checkPromql(text: string): Malformed | undefined {
  const [first] = parsePromql(text).errors;
  return first && { error: first.message, ...(first.help !== undefined && { help: first.help }) };
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
