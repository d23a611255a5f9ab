// Weeks of a service as a Prometheus would scrape it, and the exact count of its events.
//
// Time is cut into seconds. The events of a second happen at its end: a scrape, a window or an evaluation at time t holds exactly the events of
// the seconds that ended by then, so the truth about any window is the difference of two numbers.
import { Random } from "./random.mjs";

/** Monday 2026-01-05, 00:00 UTC, in milliseconds. */
export const start = Date.UTC(2026, 0, 5);
export const days = 35;
const day = 86_400;
const length = days * day;
/** No counter reaches it; the replay stores it as a stale marker. */
const stale = 0xffffffff;

/**
 * @typedef {object} Kind
 * @property {string} job
 * @property {number} instances
 * @property {readonly { code: string, share: number }[]} good
 * @property {readonly string[]} bad codes
 * @property {(second: number) => number} rate requests a second, before spikes
 * @property {number} errors share of bad requests outside incidents
 * @property {(random: Random) => Incident[]} incidents
 *
 * @typedef {{ from: number, to: number, errors: number, atLeast?: number, exactly?: number }} Incident
 *   seconds; share of bad requests; `atLeast`: expected requests a second while it lasts; `exactly`: so many requests each second, without chance
 *
 * @typedef {object} Setting
 * @property {number} seed
 * @property {number} scrape interval, seconds
 * @property {"daily" | "flat" | "spiky"} traffic
 * @property {number} deploysPerDay
 * @property {number} [instances]
 * @property {number} [scrapeTakes] typical duration of a scrape, milliseconds
 * @property {number} [skipped] share of evaluations that the server is too busy for
 * @property {boolean} [ideal] every scrape at its time, at once, and none fails
 *
 * @typedef {object} Process one process of the service, from its start to its end
 * @property {string} instance
 * @property {number} slot the place in which one process follows another
 * @property {number} offset of its scrapes, milliseconds
 * @property {number} found when the server begins to scrape it, second
 * @property {number} serves from this second on
 * @property {number} ends serves no longer, second
 * @property {number} forgotten when the server stops scraping it, second
 * @property {{ at: number, back: number }[]} restarts in place, under the same name
 * @property {number} series place of its `up`; its counters follow in the order of the codes
 *
 * @typedef {object} Truth
 * @property {Uint32Array} total events in the seconds before each second
 * @property {Uint32Array} errors
 * @property {Uint32Array} seenTotal the same as the scrapes showed it: every increment at the scrape that showed it first, none twice
 * @property {Uint32Array} seenErrors
 * @property {readonly Incident[]} incidents
 */

/** 4 to 40 requests a second, fewest at four in the night. @param {number} second */
const byDay = (second) => 22 - 18 * Math.cos((2 * Math.PI * ((second % day) - 4 * 3600)) / day);

/** @type {Record<"shop" | "batch", Kind>} */
export const kinds = {
  shop: {
    job: "shop",
    instances: 10,
    good: [
      { code: "200", share: 0.95 },
      { code: "404", share: 0.05 },
    ],
    bad: ["500", "503"],
    rate: byDay,
    errors: 0.0002,
    incidents(random) {
      const within = (/** @type {number} */ from, /** @type {number} */ to) =>
        Math.floor(random.between(from, to) * day);
      const one = (/** @type {number} */ from, /** @type {number} */ minutes, /** @type {number} */ errors) => ({
        from,
        to: from + Math.round(minutes * 60 * random.between(0.7, 1.4)),
        errors: errors * random.between(0.8, 1.3),
      });
      return [
        one(within(2, 7), 6, 0.5),
        one(within(9, 14), 40, 0.05),
        one(within(15, 19), 180, 0.015),
        one(within(21, 25), 1200, 0.006),
        one(within(29, 34), 12, 0.2),
      ];
    },
  },
  // 1.1 to 2 requests a minute, about 127 errors in 28 days: one is 1.6 % of the budget
  batch: {
    job: "batch",
    instances: 2,
    good: [{ code: "200", share: 1 }],
    bad: ["500"],
    rate: (second) => (1 + byDay(second) / 40) / 60,
    errors: 0.0018,
    incidents(random) {
      const at = Math.floor(random.between(29, 34) * day);
      const nights = [3, 11, 22, 31].map((night) => {
        const from = Math.floor((night + random.between(0.1, 0.2)) * day);
        return { from, to: from + 1, errors: 1, exactly: 1 };
      });
      return [{ from: at, to: at + 20 * 60, errors: 0.5, atLeast: 1 / 30 }, ...nights];
    },
  },
};

