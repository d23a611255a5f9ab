/** A configuration of Alertmanager that people wrote by hand: what it decides, and where ours can be added to its text. */
import type { Spec } from "../../2-validate/spec.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Origin } from "../../model/origin.ts";
import { parseDuration } from "../../model/quantity/duration.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import type { InhibitRule, Route, RouteMatcher, Routing, TimeInterval } from "../../model/routing/tree.ts";
import { type AlertmanagerBase, baseLists, type BasePlace, type Receiver } from "../../model/workspace.ts";
import { pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import { isMap } from "../layers/lay.ts";
import { misspelt } from "../spelling.ts";
import { timeRangeOf } from "./alertmanager-times.ts";

type Document = Spec["document"];
type Values = Readonly<Record<string, unknown>>;

/**
 * What is wrong in it is reported in its own text: names of receivers, durations and matchers that Alertmanager would refuse,
 * and receivers that the workspace declares as well. Undefined when there is no route at all.
 *
 * @param receivers of the workspace
 */
export function resolveBase(
  document: Document,
  receivers: ReadonlyMap<string, Receiver>,
  report: (found: Diagnostic) => void,
): AlertmanagerBase | undefined {
  return new BaseReader(document, receivers, report).read();
}

class BaseReader {
  private readonly document: Document;
  private readonly receivers: ReadonlyMap<string, Receiver>;
  private readonly report: (found: Diagnostic) => void;

  constructor(document: Document, receivers: ReadonlyMap<string, Receiver>, report: (found: Diagnostic) => void) {
    this.document = document;
    this.receivers = receivers;
    this.report = report;
  }

  read(): AlertmanagerBase | undefined {
    const { source, value } = this.document;
    const root = isMap(value) ? value : {};
    const own = this.list(root["receivers"], "/receivers").flatMap((receiver, at) => this.receiver(receiver, at));
    this.checkNames(own);
    const intervals = ["time_intervals", "mute_time_intervals"].flatMap((key) =>
      this.list(root[key], `/${key}`).flatMap((one, at) => this.timeInterval(one, `/${key}/${at}`)),
    );
    const twice = intervals.find(({ name }, at) => intervals.findIndex((one) => one.name === name) < at);
    if (twice !== undefined)
      this.report(
        diagnostic(
          "base-malformed",
          { problem: `time interval \`${twice.name}\` is defined twice` },
          twice.origin.span,
          {
            help: "give one of them another name",
          },
        ),
      );
    const known = new Set([...own.map(({ name }) => name), ...this.receivers.keys()]);
    const route = root["route"];
    if (!isMap(route) || route["receiver"] === undefined) {
      this.malformed("/route", "`route` has no `receiver`", "write the receiver of what no route takes");
      return undefined;
    }
    const tree = this.route(route, "/route", known, new Set(intervals.map(({ name }) => name)));
    const rules = this.list(root["inhibit_rules"], "/inhibit_rules");
    const routing: Routing = {
      root: tree,
      inhibitRules: rules.flatMap((rule, at) => this.inhibitRule(rule, `/inhibit_rules/${at}`)),
      timeIntervals: intervals,
      receivers: own.map(({ name }) => name),
    };
    const global = isMap(root["global"]) ? root["global"] : {};
    return {
      path: source.path,
      text: source.text,
      routing,
      templates: texts(root["templates"]),
      mail: { smarthost: "smtp_smarthost" in global, from: "smtp_from" in global },
      places: {
        "": this.place(""),
        "/route": this.place("/route"),
        ...Object.fromEntries(baseLists.map((pointer) => [pointer, this.place(pointer)])),
      } as AlertmanagerBase["places"],
      origin: this.originOf(""),
    };
  }

  private originOf(pointer: string): Origin {
    return { from: "spec", span: this.document.spanOf(pointer) };
  }

  private place(pointer: string): BasePlace {
    const { start, end } = this.document.spanOf(pointer);
    if (pointer === "") return { start, end };
    if (!this.has(pointer)) return { start: end, end };
    const key = this.document.spanOf(pointer, "key");
    return { start, end, key: { start: key.start, end: key.end } };
  }

  private has(pointer: string): boolean {
    let value = this.document.value;
    for (const step of pointer.slice(1).split("/")) {
      if (!isMap(value) || !Object.hasOwn(value, step)) return false;
      value = value[step];
    }
    return true;
  }

  private malformed(pointer: string, problem: string, help: string): void {
    this.report(diagnostic("base-malformed", { problem }, this.document.spanOf(pointer), { help }));
  }

  private list(value: unknown, pointer: string): readonly unknown[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    this.malformed(pointer, `\`${lastStep(pointer)}\` is no list`, "write a list: `- …`");
    return [];
  }

  private receiver(receiver: unknown, at: number): readonly NamedReceiver[] {
    const pointer = `/receivers/${at}`;
    if (!isMap(receiver) || typeof receiver["name"] !== "string") {
      this.malformed(pointer, "a receiver has no name", "write `- name: …`");
      return [];
    }
    return [
      { name: receiver["name"], isSilent: Object.keys(receiver).every((key) => key === "name"), at: `${pointer}/name` },
    ];
  }

  /** One name, one receiver: in the base, and in base and workspace together. A `nobody` that tells nobody is the built-in one. */
  private checkNames(own: readonly NamedReceiver[]): void {
    const seen = new Map<string, string>();
    for (const { name, at, isSilent } of own) {
      const first = seen.get(name);
      const declared = this.receivers.get(name)?.origin;
      seen.set(name, at);
      const isBuiltIn = declared?.from === "default";
      if (first === undefined && (declared === undefined || (isBuiltIn && isSilent))) continue;
      const other = first === undefined ? declared?.span : this.document.spanOf(first);
      this.report(
        diagnostic("receiver-twice", { name }, this.document.spanOf(at), {
          labels: other === undefined || isBuiltIn ? [] : [{ span: other, text: "the other one" }],
          help: isBuiltIn
            ? "`nobody` is built in and tells nobody: give this one another name"
            : first === undefined
              ? "take it out of one of the two files, or give it another name"
              : "give one of them another name",
        }),
      );
    }
  }

  private route(route: Values, pointer: string, receivers: ReadonlySet<string>, intervals: ReadonlySet<string>): Route {
    const { receiver, group_by: groupBy } = route;
    if (typeof receiver === "string" && !receivers.has(receiver)) {
      const span = this.document.spanOf(`${pointer}/receiver`);
      const meant = misspelt(receiver, receivers, span);
      this.report(
        diagnostic("unknown-receiver", { name: receiver }, span, {
          help: meant?.help ?? "declare it under `receivers`, here or in the workspace",
          ...(meant?.fix && { fix: meant.fix }),
        }),
      );
    }
    const groups = texts(groupBy);
    const wait = this.duration(route, "group_wait", pointer);
    const interval = this.duration(route, "group_interval", pointer);
    const repeat = this.duration(route, "repeat_interval", pointer);
    const muted = this.names(route["mute_time_intervals"], `${pointer}/mute_time_intervals`, intervals);
    const active = this.names(route["active_time_intervals"], `${pointer}/active_time_intervals`, intervals);
    return {
      matchers: this.matchers(route, pointer, { list: "matchers", equal: "match", regex: "match_re" }),
      ...(typeof receiver === "string" && { receiver }),
      ...(route["continue"] === true && { continue: true }),
      ...(groups.length > 0 && { groupBy: groups.includes("...") ? ("all" as const) : groups }),
      ...(wait !== undefined && { groupWait: wait }),
      ...(interval !== undefined && { groupInterval: interval }),
      ...(repeat !== undefined && { repeatInterval: repeat }),
      ...(muted.length > 0 && { muteTimes: muted }),
      ...(active.length > 0 && { activeTimes: active }),
      routes: this.list(route["routes"], `${pointer}/routes`).flatMap((child, at) => {
        const here = `${pointer}/routes/${at}`;
        if (isMap(child)) return [this.route(child, here, receivers, intervals)];
        this.malformed(here, "a route is no map", "write `- receiver: …`");
        return [];
      }),
      origin: this.originOf(pointer),
    };
  }

  private names(value: unknown, pointer: string, known: ReadonlySet<string>): readonly string[] {
    const names = texts(value);
    for (const [at, name] of names.entries())
      if (!known.has(name))
        this.malformed(`${pointer}/${at}`, `there is no time interval \`${name}\``, "declare it in `time_intervals`");
    return names;
  }

  private duration(values: Values, key: string, pointer: string): Seconds | undefined {
    if (values[key] === undefined) return undefined;
    const read = parseDuration(String(values[key]));
    if (read.ok) return read.value;
    this.malformed(pointerTo(pointer, key), `\`${key}\` is no duration`, "write it like `5m` or `1h30m`");
    return undefined;
  }

  private inhibitRule(rule: unknown, pointer: string): readonly InhibitRule[] {
    if (!isMap(rule)) {
      this.malformed(pointer, "a rule of inhibition is no map", "write `- source_matchers: …`");
      return [];
    }
    const side = (which: "source" | "target") =>
      this.matchers(rule, pointer, {
        list: `${which}_matchers`,
        equal: `${which}_match`,
        regex: `${which}_match_re`,
      });
    return [
      {
        ...(typeof rule["name"] === "string" && { name: rule["name"] }),
        source: side("source"),
        target: side("target"),
        equal: texts(rule["equal"]),
        origin: this.originOf(pointer),
      },
    ];
  }

  /** Those of the list, and of the two maps that came before it. */
  private matchers(
    values: Values,
    pointer: string,
    keys: Readonly<Record<"list" | "equal" | "regex", string>>,
  ): readonly RouteMatcher[] {
    const old = (key: string, op: RouteMatcher["op"]) =>
      Object.entries(isMap(values[key]) ? values[key] : {}).map(([label, value]) => ({
        label,
        op,
        value: String(value),
      }));
    const listed = this.list(values[keys.list], pointerTo(pointer, keys.list)).flatMap((text, at) => {
      const read = parseMatchers(String(text));
      if (read === undefined)
        this.malformed(
          `${pointerTo(pointer, keys.list)}/${at}`,
          `\`${String(text)}\` is no matcher`,
          "write it like 'severity=\"page\"', in single quotes",
        );
      return read ?? [];
    });
    return [...old(keys.equal, "="), ...old(keys.regex, "=~"), ...listed];
  }

  private timeInterval(value: unknown, pointer: string): readonly TimeInterval[] {
    if (!isMap(value) || typeof value["name"] !== "string") {
      this.malformed(pointer, "a time interval has no name", "write `- name: …`");
      return [];
    }
    const times = this.list(value["time_intervals"], `${pointer}/time_intervals`).flatMap((range, at) => {
      const read = isMap(range) ? timeRangeOf(range) : { problem: "a time interval is no map" };
      if (!("problem" in read)) return [read];
      this.malformed(
        `${pointer}/time_intervals/${at}`,
        read.problem,
        "write it as Alertmanager's documentation of time intervals does",
      );
      return [];
    });
    return [{ name: value["name"], times, origin: this.originOf(`${pointer}/name`) }];
  }
}

interface NamedReceiver {
  readonly name: string;
  readonly isSilent: boolean;
  /** JSON Pointer of its name. */
  readonly at: string;
}

/** `a="b"`, or several between commas and perhaps in braces. */
function parseMatchers(text: string): readonly RouteMatcher[] | undefined {
  const inner = text.trim().replace(/^\{(.*)\}$/s, "$1");
  const one =
    /\s*(?:"((?:[^"\\]|\\.)*)"|([^{}!=~,\\"'`\s]+))\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*?))\s*(?:,|$)/suy;
  const found: RouteMatcher[] = [];
  while (one.lastIndex < inner.length) {
    const match = one.exec(inner);
    if (match === null) return undefined;
    const [, quotedName, name, op, quotedValue, value] = match;
    found.push({
      label: name ?? unescaped(quotedName!),
      op: op as RouteMatcher["op"],
      value: value ?? unescaped(quotedValue!),
    });
  }
  return found;
}

function unescaped(text: string): string {
  return text.replace(/\\([n"\\])/g, (_, c: string) => (c === "n" ? "\n" : c));
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function lastStep(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf("/") + 1);
}
