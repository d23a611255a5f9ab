/**
 * States of the made-up series in which an alert's expression holds, and near them states in which it does not. Nothing is inverted: numbers are
 * tried, the expression is evaluated, and the edge between the two is found by halving. Near the edge another threshold would give another answer.
 */
import type { Expr, Selector } from "../../../../model/promql/ast.ts";
import { selects } from "../../../../model/promql/selector.ts";
import { bare, walk } from "../../../../model/promql/visit.ts";
import type { Seconds } from "../../../../model/quantity/units.ts";
import type { Labels } from "../../../../model/service.ts";
import { Refused, Unknown, World } from "./evaluate.ts";
import { constant, type Leaf } from "./leaves.ts";
import type { Vector } from "./vector.ts";
import { type Phase, round, seriesOf, type State, type Written } from "./waves.ts";

export interface Setting {
  readonly expr: Expr;
  readonly leaves: readonly Leaf[];
  /** Between samples. */
  readonly interval: Seconds;
  /** Between evaluations. */
  readonly step: Seconds;
  /** Evaluations that must agree. */
  readonly hold: number;
  /** When series begin; a whole number of samples and evaluations. */
  readonly start: Seconds;
  /** The number of every leaf until so many evaluations: for conditions that hold only while something changes. */
  readonly before?: {
    readonly value: number;
    readonly evaluations: number;
    /** Evaluations after the change from which on the expression must hold. */
    readonly delay: number;
  };
}

export interface Edge {
  /** The expression holds in it, and not in any of `silent`. */
  readonly fires: State;
  readonly silent: readonly State[];
}

/** More than this nobody waits for. */
const mostWork = 6_000_000;

/** How near to the edge numbers are: another threshold by a hundredth is then seen. The sides differ, so that a slope between them meets no threshold at a sample. */
const margins = { fires: 0.004, silent: 0.003 } as const;

export class Search {
  readonly setting: Setting;
  private readonly selected = selecting();
  private readonly numbers: readonly number[];
  private readonly readsClock: boolean;
  private work = 0;

  constructor(setting: Setting) {
    this.setting = setting;
    this.readsClock = walk(setting.expr).some((node) => node.kind === "call" && node.fn === "time");
    this.numbers = numbersOf(setting.expr);
  }

  /** Before anything is tried. */
  initial(value?: number): State {
    return this.setting.leaves.map((leaf) => ({ value: value ?? initialOf(leaf), copies: 1 }));
  }

  /** For each part of an `or`, and else once: a state in which the expression holds, where one was found. @throws Unknown */
  edges(): readonly Edge[] {
    const { expr } = this.setting;
    const initial = this.initial();
    const quiet = this.solve(expr, false, initial);
    const from = this.judge(expr, quiet) === false ? quiet : initial;
    return branchesOf(expr).flatMap((branch) => {
      const solved = this.solve(branch, true, from);
      const found = this.judge(expr, solved) === true ? solved : this.scan(branch, true, solved);
      return found === undefined ? [] : [this.near(found)];
    });
  }

  /** The state moved to the edge, and states on its other side. */
  private near(found: State): Edge {
    const { expr, leaves } = this.setting;
    let fires = found;
    const silent: ((state: State) => State)[] = [];
    const without: ((state: State) => State)[] = [];
    for (const at of leaves.keys()) {
      let isFound = false;
      for (const direction of [-1, 1] as const) {
        const edge = this.edgeOf(fires, at, direction);
        if (edge === undefined) continue;
        isFound = true;
        const nearer = withValue(fires, at, edge.fires);
        if (this.judge(expr, nearer) === true) fires = nearer;
        silent.push((state) => withValue(state, at, edge.silent));
      }
      const own = fires[at]!.copies;
      if (isFound && own === 1) continue;
      const other = [own - 1, own + 1, 0].find(
        (count) => count >= 0 && this.judge(expr, withCopies(fires, at, count)) === false,
      );
      if (other !== undefined) (own > 1 ? silent : without).push((state) => withCopies(state, at, other));
    }
    // those of values first: they tell a threshold
    const states = [...silent, ...without].map((change) => change(fires));
    return { fires, silent: states.filter((state) => this.judge(expr, state) === false) };
  }

