// What the rules recorded, beside the exact count.
import { days, start } from "./simulate.mjs";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Milliseconds: alerts and conditions that pause for less are one episode, and this far apart they still are about the same. */
const slack = 5 * minute;
/** An incident is still felt in the newest samples for so long after it. */
const aftermath = 10 * minute;
const fewest = 3;

/**
 * @typedef {import("./simulate.mjs").Truth} Truth
 * @typedef {import("./replay.mjs").ReplayedRule} ReplayedRule
 * @typedef {{ long: number, short: number, factor: number }} Pair windows in milliseconds
 *
 * @typedef {object} Design how a set of rules is read
 * @property {Readonly<Record<"hour" | "sixHours" | "period", string>>} records what holds the share of bad events over each window
 * @property {(rule: ReplayedRule) => readonly Pair[]} pairs what an alert watches: one of them is enough
 * @property {boolean} [mutes] a page silences the tickets of its SLO
 * @property {readonly string[]} [free] groups that only read for us, and cost nothing
 * @property {Readonly<Record<string, number>>} [intervals] milliseconds: groups that are replayed less often than they really run
 *
 * @typedef {{ mean: number, max: number }} Error
 * @typedef {{ missed: number, brief: number, mean: number, max: number, ideal: number, fired: number, few: number, stray: number, hit: number }} Alerts
 *   `ideal` episodes of exact counts with three errors or more, of which `hit` were alerted; `brief`: missed ones
 *   that lasted less than three minutes; `few`: fired with fewer; `stray`: fired though the exact
 *   counts did not; `mean` and `max` delay in seconds
 *
 * @typedef {object} Judgement
 * @property {Error & { calm: number, scrapes: number, outage: number, absent: number }} budget 28 days, percentage points of the budget; `calm`: the
 *   largest outside incidents; `scrapes`: the mean of a perfect reader of the same scrapes; `outage`: the mean of a perfect reader of all but the
 *   outage of the server; `absent`: share of evaluations without a value
 * @property {number} young percentage points, mean over the first 28 days, against all events since the rules began
 * @property {number} sli mean error of the share of good events over 28 days
 * @property {Error & { scrapes: number }} hour burn rates
 * @property {Error & { scrapes: number }} sixHours
 * @property {{ total: number, errors: number }} counted events of the last 28 days, as recorded less true: shares of the true number
 * @property {number} lostErrors errors of the last 28 days that no scrape showed
 * @property {Alerts} page
 * @property {Alerts} ticket
 * @property {number} samples a second
 * @property {number} firing samples a second of the annotations while every alert fires
 * @property {number} processor seconds of the processor a minute for 1,000 SLOs
 * @property {{ probed: number, differ: number }} checked against the rule manager
 */

/**
 * @param {readonly ReplayedRule[]} rules @param {Truth} truth @param {Design} design
 * @param {{ objective: number, outage: { from: number, to: number }, busy: readonly { from: number }[] }} about @returns {Judgement}
 */
