import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesPerSecond, parseSize } from "../../src/model/quantity/size.ts";
import { parseSchedule } from "../../src/model/quantity/calendar/schedule.ts";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import { formatDuration, humanDuration, parseDuration } from "../../src/model/quantity/duration.ts";
import { type Format, formats } from "../../src/model/quantity/formats.ts";
import { parseMoney, perMonth } from "../../src/model/quantity/money.ts";
import type { Parsed } from "../../src/model/quantity/parsed.ts";
import { texts } from "../support/promql.ts";

/** The value of a text that is right. */
function valueOf<T>(result: Parsed<T>): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

const read = (format: Format, text: string): Parsed<unknown> => formats[format](text);

describe("decimals", () => {
  const d = (text: string): Decimal => Decimal.parse(text)!;

  it("compute exactly and print clean", () => {
    expect(Decimal.of(1).subtract(d("0.999")).toString()).toBe("0.001");
    expect(d("0.1").add(d("0.2")).toString()).toBe("0.3");
    expect(d("0.02").multiply(d("28")).multiply(Decimal.of(24)).toString()).toBe("13.44");
    expect(d("1").divide(d("3")).toString()).toBe("0.333333333333");
    expect(d("2").divide(d("3")).toString(2)).toBe("0.67");
    expect(d("-2").divide(d("3")).toString(2)).toBe("-0.67");
    expect(d("-1").divide(d("1000")).toString(2)).toBe("-0.001");
    expect(d("100.00").toString()).toBe("100");
    expect(d("0.00000000000000000001").toString()).toBe("0.00000000000000000001");
    expect(d("-0").toString()).toBe("0");
    expect(Decimal.of(-4, -6).toString()).toBe("0.666666666667");
    expect(d("0.1").toNumber()).toBe(0.1);
    expect(Decimal.of(1, 3).toNumber()).toBe(1 / 3);
    expect(d("1").compare(d("0.9"))).toBeGreaterThan(0);
    expect(JSON.stringify({ a: d("0.5") })).toBe('{"a":"0.5"}');
    expect(() => Decimal.of(1, 0)).toThrow(RangeError);
  });

  it.each(["", "-", ".5", "5.", "1e3", " 1", "+1", "0x1", "1,5", "Infinity", "1".repeat(101)])("%s is none", (text) =>
    expect(Decimal.parse(text)).toBeUndefined(),
  );

  it("keep what they are given", () => {
    const numbers = fc
      .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(20))
      .map(([n, places]) => Decimal.of(n, 10n ** BigInt(places)));
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(Decimal.parse(a.toString())!.equals(a)).toBe(true);
        expect(a.add(b).subtract(b).equals(a)).toBe(true);
        expect(a.add(b).equals(b.add(a))).toBe(true);
        if (b.compare(Decimal.of(0)) !== 0) expect(a.divide(b).multiply(b).equals(a)).toBe(true);
      }),
    );
  });
});