  /** The series of some phases, and what the expression gives at each evaluation; "unclear" where the versions of Prometheus may differ. */
  run(phases: readonly Phase[], evaluations: number): readonly (readonly [Vector, Vector] | "unclear")[] {
    const { expr, leaves, interval, step, start } = this.setting;
    const series = seriesOf(leaves, phases, interval, start / interval);
    const worlds = this.worldsOf(series);
    return Array.from({ length: evaluations }, (_, at) => {
      const both = worlds.map((world) => this.at(world, expr, start + at * step));
      return both[0] === undefined || both[1] === undefined ? "unclear" : [both[0], both[1]];
    });
  }

  private worldsOf(series: readonly Written[]): readonly World[] {
    return [true, false].map(
      (closed) => new World(this.setting.interval, series, (one) => this.selected(one, series), closed),
    );
  }

  private at(world: World, expr: Expr, at: Seconds): Vector | undefined {
    if (this.work > mostWork) throw new Unknown("more series or more time than a test should take");
    const before = world.work;
    world.unclear = false;
    try {
      const vector = world.vector(expr, at);
      return world.unclear ? undefined : vector;
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    } finally {
      this.work += world.work - before;
    }
  }

  /** Whether an expression holds once a state has lasted: true or false at all evaluations, undefined where they differ. */
  private judge(expr: Expr, state: State): boolean | undefined {
    const { leaves, interval, step, hold, start, before } = this.setting;
    const first =
      before === undefined ? Math.ceil(reachOf(this.setting.expr) / step) + 1 : before.evaluations + before.delay;
    const last = first + hold;
    const samples = Math.floor((last * step) / interval) + 1;
    const earlier = before === undefined ? 0 : Math.ceil((before.evaluations * step) / interval);
    const phases = [
      ...(before === undefined ? [] : [{ samples: earlier, state: this.initial(before.value) }]),
      { samples: samples - earlier, state },
    ];
    const series = seriesOf(leaves, phases, interval, start / interval);
    const answers = new Set<boolean | undefined>();
    for (const world of this.worldsOf(series))
      for (const at of [first, last]) {
        const vector = this.at(world, expr, start + at * step);
        answers.add(vector === undefined ? undefined : vector.length > 0);
        if (answers.size > 1 || answers.has(undefined)) return undefined;
      }
    return [...answers][0];
  }

  /** Numbers that may stand in all leaves before something changes. */
  get plainNumbers(): readonly number[] {
    return this.numbers.filter((value) => value === 0 || (value >= 0.001 && value <= 1e6)).slice(0, 12);
  }

  /** A state in which the expression holds, or does not, as far as one is found: the parts of a condition one after another. */
  private solve(expr: Expr, wanted: boolean, state: State): State {
    const node = bare(expr);
    if (this.judge(node, state) === wanted) return state;
    if (node.kind === "binary") {
      const { left, right } = node;
      const both = (l: boolean, r: boolean) => this.solve(right, r, this.solve(left, l, state));
      const either = (l: State) => (this.judge(node, l) === wanted ? l : this.solve(right, wanted, state));
      if (node.op === "and") return wanted ? both(true, true) : either(this.solve(left, false, state));
      if (node.op === "or") return wanted ? either(this.solve(left, true, state)) : both(false, false);
      if (node.op === "unless") return wanted ? both(true, false) : this.solve(left, false, state);
    }
    const prepared = wanted ? conditionsIn(node).reduce((all, one) => this.solve(one, true, all), state) : state;
    return this.scan(node, wanted, prepared) ?? prepared;
  }

