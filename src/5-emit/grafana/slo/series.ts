/**
 * Queries about the SLO that is chosen in the dashboard. SLOs of a service differ in windows, forms and alerts, so each has expressions of its own;
 * those that differ are joined by `or`, and the names of the SLOs that one is about keep it from the others.
 */
import type { Expr, Matcher, Selector } from "../../../model/promql/ast.ts";
import { binary, call, equals, join, number, onGroupLeft, selector, text } from "../../../model/promql/build.ts";
import { escapeRegex } from "../../../model/promql/regex.ts";
import type { Origin } from "../../../model/origin.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import { burnWindow } from "../../../model/slo/burn.ts";
import { groupsOf } from "../../../model/slo/forms.ts";
import type { Service, Slo } from "../../../model/service.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { groupBy } from "../../../util/group-by.ts";
import { variableOf } from "../common.ts";
import type { PrometheusQuery, ValueLink } from "../panel.ts";
import { plainUrl, variableMatcher } from "../template.ts";

/** A recorded series of an SLO. */
export type Own = (name: string, more?: readonly Matcher[]) => Selector;

export interface Joined {
  /** Absent where no SLO has one. */
  readonly expr?: Expr;
  /** SLOs that have none: for them there is no data. */
  readonly without: readonly Slo[];
}

/** The line of a legend and what is drawn. */
export interface Named {
  readonly name: string;
  readonly expr: Expr;
}

export class SloSeries {
  readonly service: Service;
  readonly workspace: Workspace;
  readonly slos: readonly Slo[];
  /** Labels of groups of any SLO, in order of names. */
  readonly groupLabels: readonly string[];
  /** Matchers of all groups together: whatever the groups of an SLO are called, its whole has none of them. */
  readonly whole: readonly Matcher[];
  /** Labels that all recorded series of an SLO share. */
  readonly labels: readonly string[];
  /** Matchers of the service's series. Those of another environment may be of other SLOs, windows and alerts, and have a dashboard of their own. */
  readonly ofService: readonly Matcher[];
  readonly ofChosen: readonly Matcher[];
  private readonly groupMatchers = new Map<Slo, readonly Matcher[]>();
  /** By what is asked of whom: lists of matchers that are the same object are printed once. */
  private readonly owns = new Map<readonly Matcher[], Map<string, Own>>();

  constructor(service: Service, workspace: Workspace) {
    this.service = service;
    this.workspace = workspace;
    this.slos = service.slos;
    this.groupLabels = [...new Set(this.slos.flatMap(groupsOf).map(({ recorded }) => recorded))].sort();
    this.whole = equals(Object.fromEntries(this.groupLabels.map((label) => [label, ""])));
    this.labels = ["service", "slo", ...Object.keys(service.environmentLabels)];
    const [ofService, ...environment] = equals({ service: service.name, ...service.environmentLabels });
    this.ofService = [ofService!, ...environment];
    this.ofChosen = [ofService!, variableMatcher("slo", "slo", "="), ...environment];
  }

  /** Of an SLO's series those of the groups that are chosen. */
  groups(slo: Slo): readonly Matcher[] {
    return kept(this.groupMatchers, slo, () => {
      const labels = groupsOf(slo).map(({ recorded }) => recorded);
      return [
        ...labels.slice(0, 1).map((label): Matcher => ({ label, op: "!=", value: "" })),
        ...labels.map((label) => variableMatcher(label, variableOf(label))),
      ];
    });
  }

  /** What is asked about the SLO that is chosen. */
  chosen(make: (slo: Slo, own: Own) => Expr | undefined): Joined {
    return this.joined(this.ofChosen, make);
  }

  /** The same of all SLOs of the service, told apart by their label `slo`. */
  all(make: (slo: Slo, own: Own) => Expr | undefined): Joined {
    return this.joined(this.ofService, make);
  }