export function judge(rules, truth, design, { objective, outage, busy }) {
  const budget = 1 - objective;
  const exact = windowOf(truth.total, truth.errors);
  const shown = windowOf(truth.seenTotal, truth.seenErrors);
  const end = start + days * day;
  const period = 28 * day;

  /** @param {string} name @returns {ReplayedRule} */
  const ruleOf = (name) => {
    const found = rules.find(({ record }) => record === name);
    if (found === undefined) throw new Error(`no rule records ${name}`);
    return found;
  };

  /** @param {string} name @param {number} window milliseconds @param {number} from @param {(t: number) => boolean} [only] */
  const compare = (name, window, from, only = () => true) => {
    const error = new Mean();
    const scrapes = new Mean();
    const missing = new Mean();
    let absent = 0;
    let asked = 0;
    forEach(ruleOf(name), (t, value) => {
      if (t < from || !only(t) || isDown(t)) return;
      const { ratio } = exact(t, window);
      if (Number.isNaN(ratio)) return;
      asked++;
      if (value === null || !Number.isFinite(value)) absent++;
      else error.add(Math.abs(value - ratio));
      scrapes.add(Math.abs(shown(t, window).ratio - ratio));
      missing.add(Math.abs(withoutOutage(t, window) - ratio));
    });
    return { mean: error.mean, max: error.max, scrapes: scrapes.mean, outage: missing.mean, absent: absent / asked };
  };
  const busyMinutes = new Set(busy.map(({ from }) => from / 60));
  const isDown = (/** @type {number} */ t) =>
    (t >= start + outage.from * 1000 && t < start + outage.to * 1000) ||
    busyMinutes.has(Math.floor((t - start) / minute));
  /** The share of bad events in a window without those of the outage. @param {number} t @param {number} window */
  const withoutOutage = (t, window) => {
    const all = exact(t, window);
    const to = Math.min(t, start + outage.to * 1000);
    const from = Math.max(t - window, start + outage.from * 1000);
    if (from >= to) return all.ratio;
    const unseen = exact(to, to - from);
    return (all.errors - unseen.errors) / (all.total - unseen.total);
  };
  // what begins or ends with a window is felt at both of its ends
  const isCalm = (/** @type {number} */ t) =>
    [t, t - period].every((edge) =>
      truth.incidents.every(({ from, to }) => edge < start + from * 1000 || edge > start + to * 1000 + aftermath),
    );
  const times = (/** @type {number} */ factor) => (/** @type {ReturnType<typeof compare>} */ error) => ({
    mean: error.mean * factor,
    max: error.max * factor,
    scrapes: error.scrapes * factor,
    outage: error.outage * factor,
  });

  const full = start + period;
  const whole = compare(design.records.period, period, full);
  const young = compare(design.records.period, period, start + day, (t) => t < full);
  return {
    budget: {
      ...times(100 / budget)(whole),
      calm: (compare(design.records.period, period, full, isCalm).max * 100) / budget,
      absent: whole.absent,
    },
    young: (young.mean * 100) / budget,
    sli: whole.mean,
    hour: times(1 / budget)(compare(design.records.hour, hour, start + 6 * hour)),
    sixHours: times(1 / budget)(compare(design.records.sixHours, 6 * hour, start + 6 * hour)),
    counted: counted(rules, exact(end, period)),
    lostErrors: exact(end, period).errors - shown(end, period).errors,
    page: judgeAlerts("page"),
    ticket: judgeAlerts("ticket"),
    ...cost(rules, design),
    checked: {
      probed: rules.reduce((sum, { record, probed }) => sum + (record === undefined ? 0 : probed), 0),
      differ: rules.reduce((sum, { differ }) => sum + differ, 0),
    },
  };

  /** Burn alerts of a severity. @param {string} severity */
  function ofSeverity(severity) {
    return rules.filter(
      (rule) => rule.alert !== undefined && rule.labels["severity"] === severity && design.pairs(rule).length > 0,
    );
  }

  /** When an alert fires. @param {ReplayedRule} rule */
  function firing(rule) {
    /** @type {number[]} */
    const times = [];
    let since = Number.NaN;
    forEach(rule, (t, value) => {
      if (value === null) since = Number.NaN;
      else if (Number.isNaN(since)) since = t;
      if (t - since >= rule.hold && !isDown(t)) times.push(t);
    });
    return times;
  }

  /** @param {string} severity @returns {Alerts} */
  function judgeAlerts(severity) {
    const alerts = { missed: 0, brief: 0, ideal: 0, fired: 0, few: 0, stray: 0, hit: 0 };
    const delay = new Mean(Number.NEGATIVE_INFINITY);
    // where a page mutes a ticket, no ticket is wanted meanwhile
    const muted = new Set(severity === "ticket" && design.mutes ? ofSeverity("page").flatMap(firing) : []);
    for (const rule of ofSeverity(severity)) {
      const pairs = design.pairs(rule);
      const burns = (/** @type {number} */ t, /** @type {Pair} */ { long, short, factor }) => {
        const inLong = exact(t, long);
        return inLong.errors >= fewest && inLong.ratio > factor * budget && exact(t, short).ratio > factor * budget;
      };
      /** @type {number[]} */
      const ideal = [];
      forEach(rule, (t) => {
        if (!isDown(t) && !muted.has(t) && pairs.some((pair) => burns(t, pair))) ideal.push(t);
      });
      const wanted = episodes(ideal);
      const had = episodes(firing(rule));
      const near = (/** @type {Episode} */ a, /** @type {Episode} */ b) =>
        a.from <= b.to + slack && b.from <= a.to + slack;
      for (const one of wanted) {
        const found = had.find((other) => near(one, other));
        if (found === undefined) {
          alerts.missed++;
          if (one.to - one.from < 2 * minute) alerts.brief++;
        } else delay.add((found.from - one.from) / 1000);
      }
      for (const one of had) {
        const most = Math.max(...pairs.flatMap(({ long }) => minutesOf(one).map((t) => exact(t, long).errors)));
        if (most < fewest) alerts.few++;
        else if (!wanted.some((other) => near(one, other))) alerts.stray++;
      }
      alerts.ideal += wanted.length;
      alerts.fired += had.length;
    }
    alerts.hit = alerts.ideal - alerts.missed;
    return { ...alerts, mean: delay.mean, max: delay.max };
  }
}

