/** Transformations of the frames of a panel, by Grafana's ids. */
import type { Transformation } from "./dashboard.ts";
import { nameOf, patternOf } from "./field-config.ts";
import { type Field, type Frame, lengthOf, type Value } from "./frame.ts";
import { isMap, type Json, mapOf, mapsOf, numberOf, textOf, textsOf } from "./json.ts";
import { calculationNames, isCalculation, reduceBy } from "./reduce.ts";

type Step = (frames: readonly Frame[], options: Json) => readonly Frame[];

/** @returns what is left, and the transformations that were left out because the preview does not know them */
export function transform(
  frames: readonly Frame[],
  transformations: readonly Transformation[],
): { readonly frames: readonly Frame[]; readonly notes: readonly string[] } {
  const notes: string[] = [];
  let at = frames;
  for (const { id, options, disabled } of transformations) {
    if (disabled) continue;
    const step = steps[id];
    if (step === undefined) notes.push(`preview does not know the transformation \`${id}\`: it was left out`);
    else at = step(at, options);
  }
  return { frames: at, notes };
}

const steps: Readonly<Record<string, Step>> = {
  organize: (frames, options) => frames.map((frame) => organize(frame, options, frames)),
  filterFieldsByName: (frames, options) =>
    frames.map((frame) => keepFields(frame, (field) => isKept(nameOf(field, frame, frames), options))),
  filterByRefId: (frames, { include }) =>
    frames.filter(({ refId }) => patternOf(textOf(include) ?? "")?.test(refId) ?? true),
  renameByRegex: (frames, options) => {
    const pattern = globalPattern(textOf(options["regex"]) ?? "");
    const to = textOf(options["renamePattern"]) ?? "";
    return frames.map((frame) =>
      mapFields(frame, (field) => renamed(field, nameOf(field, frame, frames).replace(pattern, to))),
    );
  },
  sortBy: (frames, options) => frames.map((frame) => sortRows(frame, options, frames)),
  limit: (frames, { limitField }) =>
    frames.map((frame) => pickRows(frame, rowsOf(frame).slice(0, numberOf(limitField) ?? 10))),
  merge: (frames) => merge(frames),
  joinByField: (frames, options) => join(frames, textOf(options["byField"]), textOf(options["mode"]) === "inner"),
  seriesToColumns: (frames, options) => join(frames, textOf(options["byField"]), false),
  reduce: (frames, options) => reduce(frames, options),
  labelsToFields: (frames, options) => labelsToFields(frames, options),
  groupBy: (frames, options) => frames.map((frame) => groupRows(frame, options)),
  calculateField: (frames, options) => frames.map((frame) => calculate(frame, options, frames)),
  filterByValue: (frames, options) => frames.map((frame) => filterRows(frame, options)),
};

function mapFields(frame: Frame, of: (field: Field) => Field): Frame {
  return { ...frame, fields: frame.fields.map(of) };
}

function keepFields(frame: Frame, keep: (field: Field) => boolean): Frame {
  return { ...frame, fields: frame.fields.filter(keep) };
}

function rowsOf(frame: Frame): readonly number[] {
  return Array.from({ length: lengthOf(frame) }, (_, at) => at);
}

function pickRows(frame: Frame, rows: readonly number[]): Frame {
  return mapFields(frame, (field) => ({ ...field, values: rows.map((row) => field.values[row] ?? null) }));
}

function renamed({ shownAs: _shownAs, ...field }: Field, name: string): Field {
  return { ...field, shownAs: name };
}

