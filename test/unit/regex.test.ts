import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { texts } from "../support/promql.ts";
import { checkRegex, escapeRegex, fullMatcher, sampleRegex } from "../../src/model/promql/regex.ts";

describe("RE2", () => {
  it.each([
    ["(?=a)", 0, "`(?=` is a look-ahead, which RE2 does not have"],
    ["(?<!a)b", 0, "`(?<!` is a look-behind, which RE2 does not have"],
    ["(?>a)", 0, "`(?>` is an atomic group, which RE2 does not have"],
    ["(a)\\1", 3, "`\\1` is a back-reference, which RE2 does not have"],
    ["a++", 0, "`++` repeats a repetition"],
    ["*", 0, "`*` repeats nothing"],
    ["{2}", 0, "`{2}` repeats nothing"],
    ["a|*", 2, "`*` repeats nothing"],
    ["a(b", 1, "`(` is never closed"],
    ["a)b", 1, "`)` closes no group"],
    ["[a", 0, "`[` is never closed"],
    ["[z-a]", 1, "`z-a` is a range that runs backwards"],
    ["\\Z", 0, "`\\Z` is no escape of RE2"],
    ["a\\", 1, "a backslash at the end escapes nothing"],
    ["a{1001}", 1, "`{1001}`: at most 1000 repetitions"],
    ["(a{50}){50}", 0, "more than 1000 repetitions"],
    ["a{3,2}", 1, "`{3,2}`: the first number is the smaller one"],
    ["[[:constructor:]]", 1, "`[:constructor:]` is no class of characters"],
    ["\\p{Foo}", 0, "`\\p{Foo}` is no class of characters"],
  ])("%s is none", (pattern, start, message) => expect(checkRegex(pattern)).toMatchObject({ start, message }));

  it.each([
    ["5..", ["500", "599"], ["50", "5000", ""]],
    ["a|bc", ["a", "bc"], ["abc", "ab"]],
    ["", [""], ["a"]],
    [".*", ["", "any\nthing"], []],
    ["(?i)get|post", ["GET", "Post"], ["put"]],
    ["[^/]+/.*", ["a/b", "a/"], ["/b", "a"]],
    ["x{2,3}", ["xx", "xxx"], ["x", "xxxx"]],
    ["a{,2}", ["a{,2}"], ["a", "aa"]],
    ["\\d+\\.\\w", ["1.a"], ["1xa", ".a"]],
    ["[[:alpha:]_-]+", ["a_-"], ["1"]],
    ["\\Qa.b\\E+", ["a.b"], ["axb"]],
    ["\\x41\\x{42}\\103", ["ABC"], ["abc"]],
    ["\\p{Greek}\\pL", ["αb"], ["bα"]],
    ["^a$", ["a"], ["ab"]],
    ["\\bfoo\\b.bar", ["foo-bar"], ["foo_bar"]],
    ["(?P<n>a)(?<m>b)(?:c)", ["abc"], ["ab"]],
    ["(?-s:a.b)", ["axb"], ["a\nb"]],
    ["😀.", ["😀é"], ["😀"]],
  ])("%s matches whole texts", (pattern, good, bad) => {
    const matches = fullMatcher(pattern)!;
    expect(good.filter((text) => !matches(text))).toEqual([]);
    expect(bad.filter((text) => matches(text))).toEqual([]);
  });

  it("matches what JavaScript matches, where both have the same syntax", () => {
    const atoms = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\d", "\\w", "(?:a|b)", "(?:ab)", "(?:)", "^", "$");
    const repeats = fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,2}", "{0,}");
    const parts = fc.array(
      fc.tuple(atoms, repeats).map(([atom, repeat]) => (/^[$^]/.test(atom) ? atom : atom + repeat)),
      { maxLength: 5 },
    );
    const patterns = fc.array(parts.map((list) => list.join("")), { minLength: 1, maxLength: 3 }).map((options) => options.join("|")); // prettier-ignore
    fc.assert(
      fc.property(
        patterns,
        fc.string({ unit: fc.constantFrom("a", "b", "1", "\n", "é"), maxLength: 6 }),
        (pattern, text) => {
          expect(fullMatcher(pattern)!(text)).toBe(new RegExp(`^(?:${pattern})$`, "su").test(text));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("a pattern made to run away does not", () => {
    expect(fullMatcher("(a*)*(a|aa)+b")!("a".repeat(5000))).toBe(false);
  });

  it("an escaped text matches itself alone", () => {
    fc.assert(
      fc.property(texts(), texts(), (text, other) => {
        const matches = fullMatcher(escapeRegex(text))!;
        expect(matches(text)).toBe(true);
        expect(matches(other)).toBe(other === text);
      }),
    );
  });

  it.each([
    ["5..", ["500"]],
    ["GET|POST", ["GET", "POST"]],
    ["orders-.*", ["orders-0", "orders-"]],
    ["(?:a|b)-(?:c|d)", ["a-c", "b-c", "a-d"]],
    ["[^a]", ["0"]],
    ["x{2,}", ["xx"]],
    ["a(b", []],
    ["a^b", []],
  ])("samples of %s", (pattern, samples) => expect(sampleRegex(pattern)).toEqual(samples));
});