describe("texts that are right", () => {
  it.each<[Format, string, unknown]>([
    ["duration", "1h30m", 5400],
    ["duration", "250ms", 0.25],
    ["duration", "1y2w3d4h5m6s7ms", 33_019_506.007],
    ["duration", "0s", 0],
    ["duration", "28d", 2_419_200],
    ["instant", "2026-12-05T22:00:00Z", Date.UTC(2026, 11, 5, 22)],
    ["instant", "2026-12-05T23:00:00.25+01:00", Date.UTC(2026, 11, 5, 22, 0, 0, 250)],
    ["instant", "2024-02-29T00:00:00-00:30", Date.UTC(2024, 1, 29, 0, 30)],
    ["date", "2024-02-29", { year: 2024, month: 2, day: 29 }],
    ["date", "2000-02-29", { year: 2000, month: 2, day: 29 }],
    ["time-of-day", "09:30", 570],
    ["time-of-day", "24:00", 1440],
    ["timezone", "Europe/Berlin", "Europe/Berlin"],
    ["timezone", "UTC", "UTC"],
    ["timezone", "US/Eastern", "US/Eastern"],
    ["size", "100 MiB", { bytes: 104_857_600 }],
    ["size", "1.5GB", { bytes: 1_500_000_000 }],
    ["size", "50 GiB/d", { bytes: 53_687_091_200, per: "d" }],
    ["name", "payment-gateway-2", "payment-gateway-2"],
    ["alertname", "High_Cpu-2", "High_Cpu-2"],
    ["metric-name", "job:http_requests:rate5m", "job:http_requests:rate5m"],
    ["metric-name", "http.server.request.duration", "http.server.request.duration"],
    ["label-name", "http.route", "http.route"],
    ["attribute-name", "user.id", "user.id"],
    ["url", "https://runbooks.example/checkout?a=1#b", "https://runbooks.example/checkout?a=1#b"],
    ["url", "http://prometheus:9090", "http://prometheus:9090"],
    ["path", "alertmanager.base.yaml", "alertmanager.base.yaml"],
    ["path", "a/b/", "a/b/"],
    ["text", "two\nlines\tand a tab", "two\nlines\tand a tab"],
    ["selector", 'up{job="a"}', 'up{job="a"}'],
    ["selector", "sum(increase(x[${window}]))", "sum(increase(x[${window}]))"],
    ["promql", "x > 1", "x > 1"],
    ["regex", "5..|4..", "5..|4.."],
    [
      "template",
      "CPU of {{ $labels.pod }} is at {{ $value | humanizePercentage }}",
      "CPU of {{ $labels.pod }} is at {{ $value | humanizePercentage }}",
    ],
  ])("%s %s", (format, text, value) => expect(read(format, text)).toEqual({ ok: true, value }));

  it.each<[Format, string, string]>([
    ["percentage", "25%", "0.25"],
    ["percentage", "0%", "0"],
    ["percentage", "120%", "1.2"],
    ["objective", "99.95%", "0.9995"],
    ["objective", "99.99999%", "0.9999999"],
    ["rate", "5/s", "5"],
    ["rate", "90/m", "1.5"],
    ["rate", "0.5/h", "0.000138888889"],
    ["rate", "86400/d", "1"],
    ["rate", "2628000/month", "1"],
  ])("%s %s is %s", (format, text, value) =>
    expect(valueOf(read(format, text) as Parsed<Decimal>).toString()).toBe(value),
  );

  it("money and sizes by time", () => {
    expect(perMonth(valueOf(parseMoney("1 USD/d"))).toString()).toBe("30.416666666667");
    expect(perMonth(valueOf(parseMoney("4000 USD/month"))).toString()).toBe("4000");
    expect(valueOf(parseMoney("12.50 EUR"))).toMatchObject({ currency: "EUR" });
    expect(bytesPerSecond(valueOf(parseSize("86400 B/d")))!.toString()).toBe("1");
    expect(bytesPerSecond(valueOf(parseSize("1 B")))).toBeUndefined();
  });
});

