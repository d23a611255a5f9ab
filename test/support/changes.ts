/** Rules that are changed on purpose: a generated test has to fail. */
/** Rules with one thing changed. */
export interface Change {
  readonly at: number;
  readonly what: string;
  readonly changed: string;
}

/** Each number of an expression that reads recorded series or states an objective, changed by the least that means something: a step, a bin, a hundredth. */
export function changedNumbers(text: string, step: number): readonly Change[] {
  const changes: Change[] = [];
  let offset = 0;
  let inExpr = false;
  for (const line of text.split("\n")) {
    const key = /^\s*(?:- )?(\w+):(?: |$)/.exec(line)?.[1];
    if (key !== undefined) inExpr = key === "expr";
    const quotes = line.replace(/"[^"]*"/g, (quoted) => "_".repeat(quoted.length));
    if (inExpr && !line.trimStart().startsWith("#") && /slo:|vector\(|> bool/.test(line) && !/ 0 \* /.test(line)) {
      for (const found of quotes.matchAll(/(?<=[ ([])(\d+(?:\.\d+)?)(?=(s?)[\]:) ]|(s?):|$)/g)) {
        const { index, 1: number = "" } = found;
        const minutes = /:(\d+)m\]/.exec(line)?.[1];
        const unit = line[index + number.length] === "s" ? (minutes === undefined ? step : Number(minutes) * 60) : 0;
        if (number === "0" || (number === "1" && /1 - |vector\(1\)/.test(line.slice(index - 7, index + 4)))) continue;
        // half an error less than a whole number, or a share of something
        const isCount = /^\d+\.5$/.test(number);
        const now =
          unit > 0
            ? String(Number(number) + unit)
            : String(isCount ? Number(number) + 1 : Number((Number(number) * 1.01).toPrecision(9)));
        const from = offset + index;
        changes.push({
          at: from,
          what: `${line.trim().slice(0, 90)}: ${number} → ${now}`,
          changed: text.slice(0, from) + now + text.slice(from + number.length),
        });
      }
    }
    offset += line.length + 1;
  }
  return changes;
}
