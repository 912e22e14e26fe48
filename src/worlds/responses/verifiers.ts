/**
 * Verifiers: rules that check an answer for what can be checked, with errors, and a router that says which rules a question
 * calls for. "Agentic Reward Modeling: Integrating Human Preferences with Verifiable Correctness Signals for Reliable Reward
 * Systems" has language models for both.
 */
import {deriveKey, uniforms} from '../../engine/keys.ts';
import {type AttributeName, countsOf} from './attributes.ts';
import {FACTS, statementsIn, WRONG} from './language.ts';
import {WISHES} from './wishes.ts';

export interface VerifierSettings {
  verifiers: 'none' | 'routed' | 'all';
  /** Chance that a verifier is wrong about a claim or a wish, and that the router takes a question for another. */
  verifierError: number;
  drawing: number;
}

type Counts = Record<AttributeName, number>;

/** Whether an answer is as a wish would have it, by the places of WISHES; there is no rule for no wish. */
const RULES: Readonly<Record<string, (counts: Counts) => boolean>> = {
  brief: ({length}) => length <= SHORT,
  thorough: ({facts, length}) => facts >= 3 && length > SHORT,
  plain: ({style}) => style === 0,
  polite: ({praise, rude}) => praise > 0 && rude === 0,
};

/** Tokens of an answer that still counts as short. */
const SHORT = 36;

interface Checked {
  topic: number;
  prompt: number;
  wish?: number;
  tokens: readonly number[];
}

/**
 * The sum of what is verified of an answer: 1 for each right claim and -1 for each wrong one, and 1 where it keeps the rule of the
 * wish that its question is routed to, or for each rule of any wish. A verifier that is wrong about a claim is wrong about it in every
 * answer, and one that is wrong about a question's wish in all answers to it.
 */
export function checksOf(answer: Checked, {verifiers, verifierError, drawing}: VerifierSettings): number {
  const {topic, prompt, tokens} = answer;
  const known = [...FACTS[topic], ...WRONG[topic]];
  const mistaken = (use: string, number: number, count: number) =>
    Array.from(uniforms(deriveKey(drawing, `world/verifiers/${use}`, number), count), (u) => u < verifierError);
  const wrongAbout = mistaken('claims', topic, known.length);
  const said = statementsIn(tokens).filter((one, i, all) => one.kind !== 'fact' || all.indexOf(one) === i);
  const facts = said.reduce((sum, claim) => {
    const place = known.indexOf(claim);
    return place < 0 ? sum : sum + ((claim.kind === 'fact') !== wrongAbout[place] ? 1 : -1);
  }, 0);
  const counts = countsOf(tokens, topic);
  const wrongWith = mistaken('rules', PROMPTS_AT_MOST * topic + prompt, WISHES.length);
  const wishes = verifiers === 'all' ? WISHES.map((_, wish) => wish) : [routedFor(answer, verifierError, drawing)];
  return wishes.reduce((sum, wish) => {
    const rule = RULES[WISHES[wish].name];
    return rule ? sum + Number(rule(counts) !== wrongWith[wish]) : sum;
  }, facts);
}

const PROMPTS_AT_MOST = 8;

/** What the router takes the question to wish for: the same for all answers to it. */
function routedFor({topic, prompt, wish = 0}: Checked, error: number, drawing: number): number {
  const [mistaken, other] = uniforms(deriveKey(drawing, 'world/router', PROMPTS_AT_MOST * topic + prompt, wish), 2);
  return mistaken < error ? Math.floor(other * WISHES.length) : wish;
}