describe("texts that are wrong, and what is certainly meant", () => {
  it.each<[Format, string, string, string | undefined]>([
    ["duration", "30 days", "`30 days` is not a duration", "30d"],
    ["duration", "1.5h", "`1.5h` is not a duration", "1h30m"],
    ["duration", "2.5 minutes", "`2.5 minutes` is not a duration", "2m30s"],
    ["duration", "1h, 30min", "`1h, 30min` is not a duration", "1h30m"],
    ["duration", "2 weeks", "`2 weeks` is not a duration", "2w"],
    ["duration", "90", "`90` is not a duration: the unit is missing", undefined],
    ["duration", "0", "`0` is not a duration: the unit is missing", "0s"],
    ["duration", "1m1h", "`1m1h` is not a duration", undefined],
    ["duration", "5M", "`5M` is not a duration: months have no fixed length", undefined],
    ["duration", "-5m", "`-5m` is not a duration", undefined],
    ["duration", "300y", "`300y` is longer than 292 years", undefined],
    ["duration", "", "an empty text is not a duration", undefined],
    ["duration", "constructor", "`constructor` is not a duration", undefined],
    ["duration", "1 constructor", "`1 constructor` is not a duration", undefined],
    ["percentage", "99.9", "`99.9` is not a percentage", "99.9%"],
    ["percentage", "99,9%", "`99,9%` is not a percentage", "99.9%"],
    ["percentage", "0.999", "`0.999` is not a percentage", undefined],
    ["percentage", "-5%", "`-5%` is not a percentage", undefined],
    ["objective", "100%", "an objective of `100%` leaves no error budget", undefined],
    ["objective", "99.9", "`99.9` is not a percentage", "99.9%"],
    ["objective", "100", "`100` is not a percentage", undefined],
    ["objective", "0%", "an objective of `0%` is always kept", undefined],
    ["objective", "100.1%", "an objective of `100.1%` cannot be kept", undefined],
    ["rate", "5 / s", "`5 / s` is not a rate", "5/s"],
    ["rate", "20rps", "`20rps` is not a rate", "20/s"],
    ["rate", "1,000 per minute", "`1,000 per minute` is not a rate", "1000/m"],
    ["rate", "5", "`5` is not a rate", undefined],
    ["rate", "5/M", "`5/M` is not a rate", undefined],
    ["size", "100Mi", "`100Mi` is not a size", "100 MiB"],
    ["size", "5 gigabytes/day", "`5 gigabytes/day` is not a size", "5 GB/d"],
    ["size", "5M", "`5M` is not a size", undefined],
    ["size", "1.5 B", "`1.5 B` is no whole number of bytes", undefined],
    ["size", "9007199254740993 B", "`9007199254740993 B` is larger than 2^53 bytes", undefined],
    ["money", "$4000/month", "`$4000/month` is not an amount of money", undefined],
    ["money", "4000 usd/month", "`4000 usd/month` is not an amount of money", "4000 USD/month"],
    ["money", "€4,000/mo", "`€4,000/mo` is not an amount of money", "4000 EUR/month"],
    ["money", "5 USX", "`USX` is no currency of ISO 4217", undefined],
    ["instant", "2026-12-05 22:00:00Z", "`2026-12-05 22:00:00Z` is not an instant", "2026-12-05T22:00:00Z"],
    ["instant", "2026-12-05T22:00+0100", "`2026-12-05T22:00+0100` is not an instant", "2026-12-05T22:00:00+01:00"],
    [
      "instant",
      "2026-12-05T22:00:00",
      "`2026-12-05T22:00:00` is not an instant: the offset from UTC is missing",
      undefined,
    ],
    ["instant", "2026-12-05", "`2026-12-05` is not an instant: the time is missing", undefined],
    ["instant", "2026-02-30T00:00:00Z", "`2026-02-30` is not a date", undefined],
    ["instant", "2026-12-05T24:00:00Z", "`2026-12-05T24:00:00Z` is not an instant", undefined],
    ["date", "2026/4/1", "`2026/4/1` is not a date", "2026-04-01"],
    ["date", "1900-02-29", "`1900-02-29` is not a date", undefined],
    ["date", "01.04.2026", "`01.04.2026` is not a date", undefined],
    ["time-of-day", "9:00", "`9:00` is not a time of day", "09:00"],
    ["time-of-day", "5 pm", "`5 pm` is not a time of day", "17:00"],
    ["time-of-day", "12:30am", "`12:30am` is not a time of day", "00:30"],
    ["time-of-day", "25:00", "`25:00` is not a time of day", undefined],
    ["time-of-day", "17", "`17` is not a time of day", undefined],
    ["timezone", "europe/berlin", "`europe/berlin` is not a timezone", "Europe/Berlin"],
    ["timezone", "Berlin", "`Berlin` is not a timezone", "Europe/Berlin"],
    ["timezone", "+01:00", "`+01:00` is not a timezone", undefined],
    ["schedule", "@daily", "`@daily` is not a schedule", "0 0 * * *"],
    ["schedule", "0 0 0 * * *", "`0 0 0 * * *` is not a schedule: it has 6 fields", undefined],
    ["schedule", "0 0 30 2 *", "`0 0 30 2 *` never comes", undefined],
    ["schedule", "constructor", "`constructor` is not a schedule", undefined],
    ["name", "My_Service", "`My_Service` is not a name", undefined],
    ["name", "a--b", "`a--b` is not a name", undefined],
    ["name", "../../etc", "`../../etc` is not a name", undefined],
    ["name", "con", "`con` is a device of Windows, no name", undefined],
    ["name", "a".repeat(64), `\`${"a".repeat(57)}…\` is longer than 63 characters`, undefined],
    ["name", "a\n", "`a\\u000a` is not a name", undefined],
    ["alertname", "1st", "`1st` is not an alertname", undefined],
    ["metric-name", 'up{job="a"}', '`up{job="a"}` is a selector, not a metric\'s name', undefined],
    ["label-name", "a b", "`a b` is not a label", undefined],
    ["attribute-name", "a..b", "`a..b` is not an attribute", undefined],
    ["url", "runbooks.example/x", "`runbooks.example/x` is not a URL", undefined],
    ["url", "javascript:alert(1)", "`javascript:alert(1)` is not a URL", undefined],
    ["url", "javascript://%0aalert(1)", "`javascript://%0aalert(1)` is not a URL", undefined],
    ["url", "https://user:secret@host/", "the URL holds a password", undefined],
    ["url", "https://a b/", "`https://a b/` is not a URL", undefined],
    ["path", "../x", "`../x` is not a path inside the workspace", undefined],
    ["path", "a/../../x", "`a/../../x` is not a path inside the workspace", undefined],
    ["path", "/etc/passwd", "`/etc/passwd` is not a path inside the workspace", undefined],
    ["path", "C:\\x", "`C:\\x` is not a path inside the workspace", undefined],
    ["path", "a\\b", "`a\\b` is not a path inside the workspace", "a/b"],
    ["path", "./x//y", "`./x//y` is not a path inside the workspace", "x/y"],
    ["path", "a\u0000b", "`a\\u0000b` is not a path inside the workspace", undefined],
    ["text", "a\u0000", "the text holds U+0000, which no output can hold", undefined],
    ["text", "a\ud800", "the text holds U+D800, which no output can hold", undefined],
    ["selector", "sum(rate(x[5m]))", "`sum(rate(…))` around a selector", "x"],
    ["promql", "x +", "`+` has nothing on its right", undefined],
    ["regex", "(?=a)", "`(?=` is a look-ahead, which RE2 does not have", undefined],
  ])("%s %s", (format, text, error, fix) => {
    const result = read(format, text);
    expect(result).toMatchObject({ ok: false, error });
    expect("fix" in result ? result.fix : undefined).toBe(fix);
    // what is proposed as certain is right
    if (fix !== undefined) expect(read(format, fix).ok).toBe(true);
  });

  it("whatever the text, no parser throws, and a fix is a text that its parser takes", () => {
    const pieces = fc.constantFrom(
      "1",
      "30",
      "0",
      ".",
      "5",
      " ",
      "h",
      "m",
      "days",
      "%",
      "/",
      "s",
      "MiB",
      "USD",
      "€",
      "-",
      ":",
      "T",
      "Z",
      "*",
      ",",
      "SUN",
      "{{",
      "}}",
      "$value",
      "|",
      '"',
      "(",
      "x",
      "\\",
      "..",
      "é",
      "\n",
    );
    const any = fc.oneof(
      fc.array(pieces, { maxLength: 8 }).map((list) => list.join("")),
      texts(20),
    );
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(formats) as Format[])), any, (format, text) => {
        const result = read(format, text);
        if (!result.ok && result.fix !== undefined)
          expect(read(format, result.fix).ok, `${format}: ${text} → ${result.fix}`).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("durations are written as people read them", () => {
  it.each([
    [0, "0s", "0s"],
    [0.25, "250ms", "250ms"],
    [1.5, "1s500ms", "1.5s"],
    [59.96, "59s960ms", "1m"],
    [60, "1m", "1m"],
    [299, "299s", "4m 59s"],
    [2419, "2419s", "40m 19s"],
    [3599, "3599s", "59m 59s"],
    [3599.5, "3599500ms", "1h"],
    [5400, "1h30m", "1h 30m"],
    [86_399, "86399s", "1d"],
    [86_400, "1d", "1d"],
    [129_600, "1d12h", "1d 12h"],
    [604_800, "7d", "7d"],
    [2_415_600, "27d23h", "27d 23h"],
    [2_419_200, "28d", "28d"],
  ])("%s s", (seconds, exact, human) => {
    expect(formatDuration(seconds)).toBe(exact);
    expect(humanDuration(seconds)).toBe(human);
  });

  it("what is written is read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000_000_000_000 }), (milliseconds) => {
        expect(parseDuration(formatDuration(milliseconds / 1000))).toEqual({ ok: true, value: milliseconds / 1000 });
      }),
    );
  });

  it("refuses to write what no text can say", () => {
    expect(() => formatDuration(-1)).toThrow(RangeError);
    expect(() => formatDuration(0.0001)).toThrow(RangeError);
    expect(() => formatDuration(Number.NaN)).toThrow(RangeError);
    expect(humanDuration(-90)).toBe("-1m 30s");
  });
});

