import * as fc from "fast-check";
import type { Labels } from "../../src/model/service.ts";
import { describe, expect, it } from "vitest";
import { canMatch, holds, holdsFor, formatMatcher } from "../../src/model/routing/matchers.ts";
import { silencers } from "../../src/model/routing/inhibit.ts";
import type { InhibitRule, Route, RouteMatcher } from "../../src/model/routing/tree.ts";
import { routesFor, trace, walk } from "../../src/model/routing/walk.ts";
import { labelSet, root } from "../support/random-routes.ts";
import { origin } from "../support/model.ts";
import { makeAlert } from "../support/routing.ts";

/** `a="x"`, `b!~"y.*"`. */
function matcher(text: string): RouteMatcher {
  const [, label = "", op = "=", value = ""] = /^(\w+)(=~|!~|!=|=)"(.*)"$/.exec(text) ?? [];
  return { label, op: op as RouteMatcher["op"], value };
}

function route(matchers: readonly string[], more: Partial<Route> = {}, routes: readonly Route[] = []): Route {
  return { matchers: matchers.map(matcher), routes, origin, ...more };
}

const outcomes = (root: Route, alert = makeAlert({ kind: "rule", notify: [] })) =>
  walk(root, alert)!.map(
    ({ assumed, stops }) =>
      `${assumed.map(formatMatcher).join(" ") || "always"}: ${stops.map(({ receiver }) => receiver).join()}`,
  );

describe("an alert of which all labels are known", () => {
  const root = route([], { receiver: "root", groupBy: ["a"], muteTimes: [] }, [
    route(['severity="page"'], { receiver: "audit", continue: true, groupBy: "all" }),
    route(['service=~"check.*"'], { receiver: "shop", repeatInterval: 60, muteTimes: ["night"] }, [
      route(['owner="other"'], { receiver: "other" }),
      route(['missing=""'], { groupWait: 5 }),
    ]),
    route([], { receiver: "never" }),
  ]);

  it("goes to every route that continues and the first that does not", () => {
    expect(routesFor(root, { severity: "page", service: "checkout" }).map(({ receiver }) => receiver)).toEqual([
      "audit",
      "shop",
    ]);
    // anchored at both ends
    expect(routesFor(root, { service: "mycheck" }).map(({ receiver }) => receiver)).toEqual(["never"]);
  });

  it("is grouped and repeated as the nearest route says, and muted by its own alone", () => {
    const [audit, shop] = routesFor(root, { severity: "page", service: "checkout" });
    expect(audit).toMatchObject({
      groupBy: "all",
      groupWait: 30,
      groupInterval: 300,
      repeatInterval: 14400,
      muteTimes: [],
    });
    expect(shop).toMatchObject({ groupBy: ["a"], groupWait: 5, repeatInterval: 60, muteTimes: [] });
    expect(routesFor(root, { service: "checkout", missing: "x" })[0]).toMatchObject({ muteTimes: ["night"] });
  });

  it("finds its way among hundreds of routes as among few", () => {
    const many = Array.from({ length: 300 }, (_, at) =>
      route([`service="s${at % 100}"`, `severity="${at < 150 ? "page" : "ticket"}"`], {
        receiver: `r${at}`,
        continue: at % 7 === 0,
      }),
    );
    const wide = route([], { receiver: "root" }, [...many, route(['owner=~"s.*"'], { receiver: "owner" })]);
    const asked = (labels: Labels) => routesFor(wide, labels).map(({ receiver }) => receiver);
    // s7: at 7 (which continues), 107 (page) and 207 (ticket)
    expect(asked({ service: "s7", severity: "page", owner: "shop" })).toEqual(["r7", "r107"]);
    expect(asked({ service: "s8", severity: "ticket" })).toEqual(["r208"]);
    expect(asked({ service: "s300", owner: "shop" })).toEqual(["owner"]);
    expect(outcomes(wide, makeAlert({ kind: "rule", notify: [], service: "s8" }))).toEqual(["always: r8"]);
  });

  it("stays at a route of which no child matches", () => {
    expect(
      routesFor(route([], { receiver: "root" }, [route(['a="b"'], { receiver: "b" })]), {}).map(
        ({ receiver }) => receiver,
      ),
    ).toEqual(["root"]);
  });

  it("is followed route by route", () => {
    const asked = trace(root, { severity: "ticket", service: "checkout" });
    expect(asked.map(({ route: { receiver }, depth, matched, takes }) => [receiver, depth, matched, takes])).toEqual([
      ["root", 0, true, false],
      ["audit", 1, false, false],
      ["shop", 1, true, false],
      ["other", 2, false, false],
      [undefined, 2, true, true],
    ]);
  });
});