/** Order, names and absence of columns, by their names before. */
function organize(frame: Frame, options: Json, frames: readonly Frame[]): Frame {
  const excluded = mapOf(options["excludeByName"]);
  const included = mapOf(options["includeByName"]);
  const order = mapOf(options["indexByName"]);
  const names = mapOf(options["renameByName"]);
  const named = frame.fields.map((field) => ({ field, name: nameOf(field, frame, frames) }));
  const kept = named.filter(
    ({ name }) => excluded[name] !== true && (Object.keys(included).length === 0 || included[name] === true),
  );
  const place = (name: string) => numberOf(order[name]) ?? Infinity;
  const sorted =
    Object.keys(order).length === 0 ? kept : kept.toSorted((a, b) => compare(place(a.name), place(b.name)));
  return {
    ...frame,
    fields: sorted.map(({ field, name }) => {
      const to = textOf(names[name]);
      return to === undefined || to === "" ? field : renamed(field, to);
    }),
  };
}

function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
}

function isKept(name: string, options: Json): boolean {
  const chosen = (of: unknown): boolean | undefined => {
    if (!isMap(of)) return undefined;
    const names = textsOf(of["names"]);
    const pattern = textOf(of["pattern"]);
    if (names.length === 0 && pattern === undefined) return undefined;
    return names.includes(name) || (pattern !== undefined && (patternOf(pattern)?.test(name) ?? false));
  };
  return chosen(options["include"]) !== false && chosen(options["exclude"]) !== true;
}

function globalPattern(text: string): RegExp {
  const pattern = patternOf(text.startsWith("/") ? text : `/${text}/`);
  return pattern ?? /(?!)/;
}

function fieldNamed(frame: Frame, name: string | undefined, frames: readonly Frame[]): Field | undefined {
  return frame.fields.find((field) => nameOf(field, frame, frames) === name || field.name === name);
}

function sortRows(frame: Frame, options: Json, frames: readonly Frame[]): Frame {
  const [sort] = mapsOf(options["sort"]);
  const by = fieldNamed(frame, textOf(sort?.["field"]), frames);
  if (by === undefined) return frame;
  const sign = sort?.["desc"] === true ? -1 : 1;
  const value = (row: number) => by.values[row] ?? null;
  return pickRows(
    frame,
    rowsOf(frame).toSorted((a, b) => sign * compare(value(a), value(b))),
  );
}

/** One table of many: rows whose common columns are equal become one. */
function merge(frames: readonly Frame[]): readonly Frame[] {
  const [first] = frames.filter(({ fields }) => fields.length > 0);
  if (first === undefined || frames.length < 2) return frames;
  const tables = frames
    .filter(({ fields }) => fields.length > 0)
    .map((frame) => frame.fields.map((field) => ({ name: nameOf(field, frame, frames), field })));
  const columns = new Map<string, Field>();
  for (const { name, field } of tables.flat()) if (!columns.has(name)) columns.set(name, field);
  const shared = [...columns.keys()].filter((name) => tables.every((table) => table.some((one) => one.name === name)));
  const byKey = new Map<string, Map<string, Value>[]>();
  for (const table of tables) {
    const length = Math.max(...table.map(({ field }) => field.values.length));
    for (let row = 0; row < length; row++) {
      const cells = new Map(table.map(({ name, field }) => [name, field.values[row] ?? null]));
      const key = JSON.stringify(shared.map((name) => cells.get(name)));
      const same = byKey.get(key) ?? [];
      byKey.set(key, same);
      // Another value of the same column is another row.
      const free = same.find((one) => [...cells].every(([name, value]) => !one.has(name) || one.get(name) === value));
      if (free === undefined) same.push(cells);
      else for (const [name, value] of cells) free.set(name, value);
    }
  }
  const rows = [...byKey.values()].flat();
  const fields = [...columns].map(([name, field]) => ({ ...field, values: rows.map((row) => row.get(name) ?? null) }));
  return [{ refId: "merge", fields }];
}