/** @typedef {{ from: number, to: number }} Episode */

/** @param {readonly number[]} times @returns {readonly Episode[]} */
function episodes(times) {
  /** @type {Episode[]} */
  const found = [];
  for (const t of times) {
    const last = found.at(-1);
    if (last !== undefined && t - last.to <= slack) last.to = t;
    else found.push({ from: t, to: t });
  }
  return found;
}

/** @param {Episode} episode */
function minutesOf({ from, to }) {
  const all = [];
  for (let t = from - slack; t <= to; t += minute) all.push(t);
  return all;
}

/** Events in (t − window, t], and the share of bad ones. @param {Uint32Array} total @param {Uint32Array} errors */
function windowOf(total, errors) {
  const last = total.length - 1;
  const second = (/** @type {number} */ t) => Math.min(Math.max(Math.floor((t - start) / 1000), 0), last);
  const between = (/** @type {Uint32Array} */ sums, /** @type {number} */ from, /** @type {number} */ to) =>
    /** @type {number} */ (sums[to]) - /** @type {number} */ (sums[from]);
  return (/** @type {number} */ t, /** @type {number} */ window) => {
    const [from, to] = [second(t - window), second(t)];
    const events = between(total, from, to);
    const bad = between(errors, from, to);
    return { total: events, errors: bad, ratio: events === 0 ? Number.NaN : bad / events };
  };
}

/** @param {ReplayedRule} rule @param {(t: number, value: number | null) => void} visit */
function forEach({ first, interval, series, length }, visit) {
  if (series.length > 1) throw new Error(`${series.length} series where one was expected`);
  const values = series[0]?.values ?? [];
  for (let i = 0; i < length; i++) visit(first + i * interval, values[i] ?? null);
}

/** @param {readonly ReplayedRule[]} rules @param {{ total: number, errors: number }} exact */
function counted(rules, exact) {
  const share = (/** @type {string} */ record, /** @type {number} */ wanted) => {
    const rule = rules.find((one) => one.record === record);
    if (rule === undefined) return Number.NaN;
    let sum = 0;
    forEach(rule, (t, value) => {
      if (t > start + (days - 28) * day) sum += value ?? 0;
    });
    return sum / wanted - 1;
  };
  return { total: share("slo:sli_total:step", exact.total), errors: share("slo:sli_errors:step", exact.errors) };
}

/** @param {readonly ReplayedRule[]} rules @param {Design} design */
function cost(rules, { free = [], intervals = {} }) {
  let samples = 0;
  let firing = 0;
  /** @type {Map<string, number>} */
  const groups = new Map();
  for (const rule of rules) {
    if (free.includes(rule.group)) continue;
    const seconds = (intervals[rule.group] ?? rule.interval) / 1000;
    samples += rule.samples / seconds;
    firing += rule.annotations / seconds;
    groups.set(rule.group, (rule.seconds * 60) / seconds);
  }
  return { samples, firing, processor: 1000 * [...groups.values()].reduce((sum, one) => sum + one, 0) };
}

class Mean {
  #sum = 0;
  #count = 0;
  /** NaN without a number, as is `mean`. */
  max = Number.NaN;

  /** @param {number} [least] */
  constructor(least = 0) {
    this.least = least;
  }

  /** @param {number} value */
  add(value) {
    this.#sum += value;
    this.#count++;
    this.max = Math.max(Number.isNaN(this.max) ? this.least : this.max, value);
  }

  get mean() {
    return this.#sum / this.#count;
  }
}
