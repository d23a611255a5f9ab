import { parseName } from "../../model/quantity/names.ts";
import type { Context } from "../context.ts";
import { initTemplates, type InitAnswers, type InitTemplate } from "./files.ts";

type Ask = (question: string) => Promise<string>;

/** Asks for what is proposed; an empty answer takes it, a wrong one is asked for again. */
export async function askAll(
  { warn }: Context,
  ask: Ask,
  proposed: InitAnswers,
  templateIsGiven: boolean,
): Promise<InitAnswers> {
  const askUntil = async (
    question: string,
    otherwise: string,
    fault: (answer: string) => string | undefined,
  ): Promise<string> => {
    for (;;) {
      const answer = (await ask(`${question} [${otherwise}] `)).trim() || otherwise;
      const wrong = fault(answer);
      if (wrong === undefined) return answer;
      warn(wrong);
    }
  };
  const notAName = (answer: string) => {
    const parsed = parseName(answer);
    return parsed.ok ? undefined : parsed.error;
  };
  const workspace = await askUntil("Name of the workspace", proposed.workspace, notAName);
  const template = templateIsGiven ? proposed.template : await askTemplate(askUntil, proposed.template);
  const service = await askUntil("Name of the first service", initTemplates[template].service, notAName);
  const team = await askUntil("Team that is told", proposed.team, notAName);
  return { workspace, template, service, team };
}

async function askTemplate(
  askUntil: (question: string, otherwise: string, fault: (answer: string) => string | undefined) => Promise<string>,
  otherwise: InitTemplate,
): Promise<InitTemplate> {
  const kinds = Object.entries(initTemplates).map(([name, { what }]) => `  ${name.padEnd(6)} ${what}\n`);
  const isKnown = (answer: string) => (Object.hasOwn(initTemplates, answer) ? undefined : `${answer} is none of them`);
  return (await askUntil(`What does it do?\n${kinds.join("")}Kind`, otherwise, isKnown)) as InitTemplate;
}
