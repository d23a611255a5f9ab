import { describe, expect, it } from "vitest";
import { Answers, type Question } from "../../src/lsp/live/answers.ts";
import { NoAnswer } from "../../src/prometheus-api/client.ts";

/** Answers on a clock of the test's own, with a server that says what it is told to. */
function open() {
  const told: string[] = [];
  const at = { now: 0 };
  const answers = new Answers({
    now: () => at.now,
    timeLimit: 20,
    onAway: (reason) => told.push(reason),
    onBack: () => told.push("back"),
  });
  let asked = 0;
  const question = (key: string, ask: () => Promise<string>, more: Partial<Question<string>> = {}) => ({
    key,
    life: 1000,
    sizeOf: () => 1,
    ...more,
    ask: () => {
      asked++;
      return ask();
    },
  });
  return { answers, told, at, question, asked: () => asked };
}

const away = () => Promise.reject(new NoAnswer("it refuses the connection", true));
const turn = () => new Promise((done) => setImmediate(done));

describe("answers of a server", () => {
  it("are asked for once while they count, and told while they are asked for again", async () => {
    const { answers, at, question, asked } = open();
    let value = "a";
    const one = question("k", async () => value);
    expect(await answers.get(one)).toEqual({ value: "a", isPending: false });
    at.now = 999;
    value = "b";
    expect(await answers.get(one)).toEqual({ value: "a", isPending: false });
    expect(asked()).toBe(1);
    at.now = 1001;
    expect(await answers.get(one)).toEqual({ value: "a", isPending: false });
    await turn();
    expect(await answers.get(one)).toEqual({ value: "b", isPending: false });
    expect(asked()).toBe(2);
  });

  it("keep nobody waiting twice for the same question", async () => {
    const { answers, at, question, asked } = open();
    let answer: ((value: string) => void) | undefined;
    const slow = question("k", () => new Promise((done) => (answer = done)));
    expect(await answers.get(slow)).toEqual({ isPending: true });
    at.now = 21;
    expect(await answers.get(slow)).toEqual({ isPending: true });
    answer?.("late");
    await turn();
    expect(await answers.get(slow)).toEqual({ value: "late", isPending: false });
    expect(asked()).toBe(1);
  });

  it("are few at once: the rest is asked for when somebody asks again", async () => {
    const { answers, question, asked } = open();
    const never = () => new Promise<string>(() => {});
    for (const key of "abcdefgh") expect(await answers.get(question(key, never), 0)).toEqual({ isPending: true });
    expect(asked()).toBe(4);
  });

  it("of a server that is away are asked for after 15 s, twice as late each time up to 5 minutes, and it is said once", async () => {
    const { answers, at, question, asked, told } = open();
    const gone = question("k", away);
    const times: number[] = [];
    for (at.now = 0; at.now <= 1_500_000; at.now += 1000) {
      const before = asked();
      expect(await answers.get(gone)).toEqual({ isPending: false });
      if (asked() > before) times.push(at.now / 1000);
    }
    expect(times).toEqual([0, 15, 45, 105, 225, 465, 765, 1065, 1365]);
    expect(told).toEqual(["it refuses the connection"]);
    at.now = 2_000_000;
    expect(await answers.get(question("other", async () => "there"))).toEqual({ value: "there", isPending: false });
    expect(told).toEqual(["it refuses the connection", "back"]);
    expect(await answers.get(gone)).toEqual({ isPending: false });
    expect(told.at(-1)).toBe("it refuses the connection");
  });

  it("may be no answer to a question that a store does not know, and others go on", async () => {
    const { answers, question, told, asked } = open();
    const unknown = question("k", () => Promise.reject(new NoAnswer("not found", false)), { optional: true });
    expect(await answers.get(unknown)).toEqual({ isPending: false });
    expect(await answers.get(unknown)).toEqual({ isPending: false });
    expect(asked()).toBe(1);
    expect(told).toEqual([]);
    expect(await answers.get(question("o", async () => "there"))).toEqual({ value: "there", isPending: false });
  });

  it("are forgotten where they are too many, those first that nobody wanted for longest", async () => {
    const { answers, question } = open();
    const big = (key: string) => question(key, async () => key, { sizeOf: () => 25_000 });
    await answers.get(big("a"));
    await answers.get(big("b"));
    await answers.get(big("a"));
    await answers.get(big("c"));
    expect(["a", "b", "c"].map((key) => answers.peek(key))).toEqual(["a", undefined, "c"]);
  });

  it("that nobody can use are a server that is away", async () => {
    const { answers, question, told } = open();
    const broken = question("k", () => Promise.reject(new TypeError("no")), {});
    expect(await answers.get(broken)).toEqual({ isPending: false });
    expect(told).toEqual(["its answer is not Prometheus's"]);
  });
});