  /** The first of the numbers that are tried with which the answer is the wanted one: one leaf after another, then its copies. */
  private scan(expr: Expr, wanted: boolean, state: State): State | undefined {
    const { leaves } = this.setting;
    if (this.judge(expr, state) === wanted) return state;
    for (const at of leaves.keys())
      for (const value of this.valuesFor(leaves[at]!)) {
        const changed = withValue(state, at, value);
        if (this.judge(expr, changed) === wanted) return changed;
      }
    for (const at of leaves.keys())
      for (const copies of [0, 2, 3, 4, 5, 6, 8, 11, 21]) {
        const changed = withCopies(state, at, copies);
        if (this.judge(expr, changed) === wanted) return changed;
      }
    return undefined;
  }

  /** Both sides of the nearest number in a direction at which the expression stops holding. */
  private edgeOf(
    state: State,
    at: number,
    direction: 1 | -1,
  ): { readonly fires: number; readonly silent: number } | undefined {
    const { expr, leaves } = this.setting;
    const own = state[at]!.value;
    const holds = (value: number) => this.judge(expr, withValue(state, at, value));
    const isPlain = own >= 0 && leaves[at]!.wave.kind === "constant" && !this.readsClock;
    const beyond = this.valuesFor(leaves[at]!).filter(
      (value) => (value - own) * direction > 0 && (value >= 0 || !isPlain),
    );
    const first = [...beyond].sort((a, b) => (a - b) * direction).find((value) => holds(value) === false);
    if (first === undefined) return undefined;
    let [inside, outside] = [own, first];
    for (
      let turn = 0;
      turn < 60 && Math.abs(outside - inside) > 1e-10 * Math.max(Math.abs(inside), Math.abs(outside));
      turn++
    ) {
      // beside the middle where that is the edge itself, and too close to call
      let answer: boolean | undefined;
      const middle = [0.5, 0.47, 0.53]
        .map((part) => inside + (outside - inside) * part)
        .find((value) => (answer = holds(value)) !== undefined);
      if (middle === undefined) break;
      if (answer) inside = middle;
      else outside = middle;
    }
    const scale = this.scaleOf(Math.max(Math.abs(inside), Math.abs(outside)));
    // at 0, and where a single number holds, any number is as near as another
    if (
      Math.abs(outside - inside) > scale ||
      Math.max(Math.abs(inside), Math.abs(outside)) < 1e-6 * Math.abs(own - first)
    ) {
      const plain = [0, ...beyond].find((value) => (value - own) * direction > 0 && holds(value) === false);
      return { fires: own, silent: plain ?? first };
    }
    // a quantile moves much faster than what it is made of
    const part = leaves[at]!.wave.kind === "histogram" ? 0.05 : 1;
    const near = (edge: number, towards: number, usual: number, wanted: boolean) => {
      const margin = part * usual;
      for (const [goal, most] of [[edge, 4] as const, [edge + towards * margin * scale, 9] as const])
        for (let digits = 1; digits <= most; digits++) {
          const value = round(goal, digits);
          if (Math.abs(value - edge) <= 1.6 * margin * scale && holds(value) === wanted) return value;
        }
      return undefined;
    };
    const fires = near(inside, -direction, margins.fires, true);
    const silent = near(outside, direction, margins.silent, false);
    return { fires: fires ?? own, silent: silent ?? first };
  }

  /** What a margin is a part of: the edge itself, but of times, which are as large as the clock, the numbers of the expression. */
  private scaleOf(edge: number): number {
    return this.readsClock ? Math.max(...writtenIn(this.setting.expr).map(Math.abs), 1) : edge;
  }

  private valuesFor({ wave }: Leaf): readonly number[] {
    const all = this.numbers;
    if (wave.kind === "changes" || wave.kind === "resets")
      return all.filter((value) => Number.isInteger(value) && value >= 0);
    if (wave.kind === "histogram") return all.filter((value) => value > 0);
    return wave.kind === "line" && !wave.falls ? all.filter((value) => value >= 0) : all;
  }
}