  /** A query about the SLO that is chosen, with its line of the legend: a label tells which where SLOs differ in it. */
  named(
    ref: string,
    make: (slo: Slo, own: Own) => Named | undefined,
    style?: PrometheusQuery["style"],
  ): { readonly queries: readonly PrometheusQuery[]; readonly without: readonly Slo[] } {
    const plain: Own = (name, more) => selector(name, more);
    const names = new Set(this.slos.flatMap((slo) => make(slo, plain)?.name ?? []));
    const [only] = names;
    const isOne = names.size === 1;
    const { expr, without } = this.chosen((slo, own) => {
      const named = make(slo, own);
      if (named === undefined || isOne) return named?.expr;
      return call("label_replace", named.expr, text("line"), text(named.name), text(""), text(""));
    });
    if (expr === undefined) return { queries: [], without };
    const legend = isOne ? only! : "{{line}}";
    return { queries: [{ kind: "prometheus", ref, expr, legend, ...(style === undefined ? {} : { style }) }], without };
  }

  /** Whose work a panel about some SLOs shows: the one's own, or all that the spec says of them. */
  originOf(slos: readonly Slo[] = this.slos): Origin {
    return slos.length === 1 ? slos[0]!.origin : this.service.resolved.originOf("/slos", "key");
  }

  private joined(base: readonly Matcher[], make: (slo: Slo, own: Own) => Expr | undefined): Joined {
    const made = this.slos.flatMap((slo) => {
      const expr = make(slo, this.ownOf(base));
      return expr === undefined ? [] : [{ slo, expr }];
    });
    const same = [...groupBy(made, ({ expr }) => (made.length === 1 ? "" : JSON.stringify(expr))).values()];
    const exprs = same.map((alike) => {
      const [{ slo, expr }] = alike as [(typeof alike)[number]];
      if (alike.length === this.slos.length) return expr;
      return make(
        slo,
        this.ownOf(
          base,
          alike.map((one) => one.slo.name),
        ),
      )!;
    });
    const having = new Set(made.map(({ slo }) => slo));
    const without = this.slos.filter((slo) => !having.has(slo));
    return exprs.length === 0 ? { without } : { expr: join("or", exprs), without };
  }

  /** @param slos names of those that it is about; left out: all */
  private ownOf(base: readonly Matcher[], slos: readonly string[] = []): Own {
    const value = slos.map(escapeRegex).join("|");
    return kept(
      kept(this.owns, base, () => new Map<string, Own>()),
      value,
      () => {
        const of: readonly Matcher[] = value === "" ? base : [...base, { label: "slo", op: "=~", value }];
        const lists = new Map<readonly Matcher[], readonly Matcher[]>();
        return (name, more = none) =>
          selector(
            name,
            kept(lists, more, () => (more.length === 0 ? of : [...of, ...more])),
          );
      },
    );
  }
}

const none: readonly Matcher[] = [];

/** What a map holds, put there the first time. */
function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Where all burn rates are over the same window, which that is. */
export function overOne(slos: readonly Slo[]): string {
  const windows = new Set(slos.map((slo) => formatDuration(burnWindow(slo))));
  return windows.size === 1 ? ` over ${[...windows].join("")}` : "";
}

/** Seconds since 1970, as a vector without labels. */
export const now = call("vector", call("time"));

/** The words that stand for no data, where some SLOs have none. */
export function quietFor(without: readonly Slo[], words: string): { readonly quiet?: string } {
  return without.length === 0 ? {} : { quiet: words };
}

/** To the runbook, where all SLOs have the same. */
export function linksToRunbook({ service, slos }: SloSeries): { readonly links?: readonly ValueLink[] } {
  const urls = new Set(slos.map(({ links }) => links.runbook ?? service.links.runbook));
  const [url] = urls;
  return urls.size !== 1 || url === undefined
    ? {}
    : { links: [{ title: "Runbook", url: plainUrl(url), newTab: true }] };
}

/** A number as a series of an SLO. */
export function constant(value: Expr, of: Selector): Expr {
  return binary(value, "+", binary(number("0"), "*", of));
}

/** Divides series of groups by what all of an SLO share. */
export function perSlo(expr: Expr, op: "/" | "*", of: Expr, labels: readonly string[]): Expr {
  return binary(expr, op, of, onGroupLeft(labels));
}