describe("an alert whose series bring labels", () => {
  it("has an outcome for each way in which they may turn out", () => {
    const root = route([], { receiver: "root" }, [
      route(['cluster="eu"', 'service="checkout"'], { receiver: "eu" }),
      route(['cluster=~"eu|us"'], { receiver: "either" }),
      route(['cluster=""'], { receiver: "none" }),
    ]);
    expect(outcomes(root)).toEqual([
      'cluster="eu": eu',
      'cluster!="eu" cluster=~"eu|us": either',
      'cluster!="eu" cluster!~"eu|us" cluster="": none',
      'cluster!="eu" cluster!~"eu|us" cluster!="": root',
    ]);
  });

  it("has one where what they bring is of no matter, or aggregated away", () => {
    const root = route([], { receiver: "root" }, [route(['cluster="eu"'], { receiver: "eu" })]);
    expect(outcomes(root, makeAlert({ kind: "rule", notify: [], closed: ["instance"] }))).toEqual(["always: root"]);
    expect(outcomes(root, makeAlert({ notify: [], groups: ["cluster"] }))).toEqual([
      'cluster="eu": eu',
      'cluster!="eu": root',
    ]);
  });

  it("reaches both where a route continues", () => {
    const root = route([], { receiver: "root" }, [
      route(['cluster="eu"'], { receiver: "eu", continue: true }),
      route(['alertname="HighCpu"'], { receiver: "cpu" }),
    ]);
    expect(outcomes(root)).toEqual(['cluster!="eu": cpu', 'cluster="eu": eu,cpu']);
  });

  it("is given up where there are too many ways", () => {
    const many = Array.from({ length: 12 }, (_, at) => route([`l${at}="x"`], { receiver: `r${at}`, continue: true }));
    expect(walk(route([], { receiver: "root" }, many), makeAlert({ kind: "rule", notify: [] }))).toBeUndefined();
  });

  it.each([
    ['a="x"', ['a="x"'], true],
    ['a="x"', ['a!="x"'], false],
    ['a="x"', ['a="y"'], false],
    ['a=~"x|y"', ['a="y"'], true],
    ['a="x"', ['a=~"y.*"'], false],
    ['a="x"', ['a!~"x.*"'], false],
    ['a!="x"', ['a!~"x.*"'], true],
    ['a="x"', ['a=~"x.*"'], undefined],
    ['a=~"x.*"', ['a!~"x.*"'], false],
    ['b="x"', ['a="x"'], undefined],
    ['alertname="HighCpu"', [], true],
    ['alertname!="HighCpu"', [], false],
  ])("%s after %s", (asked, assumed, held) => {
    expect(holds(matcher(asked), makeAlert({ kind: "rule", notify: [] }), assumed.map(matcher))).toBe(held);
  });

  it("comes out, in the one outcome whose assumptions hold, as an alert with those labels does", () => {
    let forks = 0;
    fc.assert(
      fc.property(root, labelSet, fc.subarray(["a", "b", "severity", "größe"]), (tree, labels, hidden) => {
        const shown = Object.fromEntries(Object.entries(labels).filter(([label]) => !hidden.includes(label)));
        const found = walk(tree, { labels: shown, varying: { names: new Set(hidden), open: false } });
        if (found === undefined) return;
        if (found.length > 1) forks++;
        const holding = found.filter(({ assumed }) =>
          assumed.every((one) => holdsFor(one, Object.hasOwn(labels, one.label) ? labels[one.label]! : "")),
        );
        expect(holding).toHaveLength(1);
        expect(holding[0]!.stops).toEqual(routesFor(tree, labels));
      }),
      { numRuns: 1000 },
    );
    expect(forks).toBeGreaterThan(300);
  });

  it("cannot match what excludes itself", () => {
    const alert = makeAlert({ kind: "rule", notify: [] });
    expect(canMatch(['a=~"x.*"', 'a="y"'].map(matcher), alert)).toBe(false);
    expect(canMatch(['a=~"x.*"', 'a="xy"'].map(matcher), alert)).toBe(true);
  });
});

describe("an alert that silences another", () => {
  const rule = (source: readonly string[], target: readonly string[], equal: readonly string[]): InhibitRule => ({
    source: source.map(matcher),
    target: target.map(matcher),
    equal,
    origin,
  });
  const page = makeAlert({ notify: [] });
  const ticket = makeAlert({ severity: "ticket", notify: [] });
  const other = makeAlert({ service: "cart", severity: "ticket", notify: [] });
  const open = makeAlert({ kind: "rule", severity: "ticket", notify: [] });
  const all = [page, ticket, other, open];
  const found = (one: InhibitRule) =>
    [...silencers(all, [one])].flatMap(([target, by]) =>
      by.map(
        ({ by: source, always }) => `${source.subject} → ${target.subject} ${target.severity}${always ? "" : "?"}`,
      ),
    );

  it("has the same values of `equal`; absent on both sides is the same", () => {
    expect(found(rule(['severity="page"'], ['severity="ticket"'], ["service", "slo", "nothing"]))).toEqual([
      "checkout/availability → checkout/availability ticket",
      "checkout/availability → checkout/HighCpu ticket?",
    ]);
    expect(found(rule(['severity="page"'], ['severity="ticket"'], []))).toEqual([
      "checkout/availability → checkout/availability ticket",
      "checkout/availability → cart/availability ticket",
      "checkout/availability → checkout/HighCpu ticket",
    ]);
  });

  it("is not silenced itself by one that matches both sides too", () => {
    expect(found(rule(['service="checkout"'], ['service="checkout"'], []))).toEqual([]);
    // the ticket matches both sides, the page the source alone; what has another SLO's label matches the target alone
    expect(found(rule(['slo="availability"'], ['severity="ticket"', 'slo!=""'], ["service"]))).toEqual([
      "checkout/availability → checkout/availability ticket",
      "checkout/availability → checkout/HighCpu ticket?",
      "checkout/availability → checkout/HighCpu ticket?",
      "checkout/HighCpu → checkout/HighCpu ticket?",
    ]);
  });

  it("may be another series of the same alert", () => {
    expect(found(rule(['instance="a"'], ['instance="b"'], ["alertname"]))).toEqual([
      "checkout/HighCpu → checkout/HighCpu ticket?",
    ]);
  });
});