describe("schedules", () => {
  it("are the values at which each field holds", () => {
    expect(valueOf(parseSchedule("*/20 9-17/4 1,15 JAN,jul MON-FRI"))).toEqual({
      minutes: [0, 20, 40],
      hours: [9, 13, 17],
      daysOfMonth: [1, 15],
      months: [1, 7],
      daysOfWeek: [1, 2, 3, 4, 5],
      either: true,
    });
    expect(valueOf(parseSchedule("5/25 0 * * 7")).minutes).toEqual([5, 30, 55]);
    expect(valueOf(parseSchedule("0 0 * * 7"))).toMatchObject({ daysOfWeek: [0], either: false });
    expect(valueOf(parseSchedule("0 0 31 2 MON")).either).toBe(true);
  });

  it.each([
    ["61 * * * *", "the minute is between 0 and 59, not 61"],
    ["0 3 * * Sunday", "`Sunday` is no day of the week: did you mean `SUN`?"],
    ["0 3 ? * *", "write `*` for any day"],
    ["0 3 * * FRI-MON", "`FRI-MON` runs backwards: write `FRI-SAT,SUN-MON`"],
    ["*/0 * * * *", "`*/0`: a step is at least 1"],
    ["a * * * *", "`a` is no minute"],
  ])("%s: %s", (text, help) => expect(parseSchedule(text)).toMatchObject({ ok: false, help }));
});

