import type { Service, Slo, SloAlert } from "../../../model/service.ts";
import { isNobody } from "../../../model/workspace.ts";
import { defineRule } from "../../rule.ts";

/**
 * A ticket that is silent whenever it fires: a page of its SLO fires no later, and while an SLO pages, its tickets are silent.
 * Burns that are alike in all but the severity are another rule's.
 */
export const alwaysInhibited = defineRule({
  name: "always-inhibited",
  severity: "warning",
  summary: "an alert can be heard before a more urgent one silences it",
  check({ slos }: Service, report) {
    for (const slo of slos)
      for (const [ticket, page, why] of silenced(slo)) {
        // a page that is written takes the place of a ticket that nobody wrote
        if (ticket.origin.from === "default") continue;
        report(ticket.origin, {
          title: `the ticket \`${ticket.name}\` of \`${slo.id}\` is always silent: ${why}`,
          labels: [{ span: page.origin.span, text: "this page silences it" }],
          help: "let the ticket fire earlier than the page, or leave it out",
        });
      }
  },
});

type Silenced = readonly [ticket: SloAlert, page: SloAlert, why: string];

function silenced({ burns, budgetLeft, noData }: Slo): readonly Silenced[] {
  return [
    ...pairs(
      burns,
      (ticket, page) =>
        page.long === ticket.long &&
        (page.short === undefined || page.short === ticket.short) &&
        page.factor.compare(ticket.factor) <= 0 &&
        !(page.short === ticket.short && page.factor.equals(ticket.factor)),
      "a page over the same window fires at a lower burn rate",
    ),
    ...pairs(
      budgetLeft,
      (ticket, page) => page.left.compare(ticket.left) >= 0,
      "a page fires while more of the budget is left",
    ),
    ...pairs(noData, (ticket, page) => page.after <= ticket.after, "a page fires after less time without data"),
  ];
}

function pairs<A extends SloAlert>(
  alerts: readonly A[],
  covers: (ticket: A, page: A) => boolean,
  why: string,
): readonly Silenced[] {
  return alerts.flatMap((ticket): readonly Silenced[] => {
    const page = alerts.find(
      (one) => one.severity === "page" && !isNobody(one.notify) && ticket.severity === "ticket" && covers(ticket, one),
    );
    return page === undefined ? [] : [[ticket, page, why]];
  });
}
