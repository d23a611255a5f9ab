/** From a JSON Pointer to the text that wrote the value: the way of the expressions, as far as they can be followed without running them. */
import type {
  Argument,
  ArrowFunctionExpression,
  BindingPattern,
  Expression,
  Function as FunctionNode,
  ModuleExportName,
  ParamPattern,
  Statement,
} from "oxc-parser";
import type { Module } from "./modules.ts";

/** Any node with its place. */
export interface Place {
  readonly module: Module;
  readonly node: { readonly type: string; readonly start: number; readonly end: number };
}

export interface Found extends Place {
  /** What names it: the key, for an item nothing. */
  readonly key: Place | undefined;
  /** Steps that could not be followed; 0 when the place is exact. */
  readonly rest: number;
}

/** Where names mean something: a module, or in it a function that is called. */
interface Scope {
  readonly module: Module;
  /** Of a function; undefined where it cannot be said what a name stands for. */
  readonly names?: ReadonlyMap<string, At | undefined>;
}

interface At {
  readonly scope: Scope;
  readonly node: Expression | Argument | FunctionNode;
}

type Callable = ArrowFunctionExpression | FunctionNode;

const builders = ["service", "kit", "workspace"] as const;
/** Constants may name one another in circles, and spreads multiply. */
const mostSteps = 2000;

/** The place of what a module exports under a name, and of the value at some steps in it. */
export function locate(module: Module, steps: readonly string[], name = "default"): Found {
  const root = exported(module, name);
  if (root === undefined) return { module, node: module.program, key: undefined, rest: steps.length };
  return new Search().find(root, steps, undefined);
}

class Search {
  private left = mostSteps;

  find(at: At, steps: readonly string[], key: Place | undefined): Found {
    const { scope } = at;
    const { module } = scope;
    const node = bare(at.node);
    const here: Found = { module, node, key, rest: steps.length };
    if (this.left-- <= 0) return here;
    const [step, ...after] = steps;
    switch (node.type) {
      case "Identifier": {
        const target = lookup(scope, node.name);
        return target === undefined ? here : this.orHere(this.find(target, steps, key), here);
      }
      case "MemberExpression": {
        const name = memberName(node);
        if (name === undefined || node.object.type === "Super") return here;
        const found = this.find({ scope, node: node.object }, [name, ...steps], undefined);
        return found.rest > steps.length ? here : { ...found, key: steps.length === 0 ? key : found.key };
      }
      case "AwaitExpression":
        return this.find({ scope, node: node.argument }, steps, key);
      case "ConditionalExpression":
        return this.best([node.consequent, node.alternate], scope, steps, key, here);
      case "LogicalExpression":
        return this.best([node.right, node.left], scope, steps, key, here);
      case "ObjectExpression":
        if (step === undefined) return here;
        for (const property of node.properties.toReversed()) {
          if (property.type === "SpreadElement") {
            const found = this.find({ scope, node: property.argument }, steps, key);
            if (found.rest < steps.length) return found;
          } else if (propertyName(property.key, property.computed) === step) {
            return this.find({ scope, node: property.value }, after, { module, node: property.key });
          }
        }
        return here;
      case "ArrayExpression": {
        if (step === undefined || !/^\d{1,9}$/.test(step)) return here;
        return this.element(scope, node.elements, Number(step), after) ?? here;
      }
      case "CallExpression":
        return this.call(at, node, steps, here);
      default:
        return here;
    }
  }

  private call(at: At, node: Extract<Expression, { type: "CallExpression" }>, steps: readonly string[], here: Found) {
    const { scope } = at;
    const { callee } = node;
    const [step, ...after] = steps;
    const called = calledOfTocsin(scope, callee);
    const [rule] = node.arguments;
    // It gives what it is given.
    if (called === "defineRule" && rule !== undefined) return this.find({ scope, node: rule }, steps, here.key);
    const builder = builders.find((one) => one === called);
    if (builder !== undefined) {
      const [name, spec] = node.arguments;
      const named = name === undefined ? undefined : { module: scope.module, node: name };
      // The builder itself writes the version.
      if (step === "version" || step === undefined) return { ...here, key: here.key ?? named, rest: after.length };
      if (step === builder && name !== undefined) return this.find({ scope, node: name }, after, named);
      return spec === undefined ? here : this.find({ scope, node: spec }, steps, here.key ?? named);
    }
    if (callee.type === "MemberExpression" && memberName(callee) === "map" && step !== undefined) {
      const [fn] = node.arguments;
      const made = fn === undefined ? undefined : callable({ scope, node: fn });
      if (made === undefined || callee.object.type === "Super") return here;
      const item = this.item({ scope, node: callee.object }, step);
      return this.returned(made, [item], after, undefined, here);
    }
    const made = callee.type === "Super" ? undefined : callable({ scope, node: callee });
    const given = node.arguments.map((argument) => ({ scope, node: argument }));
    return made === undefined ? here : this.returned(made, given, steps, here.key, here);
  }

