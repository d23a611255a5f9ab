// Made by `npm run gen` from schemas/. Do not edit.

/** Schemas of what all layers together must hold; `complete` is the whole service. */
export type CompleteSchemaName =
  | "complete"
  | "slo"
  | "alert"
  | "anomaly"
  | "maintenance"
  | "correction"
  | "sla"
  | "metric"
  | "experiment"
  | "sli"
  | "sli/availability"
  | "sli/correctness"
  | "sli/error-rate"
  | "sli/latency"
  | "sli/throughput"
  | "sli/freshness"
  | "sli/custom";

export type SchemaName = "service" | "workspace" | "kit" | "layer" | CompleteSchemaName;

/** An error of ajv. Pointers are JSON Pointers into the value. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The name, when the key of a map is wrong. */
  readonly propertyName?: string;
}

/** True when the value has the shape; else `errors` holds every difference until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

export declare const validators: Readonly<Record<SchemaName, Validator>>;
