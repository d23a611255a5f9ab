import { isMap, pointer } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** Integrations that wake people. */
const pagers = ["pagerduty", "opsgenie", "victorops", "pushover"];

/**
 * `routing.default` gets alerts that are not ours: a stray test alert or an exporter's own rule then wakes somebody.
 * A hint: who would rather be woken than miss one has chosen so.
 */
export const pagerByDefault = defineRule({
  name: "pager-by-default",
  severity: "info",
  summary: "alerts that nobody routed wake nobody",
  checkWorkspace({ resolved }, _services, report) {
    const { routing, receivers } = resolved.value;
    const name = isMap(routing) ? routing["default"] : undefined;
    const receiver = typeof name === "string" && isMap(receivers) ? receivers[name] : undefined;
    const pager = isMap(receiver) ? pagers.find((one) => Object.hasOwn(receiver, one)) : undefined;
    if (pager === undefined) return;
    report(resolved.originOf("/routing/default"), {
      title: `alerts that are not ours go to \`${String(name)}\`, which wakes people`,
      labels: [
        { span: resolved.originOf(pointer("receivers", String(name), pager), "key").span, text: "wakes people" },
      ],
      help: "name a receiver that people read in working hours",
    });
  },
});