/** Side by side, by the values of one column: the times unless another is named. */
function join(frames: readonly Frame[], by: string | undefined, inner: boolean): readonly Frame[] {
  const keyed = frames.flatMap((frame) => {
    const key = by === undefined ? frame.fields.find(({ type }) => type === "time") : fieldNamed(frame, by, frames);
    return key === undefined ? [] : [{ frame, key }];
  });
  const [first] = keyed;
  if (first === undefined || keyed.length < 2) return frames;
  const all = [...new Set(keyed.flatMap(({ key }) => key.values))];
  const kept = inner ? all.filter((value) => keyed.every(({ key }) => key.values.includes(value))) : all;
  if (first.key.type !== "string") kept.sort(compare);
  const fields = keyed.flatMap(({ frame, key }) => {
    const rowOf = new Map(key.values.map((value, row) => [value, row]));
    return frame.fields
      .filter((field) => field !== key)
      .map((field) => ({
        ...field,
        values: kept.map((value) => field.values[rowOf.get(value) ?? -1] ?? null),
      }));
  });
  return [{ refId: "joinByField", fields: [{ ...first.key, values: kept }, ...fields] }];
}

/** A row for each series, a column for each calculation; or one row of each frame's own columns. */
function reduce(frames: readonly Frame[], options: Json): readonly Frame[] {
  const reducers = textsOf(options["reducers"]).filter(isCalculation);
  if (options["mode"] === "reduceFields") {
    const [id = "lastNotNull"] = reducers;
    return frames.map((frame) =>
      mapFields(
        keepFields(frame, ({ type }) => type === "number"),
        (field) => ({ ...field, values: [reduceBy(id, field.values)] }),
      ),
    );
  }
  const series = frames.flatMap((frame) =>
    frame.fields
      .filter(({ type }) => type === "number")
      .map((field) => ({ field, name: nameOf(field, frame, frames) })),
  );
  const labels =
    options["labelsToFields"] === true ? [...new Set(series.flatMap(({ field }) => Object.keys(field.labels)))] : [];
  const text = (name: string, values: readonly Value[]): Field => ({ name, type: "string", labels: {}, values });
  return [
    {
      refId: "reduce",
      fields: [
        ...(labels.length === 0
          ? [
              text(
                "Field",
                series.map(({ name }) => name),
              ),
            ]
          : []),
        ...labels.map((label) =>
          text(
            label,
            series.map(({ field }) => field.labels[label] ?? null),
          ),
        ),
        ...reducers.map((id) => ({
          name: calculationNames[id] ?? id,
          type: "number" as const,
          labels: {},
          values: series.map(({ field }) => reduceBy(id, field.values)),
        })),
      ],
    },
  ];
}

/** Labels of a series become columns of its frame. */
function labelsToFields(frames: readonly Frame[], options: Json): readonly Frame[] {
  const keep = textsOf(options["keepLabels"]);
  const valueLabel = textOf(options["valueLabel"]);
  const made = frames.map((frame) => {
    const fields = frame.fields.flatMap((field): readonly Field[] => {
      if (field.type !== "number") return [field];
      const labels = Object.entries(field.labels).filter(
        ([label]) => label !== valueLabel && (keep.length === 0 || keep.includes(label)),
      );
      const { shownAs: _shownAs, ...value } = field;
      const name = valueLabel === undefined ? field.name : (field.labels[valueLabel] ?? field.name);
      return [
        ...labels.map(([label, text]) => ({
          name: label,
          type: "string" as const,
          labels: {},
          values: field.values.map(() => text),
        })),
        { ...value, name, labels: {} },
      ];
    });
    return { refId: frame.refId, fields };
  });
  return merge(made);
}

