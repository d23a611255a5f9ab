// The shapes of the rules that two other generators emit for the same SLO, written from their documentation, to compare.
const hour = 3_600_000;
const day = 24 * hour;

/** @typedef {import("./judge.mjs").Design & { rules: (job: string) => string }} Peer */

/** @param {readonly { name: string, interval: string, rules: readonly object[] }[]} groups JSON is YAML */
const print = (groups) => `${JSON.stringify({ groups }, undefined, 1)}\n`;
const ratio = (/** @type {string} */ job, /** @type {string} */ window) =>
  `sum(rate(http_requests_total{job="${job}",code=~"5.."}[${window}])) / sum(rate(http_requests_total{job="${job}"}[${window}]))`;

const slothFactors = { page: [13.44, 5.6], ticket: [2.8, 0.9333] };
const slothWindows = {
  page: [
    ["5m", "1h"],
    ["30m", "6h"],
  ],
  ticket: [
    ["2h", "1d"],
    ["6h", "3d"],
  ],
};

/**
 * Sloth: the ratio of two rates over each window, straight from the raw series; the period is the mean of all ratios over 5 minutes.
 * One alert for each severity, of two pairs; no least number of errors.
 * @see https://sloth.dev/introduction/architecture/
 * @type {Peer}
 */
const sloth = {
  records: {
    hour: "slo:sli_error:ratio_rate1h",
    sixHours: "slo:sli_error:ratio_rate6h",
    period: "slo:sli_error:ratio_rate28d",
  },
  pairs: ({ labels }) =>
    labels["severity"] === "page"
      ? [
          { long: hour, short: hour / 12, factor: 13.44 },
          { long: 6 * hour, short: hour / 2, factor: 5.6 },
        ]
      : [
          { long: day, short: 2 * hour, factor: 2.8 },
          { long: 3 * day, short: 6 * hour, factor: 0.9333 },
        ],
  rules(job) {
    const windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"];
    const record = (/** @type {string} */ window) => `slo:sli_error:ratio_rate${window}`;
    const alerts = /** @type {const} */ (["page", "ticket"]).map((severity) => ({
      alert: "Burn",
      labels: { severity },
      expr: slothWindows[severity]
        .map(([short, long], i) => {
          const limit = `(${slothFactors[severity][i]} * 0.001)`;
          const over = (/** @type {string | undefined} */ window) =>
            `max(${record(String(window))}{sloth_slo="${job}"} > ${limit}) without (sloth_window)`;
          return `(${over(short)} and ${over(long)})`;
        })
        .join(" or "),
    }));
    const mean = `slo:sli_error:ratio_rate5m{sloth_slo="${job}"}[28d]`;
    return print([
      {
        name: "sli",
        interval: "1m",
        rules: [
          ...windows.map((window) => ({
            record: record(window),
            labels: { sloth_slo: job, sloth_window: window },
            expr: `(${ratio(job, window)})`,
          })),
          {
            record: "slo:sli_error:ratio_rate28d",
            labels: { sloth_slo: job, sloth_window: "28d" },
            expr: `sum_over_time(${mean}) / ignoring (sloth_window) count_over_time(${mean})`,
          },
        ],
      },
      { name: "alerts", interval: "1m", rules: alerts },
    ]);
  },
};

/** Long and short windows of Pyrra for four weeks, its factors, and how long each has to last. */
const pyrraPairs = [
  { severity: "page", long: "1h", short: "5m", factor: 14, hold: "2m", ms: [hour, hour / 12] },
  { severity: "page", long: "6h", short: "30m", factor: 7, hold: "15m", ms: [6 * hour, hour / 2] },
  { severity: "ticket", long: "1d", short: "2h", factor: 2, hold: "1h", ms: [day, 2 * hour] },
  { severity: "ticket", long: "4d", short: "6h", factor: 1, hold: "3h", ms: [4 * day, 6 * hour] },
];

/**
 * Pyrra: the increase of the raw series over the whole period, and the ratio of two rates for each burn window.
 * Replayed hourly; its cost is counted at its own 150 s.
 * @see https://github.com/pyrra-dev/pyrra
 * @type {Peer}
 */
const pyrra = {
  records: { hour: "http_requests:burnrate1h", sixHours: "http_requests:burnrate6h", period: "read:ratio28d" },
  free: ["read"],
  intervals: { increase: 150_000 },
  pairs: ({ labels }) =>
    pyrraPairs
      .filter(({ long }) => long === labels["long"])
      .map(({ ms, factor }) => ({ long: Number(ms[0]), short: Number(ms[1]), factor })),
  rules(job) {
    const windows = ["5m", "30m", "1h", "2h", "6h", "1d", "4d"];
    const record = (/** @type {string} */ window) => `http_requests:burnrate${window}`;
    return print([
      {
        name: "increase",
        interval: "1h",
        rules: [
          {
            record: "http_requests:increase4w",
            labels: { slo: job },
            expr: `sum by (code) (increase(http_requests_total{job="${job}"}[4w]))`,
          },
        ],
      },
      {
        name: "read",
        interval: "1h",
        rules: [
          {
            record: "read:ratio28d",
            expr: `sum(http_requests:increase4w{slo="${job}",code=~"5.."} or vector(0)) / sum(http_requests:increase4w{slo="${job}"})`,
          },
        ],
      },
      {
        name: "burn",
        interval: "30s",
        rules: [
          ...windows.map((window) => ({ record: record(window), labels: { slo: job }, expr: ratio(job, window) })),
          ...pyrraPairs.map(({ severity, long, short, factor, hold }) => ({
            alert: "ErrorBudgetBurn",
            for: hold,
            labels: { severity, long },
            expr: `${record(short)}{slo="${job}"} > (${factor} * (1-0.999)) and ${record(long)}{slo="${job}"} > (${factor} * (1-0.999))`,
          })),
        ],
      },
    ]);
  },
};

export const peers = { sloth, pyrra };
