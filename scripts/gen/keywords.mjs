import { Ajv, _ } from "ajv";
import { and, not, or, stringify } from "ajv/dist/compile/codegen/index.js";

const own = (data, key) => _`Object.prototype.hasOwnProperty.call(${data}, ${key})`;
const any = (data, keys) => or(...keys.map((key) => own(data, key)));
const all = (data, keys) => and(...keys.map((key) => own(data, key)));

/**
 * `x-exclusive: [{ of: [["good"], ["bad"]], given: "total" }]`: keys of different alternatives of one set do not stand beside each other
 * (`given`: only beside that key). One error for each set; between layers the same data says which keys replace which.
 */
const exclusive = {
  keyword: "x-exclusive",
  type: "object",
  schemaType: "array",
  error: { message: "keys exclude one another", params: ({ params }) => stringify(params.set) },
  code(context) {
    const { gen, data, schema } = context;
    for (const { of, given } of schema) {
      const clashes = of.flatMap((left, i) => of.slice(i + 1).map((right) => and(any(data, left), any(data, right))));
      const clash = or(...clashes);
      context.setParams({ set: { of, ...(given && { given }) } });
      gen.if(given === undefined ? clash : and(own(data, given), clash), () => context.error());
    }
  },
};

/**
 * `x-needs: [{ any: [["total", "good"], ["gauge"]], say: "…" }]`: all keys of at least one alternative are there; `say` names them for a message.
 * `when: { in: ["prometheus"], key: "gauge" }` asks only where one of these objects holds that key.
 */
const needs = {
  keyword: "x-needs",
  type: "object",
  schemaType: "array",
  error: { message: "a key is missing", params: ({ params }) => _`{say: ${params.say}}` },
  code(context) {
    const { gen, data, schema } = context;
    for (const { any: alternatives, say, when } of schema) {
      const missing = not(or(...alternatives.map((keys) => all(data, keys))));
      const holds = (name) =>
        and(
          own(data, name),
          _`${data}[${name}] !== null`,
          _`typeof ${data}[${name}] == "object"`,
          own(_`${data}[${name}]`, when.key),
        );
      context.setParams({ say });
      gen.if(when === undefined ? missing : and(or(...when.in.map(holds)), missing), () => context.error());
    }
  },
};

/** Data for people and for other phases; they check nothing. */
const annotations = ["x-noun", "x-words"];

/**
 * An ajv that knows our keywords. Formats are checked elsewhere: a value may hold `${name}` until its layers are merged.
 *
 * @param {import("ajv").Options} options
 */
export function makeAjv(options = {}) {
  const ajv = new Ajv({
    strict: true,
    strictTypes: true,
    strictRequired: false,
    allowUnionTypes: true,
    allErrors: true,
    ownProperties: true,
    validateFormats: false,
    discriminator: true,
    messages: false,
    ...options,
  });
  ajv.addVocabulary(annotations);
  ajv.addKeyword(exclusive);
  ajv.addKeyword(needs);
  return ajv;
}
