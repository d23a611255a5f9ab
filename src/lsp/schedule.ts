/** When what is done: an edit first, then what is left of the file that it is in, and the rest while nothing is typed. */
export interface Work {
  hasEdits(): boolean;
  /** Reads the files that were edited. */
  readEdits(): Promise<void>;
  hasUrgent(): boolean;
  /** What is wanted as soon as the edits were told of. */
  doUrgent(): void;
  hasRest(): boolean;
  /** One piece of the rest. */
  doRest(): Promise<void>;
  /** Whether the rest may keep nobody waiting: not before anything is known at all. */
  isPatient(): boolean;
  /** Whether all that concerns a file alone is done. */
  isCurrent(path: string): boolean;
  /** Tells of what was found so far. */
  tell(): void;
}

export interface ScheduleOptions {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly onCrash: (error: unknown) => void;
}

/** Work of this length, in milliseconds, may keep an edit waiting. */
const slice = 8;
/** Bounds of how long nothing must have been typed before the rest is done. */
const quiet = { least: 30, most: 400 } as const;

export class Schedule {
  private readonly work: Work;
  private readonly options: ScheduleOptions;
  private running: Promise<void> | undefined;
  private lastEdit = Number.NEGATIVE_INFINITY;
  /** What the rest cost when it was last done, in milliseconds: so much longer it waits. */
  private costOfRest = 0;
  private waiters: { readonly path: string | undefined; readonly done: () => void }[] = [];
  private isClosed = false;

  constructor(work: Work, options: ScheduleOptions) {
    this.work = work;
    this.options = options;
  }

  /** Something is to be done; `isEdit`: since somebody types. */
  start(isEdit = false): void {
    if (isEdit) this.lastEdit = this.options.now();
    if (this.running !== undefined || this.isClosed) return;
    this.running = this.run()
      .catch((error: unknown) => this.options.onCrash(error))
      .finally(() => {
        this.running = undefined;
        this.answer();
        if (this.hasWork()) this.start();
      });
  }

  /** Waits until a file is compiled as it was last edited; without a path, until nothing is left to do. */
  ready(path?: string): Promise<void> {
    if (this.isReady(path)) return Promise.resolve();
    return new Promise((done) => {
      this.waiters.push({ path, done });
      this.start();
    });
  }

  close(): void {
    this.isClosed = true;
    this.answer();
  }

  private hasWork(): boolean {
    return !this.isClosed && (this.work.hasEdits() || this.work.hasUrgent() || this.work.hasRest());
  }

  private isReady(path: string | undefined): boolean {
    return path === undefined ? this.running === undefined && !this.hasWork() : this.work.isCurrent(path);
  }

  private async run(): Promise<void> {
    const { work, options } = this;
    // Edits that come together are one.
    await turn();
    let since = options.now();
    let rest: number | undefined;
    while (this.hasWork()) {
      if (work.hasEdits()) {
        await work.readEdits();
        work.tell();
      } else if (work.hasUrgent()) {
        await turn();
        if (work.hasEdits()) continue;
        work.doUrgent();
        work.tell();
      } else {
        if (work.isPatient()) await this.untilQuiet();
        if (work.hasEdits() || this.isClosed) continue;
        rest ??= options.now();
        await work.doRest();
      }
      if (options.now() - since <= slice) continue;
      this.answer();
      await turn();
      since = options.now();
    }
    if (rest !== undefined) this.costOfRest = options.now() - rest;
    work.tell();
  }

  private async untilQuiet(): Promise<void> {
    const wait = Math.min(quiet.most, Math.max(quiet.least, this.costOfRest / 2));
    while (!this.work.hasEdits() && !this.isClosed) {
      this.answer();
      const left = this.lastEdit + wait - this.options.now();
      // Who waits for an answer about a file waits for nothing else.
      if (left <= 0 || this.waiters.some(({ path }) => path !== undefined)) return;
      this.work.tell();
      await pause(Math.min(left, 20));
    }
  }

  private answer(): void {
    const waiting = this.waiters.filter(({ path }) => !this.isClosed && !this.isReady(path));
    const done = this.waiters.filter((waiter) => !waiting.includes(waiter));
    this.waiters = waiting;
    for (const waiter of done) waiter.done();
  }
}

function turn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