/** The parts of an `or`, each of which is enough. */
function branchesOf(expr: Expr): readonly Expr[] {
  const node = bare(expr);
  return node.kind === "binary" && node.op === "or" ? [...branchesOf(node.left), ...branchesOf(node.right)] : [node];
}

/** What a leaf holds until something is asked of it. */
function initialOf({ wave }: Leaf): number {
  return wave.kind === "constant" ? 100 : wave.kind === "line" && !wave.falls ? 1 : wave.kind === "histogram" ? 0.1 : 0;
}

function withValue(state: State, at: number, value: number): State {
  return state.with(at, { ...state[at]!, value });
}

function withCopies(state: State, at: number, copies: number): State {
  return state.with(at, { ...state[at]!, copies });
}

/** Conditions inside of an expression, the outermost of each branch. */
function conditionsIn(expr: Expr): readonly Expr[] {
  const isCondition = (node: Expr) =>
    node.kind === "binary" && node.bool !== true && /^(?:[<>]=?|==|!=|and|or|unless)$/.test(node.op);
  const inside = (node: Expr): readonly Expr[] => {
    if (isCondition(node)) return [node];
    switch (node.kind) {
      case "call":
        return node.args.flatMap(inside);
      case "aggregation":
      case "unary":
      case "parenthesis":
        return inside(node.expr);
      case "binary":
        return [...inside(node.left), ...inside(node.right)];
      default:
        return [];
    }
  };
  return expr.kind === "binary" && isCondition(expr) ? [...inside(expr.left), ...inside(expr.right)] : inside(expr);
}

/** Numbers of an expression, and what those beside one another come to. */
function writtenIn(expr: Expr): readonly number[] {
  return [...new Set(walk(expr).flatMap((node) => constant(node) ?? []))].filter(Number.isFinite);
}

/** Numbers that are tried, the plainest first: those of the expression, what lies between and beside them, and powers of ten. */
function numbersOf(expr: Expr): readonly number[] {
  const written = writtenIn(expr);
  const sorted = [...written].sort((a, b) => a - b);
  const between = sorted.slice(1).map((value, at) => (value + sorted[at]!) / 2);
  const beside = written.flatMap((value) => [value, value + 1, value - 1, 2 * value, value / 2, -value]);
  const powers = Array.from({ length: 19 }, (_, at) => Number(`1e${at - 6}`));
  const all = [0, 1, ...beside, ...between, ...powers, ...powers.map((value) => -value)];
  return [...new Set(all.filter(Number.isFinite).map((value) => round(value) || 0))];
}

/** Seconds of the past that an expression looks at; of the ranges alone, where offsets are left out. */
export function reachOf(expr: Expr, offsets: 0 | 1 = 1): Seconds {
  switch (expr.kind) {
    case "selector": {
      const { range, offset = 0 } = expr;
      return (typeof range === "number" ? range : 0) + Math.max(0, offset) * offsets;
    }
    case "subquery": {
      const { range, offset = 0 } = expr;
      return (typeof range === "number" ? range : 0) + Math.max(0, offset) * offsets + reachOf(expr.expr, offsets);
    }
    case "call":
      return Math.max(0, ...expr.args.map((arg) => reachOf(arg, offsets)));
    case "aggregation":
    case "unary":
    case "parenthesis":
      return reachOf(expr.expr, offsets);
    case "binary":
      return Math.max(reachOf(expr.left, offsets), reachOf(expr.right, offsets));
    default:
      return 0;
  }
}

/** Which series a selector takes; asked once for each label set. */
function selecting(): (selector: Selector, series: readonly Written[]) => readonly Written[] {
  const known = new Map<Selector, WeakMap<Labels, boolean>>();
  return (selector, series) => {
    const own = known.get(selector) ?? new WeakMap<Labels, boolean>();
    known.set(selector, own);
    return series.filter(({ labels }) => {
      const answer = own.get(labels) ?? selects(selector, labels);
      own.set(labels, answer);
      return answer;
    });
  };
}
