/**
 * How the parts of a service behave when layers are laid over one another and when their texts are read. Parallel to the language;
 * what is not named here is an ordinary value: maps merge key by key, all else is replaced, texts take holes.
 */
export interface Shape {
  readonly keys?: Readonly<Record<string, Shape>>;
  /** Of every entry of a map whose keys are names, and of every item of a list. */
  readonly each?: Shape;
  /** A map that is replaced as a whole. */
  readonly whole?: true;
  /** A scalar here is short for a map with this one key. */
  readonly shorthand?: string;
  /** Keys that exclude one another: writing one form takes the others away. Parallel to `x-exclusive` of the schemas, which judges one layer. */
  readonly exclusive?: readonly Exclusive[];
  /** `null` is a value of its own here, also with nothing below it. */
  readonly nullable?: true;
  /** Laid over the service's own part of the same name once all layers are one; its nulls are judged then. */
  readonly laidOver?: "window" | "alerting";
  /** The text is PromQL: an SLI's source, a ratio, what a panel shows (these may have `${window}`), or another expression. Holes are set through its tree. */
  readonly promql?: "source" | "ratio" | "panel" | "expression";
  /** The text is a template with `{{ … }}`: what a hole brings stays text. */
  readonly template?: true;
}

interface Exclusive {
  /** Forms of which one may stand; a form is the keys that belong to it. */
  readonly of: readonly (readonly string[])[];
  /** They exclude one another only beside this key. */
  readonly given?: string;
}

const whole: Shape = { whole: true };
const source: Shape = { promql: "source", each: { promql: "source" } };
const expression: Shape = { promql: "expression" };

const panels: Shape = { each: { keys: { value: { promql: "panel" } } } };

const template: Shape = { template: true };
const templates = { summary: template, description: template, annotations: { each: template } };

export const alertingShape: Shape = {
  nullable: true,
  keys: templates,
  each: { keys: { ...templates, burns: { each: { keys: { short: { nullable: true } } } } } },
};

const sourceForms: readonly Exclusive[] = [
  {
    of: [
      ["good", "bad"],
      ["histogram", "native"],
      ["duration"],
      ["gauge"],
      ["errorRatio"],
      ["events"],
      ["timestamp"],
      ["age"],
    ],
  },
  { of: [["total"], ["gauge"], ["errorRatio"], ["events"], ["timestamp"], ["age"]] },
  { of: [["good"], ["bad"]], given: "total" },
];

const sli: Shape = {
  exclusive: [{ of: [["atLeast"], ["atMost"]] }],
  keys: {
    match: whole,
    groupBy: whole,
    prometheus: {
      exclusive: sourceForms,
      keys: {
        total: source,
        good: source,
        bad: source,
        gauge: source,
        errorRatio: { promql: "ratio" },
        histogram: source,
        events: source,
        timestamp: source,
        age: source,
      },
    },
    cloudwatch: { exclusive: sourceForms },
  },
};

const limits: readonly Exclusive[] = [{ of: [["below"], ["above"]] }];

const faults = [
  "podKill",
  "podFailure",
  "networkDelay",
  "networkLoss",
  "networkPartition",
  "diskFill",
  "cpuStress",
  "memoryStress",
];

export const serviceShape: Shape = {
  keys: {
    uses: whole,
    match: whole,
    slis: { each: sli },
    alerting: alertingShape,
    slos: {
      each: {
        shorthand: "objective",
        exclusive: [{ of: [["sli"], ["of", "combine"]] }],
        keys: { window: { laidOver: "window" }, alerting: { ...alertingShape, laidOver: "alerting" } },
      },
    },
    alerts: {
      each: {
        exclusive: [{ of: [["when"], ["predict"], ["cloudwatch"]] }],
        keys: {
          ...templates,
          when: expression,
          predict: { exclusive: limits, keys: { value: expression } },
          cloudwatch: { exclusive: limits },
        },
      },
    },
    maintenance: {
      each: {
        exclusive: [
          {
            of: [
              ["schedule", "for", "timezone"],
              ["from", "to"],
            ],
          },
        ],
      },
    },
    anomalies: {
      each: {
        exclusive: [
          {
            of: [
              ["value", "cloudwatch", "period", "samples", "sigma"],
              ["features", "contamination", "train"],
            ],
          },
          { of: [["value"], ["cloudwatch"]] },
          { of: [["period"], ["samples"]] },
        ],
        keys: { ...templates, value: expression, features: { each: expression } },
      },
    },
    metrics: { exclusive: [{ of: [["scrape"], ["push"]] }], keys: { record: { each: expression } } },
    dashboards: { each: { keys: { panels, rows: { each: { keys: { panels } } } } } },
    chaos: { each: { keys: { inject: { exclusive: [{ of: faults.map((fault) => [fault]) }] } } } },
  },
};

/** Whether `${window}` stands for a time in such a text: the windows of an SLI, or what a panel draws one point of. */
export function takesWindow(kind: NonNullable<Shape["promql"]>): boolean {
  return kind !== "expression";
}

/** The shape of the value below `key`. */
export function shapeBelow(shape: Shape, key: string): Shape {
  const { keys, each } = shape;
  if (keys !== undefined && Object.hasOwn(keys, key)) return keys[key]!;
  return each ?? plain;
}

const plain: Shape = {};