/**
 * When a server is down, a service gets no request, and one target cannot be reached: the same for both services.
 * @param {Setting} setting
 */
export function troubles({ seed, skipped = 0 }) {
  const random = new Random(seed, "troubles");
  const span = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ minutes) => {
    const at = Math.floor(random.between(from, to) * day);
    return { from: at, to: at + minutes * 60 };
  };
  const outage = span(10, 34, 20);
  const busy = [];
  for (let second = 0; skipped > 0 && second < length; second += 60)
    if (random.next() < skipped) busy.push({ from: second, to: second + 60 });
  return { outage, quiet: span(14, 33, 30), unreachable: span(8, 33, 15), busy };
}

/**
 * Simulates one service.
 *
 * @param {Kind} kind @param {Setting} setting
 * @returns {{ series: Record<string, string>[], truth: Truth, rows: () => Generator<Buffer> }}
 *   `truth` is complete once `rows` has ended; a row is what `replay/main.go` reads, its series counted from 0
 */
export function simulate(kind, setting) {
  const { seed, scrape, traffic, ideal = false, scrapeTakes = 20 } = setting;
  const codes = [...kind.good.map(({ code }) => code), ...kind.bad];
  const firstBad = kind.good.length;
  const processes = planProcesses(kind, setting, codes.length + 1);
  const series = processes.flatMap(({ instance }) => [
    { __name__: "up", job: kind.job, instance },
    ...codes.map((code) => ({ __name__: "http_requests_total", job: kind.job, instance, code })),
  ]);
  const incidents = kind.incidents(new Random(seed, `${kind.job} incidents`));
  const counts = () => new Uint32Array(length + 1);
  /** @type {Truth} */
  const truth = { total: counts(), errors: counts(), seenTotal: counts(), seenErrors: counts(), incidents };
  const { outage, quiet, unreachable } = troubles(setting);

  function* rows() {
    const events = new Random(seed, `${kind.job} events`);
    const network = new Random(seed, `${kind.job} network`);
    const rate = makeRate(kind, traffic, new Random(seed, `${kind.job} spikes`));
    const sink = new Sink();
    /** Counters of the processes that the server scrapes: `NaN` where the series does not exist yet. */
    const targets = /** @type {Target[]} */ ([]);
    const waiting = [...processes].sort((a, b) => a.found - b.found);
    let serving = /** @type {Target[]} */ ([]);
    let seenTotal = 0;
    let seenErrors = 0;
    const shares = cumulative(kind.good.map(({ share }) => share));

    for (let second = 0; second < length; second++) {
      let changed = false;
      while (waiting[0] !== undefined && waiting[0].found <= second) {
        targets.push(new Target(/** @type {Process} */ (waiting.shift()), codes.length, scrape, second));
        changed = true;
      }
      const scraping = second < outage.from || second >= outage.to;
      for (const target of targets) {
        changed = target.live(second) || changed;
        while (Math.floor(target.next / 1000) <= second) {
          const at = target.next;
          target.schedule(ideal ? 0 : network.between(-1500, 1500));
          if (Math.floor(at / 1000) < second || !scraping || second >= target.process.forgotten) continue;
          const cut = target.process.slot === 0 && second >= unreachable.from && second < unreachable.to;
          const lost = !ideal && network.next() < 0.001;
          const timedOut = cut || (lost && network.next() < 0.5);
          if (timedOut || lost || !target.up) {
            // a server waits ten seconds for an answer, a refused connection is known at once
            target.fail(sink, start + at, ideal ? 0 : timedOut ? 10_000 : 1);
          } else {
            const took = ideal ? 0 : Math.round((scrapeTakes / 2) * (1 + Math.exp(0.5 * network.normal())));
            const { total, errors } = target.show(sink, start + at, took, firstBad);
            seenTotal += total;
            seenErrors += errors;
          }
        }
        if (second === target.process.forgotten) target.endsAt = target.next;
        if (scraping && Math.floor(target.endsAt / 1000) === second)
          target.end(sink, start + target.endsAt, ideal ? 0 : Math.round(1100 * scrape));
      }
      if (changed) {
        for (let i = targets.length - 1; i >= 0; i--)
          if (/** @type {Target} */ (targets[i]).process.forgotten + 3 * scrape < second) targets.splice(i, 1);
        serving = targets.filter((target) => target.up && target.takesRequests);
      }
      truth.seenTotal[second] = seenTotal;
      truth.seenErrors[second] = seenErrors;

      let total = 0;
      let errors = 0;
      if ((second < quiet.from || second >= quiet.to) && serving.length > 0) {
        const incident = incidents.find(({ from, to }) => second >= from && second < to);
        const mean = Math.max(rate(second), incident?.atLeast ?? 0);
        const bad = incident?.errors ?? kind.errors;
        for (let left = incident?.exactly ?? events.poisson(mean); left > 0; left--) {
          const target = /** @type {Target} */ (serving[events.below(serving.length)]);
          const failed = events.next() < bad;
          const code = failed ? firstBad + events.below(kind.bad.length) : pick(shares, events.next());
          target.count(code);
          total++;
          if (failed) errors++;
        }
      }
      truth.total[second + 1] = /** @type {number} */ (truth.total[second]) + total;
      truth.errors[second + 1] = /** @type {number} */ (truth.errors[second]) + errors;
      if (sink.isFull) yield sink.take();
    }
    truth.seenTotal[length] = seenTotal;
    truth.seenErrors[length] = seenErrors;
    yield sink.take();
  }
  return { series, truth, rows };
}