  /** What a function gives, its parameters standing for what it is called with. */
  private returned(
    { scope, fn }: { scope: Scope; fn: Callable },
    given: readonly (At | undefined)[],
    steps: readonly string[],
    key: Place | undefined,
    here: Found,
  ): Found {
    const names: Names = new Map(scope.names);
    const inside: Scope = { module: scope.module, names };
    for (const [at, parameter] of fn.params.entries()) bind(names, inside, parameter, given[at]);
    const { body } = fn;
    if (body === null) return here;
    if (body.type !== "BlockStatement") return this.orHere(this.find({ scope: inside, node: body }, steps, key), here);
    for (const statement of body.body) declare(names, inside, statement);
    const values = body.body.flatMap((statement) =>
      statement.type === "ReturnStatement" && statement.argument !== null ? [statement.argument] : [],
    );
    return this.best(values, inside, steps, key, here);
  }

  /** The item at a place, over spreads of lists whose lengths are written out. */
  private element(scope: Scope, elements: Elements, index: number, after: readonly string[]): Found | undefined {
    let left = index;
    for (const element of elements) {
      if (element?.type !== "SpreadElement") {
        if (left === 0) return element === null ? undefined : this.find({ scope, node: element }, after, undefined);
        left--;
        continue;
      }
      const list = { scope, node: element.argument };
      const length = lengthOf(list);
      if (length === undefined) return undefined;
      if (left < length) return this.find(list, [String(left), ...after], undefined);
      left -= length;
    }
    return undefined;
  }

  private item(list: At, step: string): At | undefined {
    const found = this.find(list, [step], undefined);
    if (found.rest > 0) return undefined;
    return { scope: { ...list.scope, module: found.module }, node: found.node as Expression };
  }

  private best(
    nodes: readonly Expression[],
    scope: Scope,
    steps: readonly string[],
    key: Place | undefined,
    here: Found,
  ) {
    let best = here;
    for (const node of nodes) {
      const found = this.find({ scope, node }, steps, key);
      if (found.rest < best.rest || (best === here && found.rest === here.rest && found.node.type !== "Literal"))
        best = found;
    }
    return best;
  }

  /** A name that leads to nothing more exact is itself the nearest place. */
  private orHere(found: Found, here: Found): Found {
    const opaque = found.rest === here.rest && found.rest > 0 && !isCollection(found.node);
    return opaque ? here : found;
  }
}

export function isCollection({ type }: { readonly type: string }): boolean {
  return type === "ObjectExpression" || type === "ArrayExpression";
}

/** Without types and brackets around it. */
function bare(node: At["node"]): At["node"] {
  let at = node;
  while (
    at.type === "TSAsExpression" ||
    at.type === "TSSatisfiesExpression" ||
    at.type === "TSNonNullExpression" ||
    at.type === "TSTypeAssertion" ||
    at.type === "ParenthesizedExpression"
  )
    at = at.expression;
  return at;
}

function memberName(node: Extract<Expression, { type: "MemberExpression" }>): string | undefined {
  if (!node.computed) return node.property.type === "Identifier" ? node.property.name : undefined;
  const { property } = node;
  return property.type === "Literal" && ["string", "number"].includes(typeof property.value)
    ? String(property.value)
    : undefined;
}

function propertyName(key: { readonly type: string }, computed: boolean): string | undefined {
  const { type, name, value } = key as { type: string; name?: string; value?: unknown };
  if (type === "Identifier") return computed ? undefined : name;
  return type === "Literal" && (typeof value === "string" || typeof value === "number") ? String(value) : undefined;
}

type Elements = Extract<Expression, { type: "ArrayExpression" }>["elements"];

/** How many items a list has, where the text alone tells. */
function lengthOf({ scope, node }: At, hops = 0): number | undefined {
  const at = bare(node);
  if (hops > 20) return undefined;
  switch (at.type) {
    case "ArrayExpression": {
      const lengths = at.elements.map((item) =>
        item?.type === "SpreadElement" ? lengthOf({ scope, node: item.argument }, hops + 1) : 1,
      );
      return lengths.includes(undefined) ? undefined : lengths.reduce<number>((sum, length) => sum + (length ?? 0), 0);
    }
    case "Identifier": {
      const target = lookup(scope, at.name);
      return target === undefined ? undefined : lengthOf(target, hops + 1);
    }
    case "CallExpression": {
      const { callee } = at;
      const isMap =
        callee.type === "MemberExpression" && memberName(callee) === "map" && callee.object.type !== "Super";
      return isMap ? lengthOf({ scope, node: callee.object as Expression }, hops + 1) : undefined;
    }
    default:
      return undefined;
  }
}

