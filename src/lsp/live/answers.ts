/**
 * What a server answered, kept for a while. Nobody waits for it longer than they said, it is asked a few things at a time, and one that is away is
 * asked rarely.
 */
import { NoAnswer } from "../../prometheus-api/client.ts";

export interface Question<T> {
  /** The same for the same question. */
  readonly key: string;
  /** Milliseconds for which an answer counts; one that is older is told while it is asked for again. */
  readonly life: number;
  /** @throws NoAnswer */
  ask(): Promise<T>;
  /** Of an answer, in texts that are kept. */
  sizeOf(value: T): number;
  /** What a server may not know at all, though it knows the rest. */
  readonly optional?: boolean;
}

export interface Known<T> {
  readonly value?: T;
  /** Whether an answer is on its way. */
  readonly isPending: boolean;
}

export interface AnswersOptions {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Milliseconds from the time that something is asked for until nobody waits for it. */
  readonly timeLimit: number;
  /** Told once, when a server that answered answers no more, or never did. */
  readonly onAway: (reason: string) => void;
  readonly onBack: () => void;
}

/** Texts that are kept, of all answers together. */
const mostKept = 60_000;
const mostAtOnce = 4;
/** Milliseconds until a server that is away is asked again: twice as long each time. */
const pauses = { first: 15_000, last: 300_000 } as const;

interface Entry {
  value?: unknown;
  size: number;
  /** When it was last asked for, and when it was answered. */
  asked: number;
  came: number;
  pending?: Promise<void>;
}

export class Answers {
  private readonly options: AnswersOptions;
  /** The one that was wanted last is the last. */
  private readonly entries = new Map<string, Entry>();
  private kept = 0;
  private asking = 0;
  private awayUntil = Number.NEGATIVE_INFINITY;
  /** The length of the last pause; 0: the server answered. */
  private paused = 0;

  constructor(options: AnswersOptions) {
    this.options = options;
  }

  /** An answer that is there and counts. */
  peek<T>(key: string): T | undefined {
    return this.entries.get(key)?.value as T | undefined;
  }

  /** @param until when to wait no longer, on the clock of `now` */
  async get<T>(question: Question<T>, until = Number.POSITIVE_INFINITY): Promise<Known<T>> {
    const { now, timeLimit } = this.options;
    const entry = this.entries.get(question.key) ?? this.add();
    this.entries.delete(question.key);
    this.entries.set(question.key, entry);
    const isFresh = now() < entry.came + question.life;
    let isLeft = false;
    if (!isFresh && entry.pending === undefined && now() >= this.awayUntil) {
      // Whoever asks again will get it.
      if (this.asking >= mostAtOnce) isLeft = true;
      else entry.pending = this.ask(question, entry);
    }
    if (entry.value === undefined && entry.pending !== undefined)
      await within(Math.min(until, entry.asked + timeLimit) - now(), entry.pending);
    const value = entry.value as T | undefined;
    if (value !== undefined) return { value, isPending: false };
    return { isPending: isLeft || entry.pending !== undefined };
  }

  private add(): Entry {
    this.kept++;
    return { size: 1, asked: 0, came: Number.NEGATIVE_INFINITY };
  }

  private async ask<T>({ ask, sizeOf, optional }: Question<T>, entry: Entry): Promise<void> {
    const { now, onBack, onAway } = this.options;
    this.asking++;
    entry.asked = now();
    try {
      const value = await ask();
      this.resize(entry, value, sizeOf(value));
      entry.came = now();
      if (this.paused > 0) onBack();
      this.paused = 0;
    } catch (error) {
      const isSaid = error instanceof NoAnswer;
      if (optional === true && !(isSaid && error.unreachable)) {
        entry.came = now();
        return;
      }
      if (this.paused === 0) onAway(isSaid ? error.message : "its answer is not Prometheus's");
      this.paused = Math.min(pauses.last, this.paused === 0 ? pauses.first : this.paused * 2);
      this.awayUntil = now() + this.paused;
    } finally {
      this.asking--;
      delete entry.pending;
      this.forget();
    }
  }

  private resize(entry: Entry, value: unknown, size: number): void {
    this.kept += size - entry.size;
    entry.value = value;
    entry.size = size;
  }

  private forget(): void {
    for (const [key, { size, pending }] of this.entries) {
      if (this.kept <= mostKept) return;
      if (pending !== undefined) continue;
      this.entries.delete(key);
      this.kept -= size;
    }
  }
}

async function within(milliseconds: number, promise: Promise<void>): Promise<void> {
  if (milliseconds <= 0) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([promise, new Promise<void>((done) => (timer = setTimeout(done, milliseconds)))]);
  clearTimeout(timer);
}