/** Rows for the replay: see `row` in `replay/main.go`. */
class Sink {
  #buffer = Buffer.allocUnsafe(1 << 20);
  #used = 0;

  get isFull() {
    return this.#used > (1 << 20) - 100_000;
  }

  /** @param {number} series @param {number} value @param {number} at milliseconds @param {number} delay until queries see it, milliseconds */
  put(series, value, at, delay) {
    const buffer = this.#buffer;
    buffer.writeUInt32LE(series, this.#used);
    buffer.writeUInt32LE(value, this.#used + 4);
    buffer.writeDoubleLE(at, this.#used + 8);
    buffer.writeUInt32LE(delay, this.#used + 16);
    this.#used += 20;
  }

  take() {
    const full = this.#buffer.subarray(0, this.#used);
    this.#buffer = Buffer.allocUnsafe(1 << 20);
    this.#used = 0;
    return full;
  }
}

/** A process as the server knows it. */
class Target {
  /** @type {Process} */ process;
  up = true;
  takesRequests = false;
  /** When the next scrape would have been after the server forgot the target. */
  endsAt = Number.NaN;
  /** Of the next scrape, in milliseconds since the start. */
  next = 0;
  #nominal = 0;
  #interval;
  /** NaN: there was no such event yet, so there is no such series. */
  #counters;
  /** What the last scrapes showed since the process began. */
  #shown;
  /** Which series have a sample that is not stale. */
  #alive;
  #restart = 0;

  /** @param {Process} process @param {number} codes @param {number} interval seconds @param {number} now */
  constructor(process, codes, interval, now) {
    this.process = process;
    this.#interval = interval * 1000;
    this.#counters = new Float64Array(codes).fill(Number.NaN);
    this.#shown = new Float64Array(codes);
    this.#alive = new Uint8Array(codes);
    this.#nominal = Math.floor((now * 1000) / this.#interval) * this.#interval + process.offset;
    if (this.#nominal < now * 1000 + 1500) this.#nominal += this.#interval;
    this.next = this.#nominal;
  }

  /** @param {number} jitter milliseconds */
  schedule(jitter) {
    this.#nominal += this.#interval;
    this.next = Math.round(this.#nominal + jitter);
  }

  /** Starts, restarts and ends. @param {number} second @returns {boolean} whether it serves requests now and did not before, or the other way round */
  live(second) {
    const before = this.up && this.takesRequests;
    const { serves, ends, restarts } = this.process;
    this.takesRequests = second >= serves && second < ends;
    const restart = restarts[this.#restart];
    if (second >= ends) this.up = false;
    else if (restart !== undefined && second >= restart.at) {
      this.up = second >= restart.back;
      if (this.up) this.#restart++;
      this.#counters.fill(Number.NaN);
      this.#shown.fill(0);
    }
    return before !== (this.up && this.takesRequests);
  }

  /** @param {number} code */
  count(code) {
    const counter = /** @type {number} */ (this.#counters[code]);
    this.#counters[code] = Number.isNaN(counter) ? 1 : counter + 1;
  }

  /** A scrape that answers. @param {Sink} sink @param {number} at @param {number} took @param {number} firstBad @returns events that no scrape showed before */
  show(sink, at, took, firstBad) {
    let total = 0;
    let errors = 0;
    sink.put(this.process.series, 1, at, took);
    for (let code = 0; code < this.#counters.length; code++) {
      const counter = /** @type {number} */ (this.#counters[code]);
      if (Number.isNaN(counter)) {
        this.#markStale(sink, code, at, took);
        continue;
      }
      sink.put(this.process.series + 1 + code, counter, at, took);
      this.#alive[code] = 1;
      const more = counter - /** @type {number} */ (this.#shown[code]);
      this.#shown[code] = counter;
      total += more;
      if (code >= firstBad) errors += more;
    }
    return { total, errors };
  }

  /** A scrape without an answer. @param {Sink} sink @param {number} at @param {number} took */
  fail(sink, at, took) {
    sink.put(this.process.series, 0, at, took);
    for (let code = 0; code < this.#counters.length; code++) this.#markStale(sink, code, at, took);
  }

  /** What the server writes once it has forgotten the target. @param {Sink} sink @param {number} at @param {number} delay */
  end(sink, at, delay) {
    sink.put(this.process.series, stale, at, delay);
    for (let code = 0; code < this.#counters.length; code++) this.#markStale(sink, code, at, delay);
  }

  /** @param {Sink} sink @param {number} code @param {number} at @param {number} delay */
  #markStale(sink, code, at, delay) {
    if (this.#alive[code] === 0) return;
    sink.put(this.process.series + 1 + code, stale, at, delay);
    this.#alive[code] = 0;
  }
}

/**
 * Deployments replace every process, one after another, by one with a new name, and now and then a process restarts in place.
 * @param {Kind} kind @param {Setting} setting @param {number} seriesOfEach @returns {Process[]}
 */
function planProcesses(kind, { seed, deploysPerDay, scrape, instances }, seriesOfEach) {
  const random = new Random(seed, `${kind.job} processes`);
  const slots = instances !== undefined && kind.instances > 2 ? instances : kind.instances;
  const every = day / deploysPerDay;
  /** @type {Process[]} */
  const all = [];
  for (let slot = 0; slot < slots; slot++) {
    let begins = -600;
    for (let deploy = 0; begins < length; deploy++) {
      const next =
        Math.floor(every * (deploy + new Random(seed + deploy, `${kind.job} deploys`).between(0.3, 0.7))) + slot * 20;
      const serves = deploy === 0 ? 0 : begins + Math.round(random.between(5, 20));
      // the old process goes on until the new one serves
      const ends = next + 22;
      /** @type {Process["restarts"]} */
      const restarts = [];
      for (let at = serves + 600; ;) {
        at += Math.round(-Math.log(1 - random.next()) * 4 * day);
        if (at + 60 >= ends) break;
        restarts.push({ at, back: at + Math.round(random.between(2, 15)) });
      }
      all.push({
        instance: `${kind.job}-${deploy}-${slot}:8080`,
        slot,
        offset: Math.round(random.next() * scrape * 1000),
        found: Math.max(begins, 0),
        serves,
        ends,
        forgotten: ends + Math.round(random.between(0, 5)),
        restarts,
        series: all.length * seriesOfEach,
      });
      begins = next;
    }
  }
  return all;
}

/** Requests a second. @param {Kind} kind @param {Setting["traffic"]} traffic @param {Random} random @returns {(second: number) => number} */
function makeRate(kind, traffic, random) {
  if (traffic === "flat") return () => kind.rate(day / 4 + 4 * 3600);
  if (traffic === "daily") return kind.rate;
  // for one to four minutes about once an hour, up to ten times as much as before and after
  let from = 0;
  let to = 0;
  let times = 1;
  return (second) => {
    if (second >= to) {
      from = second + Math.round(-Math.log(1 - random.next()) * 3600);
      to = from + Math.round(random.between(60, 240));
      times = random.between(3, 10);
    }
    return (kind.rate(second) / 2) * (second >= from ? times : 1);
  };
}

/** @param {readonly number[]} shares */
function cumulative(shares) {
  let sum = 0;
  return shares.map((share) => (sum += share));
}

/** @param {readonly number[]} sums @param {number} at */
function pick(sums, at) {
  for (let i = 0; i < sums.length - 1; i++) if (at < /** @type {number} */ (sums[i])) return i;
  return sums.length - 1;
}