/** The function of `tocsin` that is called. */
function calledOfTocsin({ module, names }: Scope, callee: Expression | { type: "Super" }): string | undefined {
  const fromTocsin = (local: string) => {
    if (names?.has(local) === true) return undefined;
    for (const statement of module.program.body) {
      if (statement.type !== "ImportDeclaration" || statement.source.value !== "tocsin") continue;
      for (const specifier of statement.specifiers) {
        if (specifier.local.name !== local) continue;
        return specifier.type === "ImportSpecifier" ? exportName(specifier.imported) : "*";
      }
    }
    return undefined;
  };
  if (callee.type === "Identifier") return fromTocsin(callee.name);
  if (callee.type === "MemberExpression" && callee.object.type === "Identifier")
    return fromTocsin(callee.object.name) === "*" ? memberName(callee) : undefined;
  return undefined;
}

function callable({ scope, node }: At): { scope: Scope; fn: Callable } | undefined {
  const at = bare(node);
  if (at.type === "Identifier") {
    const target = lookup(scope, at.name);
    return target === undefined || bare(target.node).type === "Identifier" ? undefined : callable(target);
  }
  const isFunction =
    at.type === "ArrowFunctionExpression" || at.type === "FunctionExpression" || at.type === "FunctionDeclaration";
  return isFunction ? { scope, fn: at } : undefined;
}

type Names = Map<string, At | undefined>;

function bind(names: Names, inside: Scope, parameter: ParamPattern, given: At | undefined): void {
  if (parameter.type === "Identifier") names.set(parameter.name, given);
  else if (parameter.type === "AssignmentPattern" && parameter.left.type === "Identifier")
    names.set(parameter.left.name, given ?? { scope: inside, node: parameter.right });
}

function declare(names: Names, scope: Scope, statement: Statement): void {
  if (statement.type === "FunctionDeclaration" && statement.id !== null)
    names.set(statement.id.name, { scope, node: statement });
  if (statement.type !== "VariableDeclaration") return;
  for (const { id, init } of statement.declarations) {
    const name = nameOf(id);
    if (name !== undefined && init !== null && statement.kind === "const") names.set(name, { scope, node: init });
  }
}

function nameOf(pattern: BindingPattern): string | undefined {
  return pattern.type === "Identifier" ? pattern.name : undefined;
}

function lookup(scope: Scope, name: string): At | undefined {
  if (scope.names?.has(name) === true) return scope.names.get(name);
  const { module } = scope;
  const names: Names = new Map();
  for (const statement of module.program.body) {
    if (statement.type === "ImportDeclaration") {
      const specifier = statement.specifiers.find(({ local }) => local.name === name);
      const from = module.imports.get(statement.source.value);
      if (specifier === undefined || from === undefined) continue;
      if (specifier.type === "ImportNamespaceSpecifier") return undefined;
      return exported(from, specifier.type === "ImportSpecifier" ? exportName(specifier.imported) : "default");
    }
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declared !== null) declare(names, { module }, declared as Statement);
  }
  return names.get(name);
}

/** What a module exports under a name. */
function exported(module: Module, name: string, hops = 0): At | undefined {
  if (hops > 50) return undefined;
  for (const statement of module.program.body) {
    if (statement.type === "ExportDefaultDeclaration" && name === "default")
      return { scope: { module }, node: statement.declaration as Expression };
    if (statement.type === "ExportNamedDeclaration") {
      if (statement.declaration !== null) {
        const names: Names = new Map();
        declare(names, { module }, statement.declaration as Statement);
        if (names.has(name)) return names.get(name);
      }
      const specifier = statement.specifiers.find((one) => exportName(one.exported) === name);
      if (specifier === undefined) continue;
      const local = exportName(specifier.local);
      if (statement.source === null) return lookup({ module }, local);
      const from = module.imports.get(statement.source.value);
      return from === undefined ? undefined : exported(from, local, hops + 1);
    }
    if (statement.type === "ExportAllDeclaration" && statement.exported === null && name !== "default") {
      const from = module.imports.get(statement.source.value);
      const found = from === undefined ? undefined : exported(from, name, hops + 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function exportName(name: ModuleExportName): string {
  return name.type === "Literal" ? String(name.value) : name.name;
}
