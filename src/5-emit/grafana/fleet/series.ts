/** PromQL over all services of a workspace. Owner, tier and workspace stand on the series that says what an SLO is: everything else is joined to it. */
import type { Expr, Matcher, Selector, VectorMatching } from "../../../model/promql/ast.ts";
import {
  aggregate,
  binary,
  call,
  equals,
  join,
  number,
  on,
  onGroupLeft,
  parenthesis,
  selector,
} from "../../../model/promql/build.ts";
import { recorded } from "../../../model/slo/names.ts";
import type { RecordedOfSlos } from "../../../model/slo/recorded.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { variableOf } from "../common.ts";
import { variableMatcher } from "../template.ts";

/** What the workspace's services record, taken together. */
export interface Fleet extends RecordedOfSlos {
  readonly workspace: Workspace;
  /** Labels of environments; sorted. */
  readonly labels: readonly string[];
  /** Services that have no SLO in some environment: their alerts are found by name. */
  readonly withoutSlos: readonly string[];
}

export class FleetSeries {
  private readonly fleet: Fleet;
  /** Labels that tell services apart, and SLOs. */
  readonly ofService: readonly string[];
  readonly ofSlo: readonly string[];

  constructor(fleet: Fleet) {
    this.fleet = fleet;
    this.ofService = ["service", ...fleet.labels];
    this.ofSlo = ["service", "slo", ...fleet.labels];
  }

  /** What the SLOs are that the variables choose. */
  info(at?: "end"): Selector {
    const more = this.variables.map((name) => variableMatcher(name, variableOf(name)));
    return selector(recorded.info, [...this.ofWorkspace, ...more], at && { at });
  }

  /** Labels that have variables, which choose among the SLOs. */
  get variables(): readonly string[] {
    return [...this.fleet.labels, ...["owner", "tier"].filter((label) => !this.fleet.labels.includes(label))];
  }

  get ofWorkspace(): readonly Matcher[] {
    return equals({ workspace: this.fleet.workspace.name });
  }

  /** One series with these labels alone for each SLO, whatever the store adds. */
  private bySlo(series: Expr): Expr {
    return aggregate("max", series, { mode: "by", labels: this.ofSlo });
  }

  /** Those that the variables choose. */
  private chosen(series: Expr, at?: "end"): Expr {
    return binary(series, "and", this.info(at), on(...this.ofSlo));
  }

  /** The series of whole SLOs with any of these names. */
  private wholes(names: Iterable<string>, at?: "end"): readonly Selector[] {
    const matchers = equals(Object.fromEntries(this.fleet.groups.map((label) => [label, ""])));
    return [...names].map((name) => selector(name, matchers, at && { at }));
  }

  budgets(at?: "end"): Expr {
    return this.bySlo(this.chosen(join("or", this.wholes(this.fleet.budgets.keys(), at)), at));
  }

  burnRates(at?: "end"): Expr {
    return this.bySlo(this.chosen(join("or", this.wholes(this.fleet.burnRates, at)), at));
  }

  /**
   * Seconds until what is left of the budget is spent, should it go on as now: budget left × period ÷ burn rate. `forever` where it goes no faster
   * than it may.
   */
  lasts(forever: number): Expr {
    const { budgets } = this.fleet;
    const left = join(
      "or",
      this.wholes(budgets.keys()).map((of) =>
        binary(call("clamp_min", of, number(0)), "*", number(budgets.get(of.name!)!)),
      ),
    );
    const burnRates = this.burnRates();
    return binary(
      binary(this.bySlo(left), "/", binary(burnRates, ">", number(1))),
      "or",
      binary(binary(burnRates, "*", number(0)), "+", number(forever)),
    );
  }

  /** How many alerts of each SLO are firing. */
  firingBySlo(): Expr {
    const ofSlos: Matcher = { label: "slo", op: "!=", value: "" };
    const counted = aggregate("count", this.chosen(selector("ALERTS", [...firing, ofSlos])), {
      mode: "by",
      labels: this.ofSlo,
    });
    return binary(counted, "or", binary(this.bySlo(this.info()), "*", number(0)));
  }

  /**
   * Alerts that are firing, with the UID of the dashboard of SLOs where the service has one: what `of` makes of the series `ALERTS` with these
   * matchers.
   */
  alerts(of: (matchers: readonly Matcher[]) => Expr, labels: Readonly<Record<string, string>> = {}): Expr {
    const { withoutSlos, budgets } = this.fleet;
    const found: Expr[] = [];
    if (budgets.size > 0) {
      const dashboards = aggregate("max", this.info(), { mode: "by", labels: [...this.ofService, "dashboard"] });
      found.push(
        binary(of([...firing, ...equals(labels)]), "*", dashboards, onGroupLeft(this.ofService, ["dashboard"])),
      );
    }
    if (withoutSlos.length > 0) {
      const named: Matcher = { label: "service", op: "=~", value: withoutSlos.join("|") };
      // an alert does not tell the tier
      const chosen = this.variables
        .filter((name) => name !== "tier")
        .map((name) => variableMatcher(name, variableOf(name)));
      const alone = of([...firing, ...equals(labels), named, ...chosen]);
      const others = selector(recorded.info, this.ofWorkspace);
      found.push(budgets.size === 0 ? alone : binary(alone, "unless", others, on(...this.ofService)));
    }
    return join("or", found);
  }
}

const firing = equals({ alertstate: "firing" });

/** Milliseconds at which alerts began, as Unix times. */
export function alertsSince(matchers: readonly Matcher[]): Expr {
  const began = selector(
    "ALERTS_FOR_STATE",
    matchers.filter(({ label }) => label !== "alertstate"),
  );
  const still: VectorMatching = { mode: "ignoring", labels: ["alertstate"] };
  return binary(
    parenthesis(binary(began, "and", selector("ALERTS", matchers), { matching: still })),
    "*",
    number(1000),
  );
}

/** How many there are, 0 for none. */
export function howMany(expr: Expr): Expr {
  return binary(aggregate("count", expr), "or", call("vector", number(0)));
}