function groupRows(frame: Frame, options: Json): Frame {
  const wanted = mapOf(options["fields"]);
  const keys = frame.fields.filter(({ name }) => mapOf(wanted[name])["operation"] === "groupby");
  const groups = new Map<string, number[]>();
  for (const row of rowsOf(frame)) {
    const key = JSON.stringify(keys.map(({ values }) => values[row] ?? null));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const rows = [...groups.values()];
  return {
    ...frame,
    fields: [
      ...keys.map((field) => ({ ...field, values: rows.map(([first = 0]) => field.values[first] ?? null) })),
      ...frame.fields.flatMap((field) =>
        (mapOf(wanted[field.name])["operation"] === "aggregate"
          ? textsOf(mapOf(wanted[field.name])["aggregations"])
          : []
        ).map((id): Field => ({
          name: `${field.name} (${id})`,
          type: "number",
          labels: {},
          values: rows.map((group) =>
            reduceBy(
              id,
              group.map((row) => field.values[row] ?? null),
            ),
          ),
        })),
      ),
    ],
  };
}

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};

/** A column more: of two, or of a row. */
function calculate(frame: Frame, options: Json, frames: readonly Frame[]): Frame {
  const alias = textOf(options["alias"]);
  const numbers = frame.fields.filter(({ type }) => type === "number");
  const made = ((): { readonly name: string; readonly values: readonly Value[] } | undefined => {
    if (options["mode"] === "binary") {
      const { left, right, operator } = mapOf(options["binary"]);
      const act = operators[textOf(operator) ?? "+"];
      const side = (of: unknown) => {
        const name = textOf(of) ?? textOf(mapOf(mapOf(of)["matcher"])["options"]) ?? textOf(mapOf(of)["fixed"]) ?? "";
        const field = fieldNamed(frame, name, frames);
        return (row: number) => (field === undefined ? Number(name) : field.values[row]);
      };
      if (act === undefined) return undefined;
      const [a, b] = [side(left), side(right)];
      const values = rowsOf(frame).map((row) => {
        const [x, y] = [a(row), b(row)];
        return typeof x === "number" && typeof y === "number" ? act(x, y) : null;
      });
      return { name: "Calculation", values };
    }
    const { reducer = "sum", include } = mapOf(options["reduce"]);
    const names = textsOf(include);
    const taken = numbers.filter((field) => names.length === 0 || names.includes(nameOf(field, frame, frames)));
    const id = textOf(reducer) ?? "sum";
    const values = rowsOf(frame).map((row) =>
      reduceBy(
        id,
        taken.map((field) => field.values[row] ?? null),
      ),
    );
    return { name: calculationNames[id] ?? id, values };
  })();
  if (made === undefined) return frame;
  const field: Field = { name: alias ?? made.name, type: "number", labels: {}, values: made.values };
  const rest = options["replaceFields"] === true ? frame.fields.filter(({ type }) => type === "time") : frame.fields;
  return { ...frame, fields: [...rest, field] };
}

const conditions: Readonly<Record<string, (value: Value, of: Json) => boolean>> = {
  greater: (value, of) => typeof value === "number" && value > Number(of["value"]),
  greaterOrEqual: (value, of) => typeof value === "number" && value >= Number(of["value"]),
  lower: (value, of) => typeof value === "number" && value < Number(of["value"]),
  lowerOrEqual: (value, of) => typeof value === "number" && value <= Number(of["value"]),
  equal: (value, of) => String(value) === String(of["value"]),
  notEqual: (value, of) => String(value) !== String(of["value"]),
  isNull: (value) => value === null,
  isNotNull: (value) => value !== null,
  regex: (value, of) => patternOf(`/${textOf(of["value"]) ?? ""}/`)?.test(String(value)) ?? false,
};

function filterRows(frame: Frame, options: Json): Frame {
  const filters = mapsOf(options["filters"]);
  const rows = rowsOf(frame).filter((row) => {
    const met = filters.map((filter) => {
      const config = mapOf(filter["config"]);
      const value = fieldNamed(frame, textOf(filter["fieldName"]), [frame])?.values[row] ?? null;
      return conditions[textOf(config["id"]) ?? ""]?.(value, mapOf(config["options"])) ?? true;
    });
    const all = options["match"] === "all" ? met.every(Boolean) : met.some(Boolean);
    return options["type"] === "exclude" ? !all : all;
  });
  return pickRows(frame, rows);
}