describe("templates", () => {
  it.each([
    "plain {text} with } and { and $ signs",
    "{{ $labels.instance }} of {{$labels.job}}",
    '{{ printf "%.2f" $value }}',
    '{{ with query "up{job=\\"a\\"}" }}{{ . | first | value | humanize }}{{ end }}',
    "{{ range $i, $e := query `up` }}{{ $e.Labels.job }} {{ .Value }}{{ else }}none{{ end }}",
    '{{- if gt $value 0.5 -}} high {{- else if eq $labels.a "b" -}} b {{- end -}}',
    "{{/* a comment with }} no, with anything */}}",
    "{{ $x := $value }}{{ $x }}",
    "{{ .Labels.job }} {{ .Value }} {{ $externalLabels.cluster }} {{ $externalURL }}",
    '{{ index $labels "user.id" }}',
    "{{ (index $labels `a`) | toUpper }}",
  ])("%s", (text) => expect(read("template", text)).toEqual({ ok: true, value: text }));

  it.each([
    ["{{ $lables.x }}", "`$lables` is no variable of a template", "did you mean `$labels`?"],
    ["{{ $value | humanise }}", "`humanise` is no function of a template", "did you mean `humanize`?"],
    ["{{ .labels.x }}", "`.labels` is not known in a template", "did you mean `.Labels`?"],
    ["{{ .job }}", "`.job` is not known in a template", "write `$labels.job` for a label"],
    ["{{ if $value }}a", "`{{ if }}` is never ended", "write `{{ end }}` behind it"],
    ["a{{ end }}", "`{{ end }}` ends nothing", "take it away"],
    ["{{ else }}", "`{{ else }}` belongs to nothing", "it stands between `{{ if … }}` and `{{ end }}`"],
    ["{{ $value", "`{{ $value` is never closed", "close it with `}}`"],
    ["{{ $value }", "`{{ $value }` is never closed", "close it with `}}`"],
    ["{{ }}", "`{{ }}` is empty", "write what it gives, such as `{{ $value }}`, or take it away"],
    ['{{ "a }}', 'a quote is never closed in `{{ "a }}`', 'close it with `"`'],
    ["{{ ($value }}", "`(` is never closed in `{{ ($value }}`", "close it with `)`"],
    ["{{ $value) }}", "`)` closes nothing in `{{ $value) }}`", "take it away"],
    [
      "{{ $value | }}",
      "`|` has nothing on one side in `{{ $value | }}`",
      "write a function behind it, such as `humanize`",
    ],
    ["{{ $labels.a-b }}", "`-` is not known in a template", 'write `index $labels "a-…"` for a label with such a name'],
    ["{{ constructor }}", "`constructor` is no function of a template", "write `$labels.constructor` for a label"],
  ])("%s", (text, error, help) => expect(read("template", text)).toEqual({ ok: false, error, help }));
});
