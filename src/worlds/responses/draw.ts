/** A random generator of responses, with a number for each habit. */
import {deriveKey, uniforms} from '../../engine/keys.ts';
import {FACTS, PROMPTS, SAID, type Statement, WRONG} from './language.ts';

/** Habits of the writers of the responses, each from 0 to 1. */
export interface Habits {
  quality: number;
  verbosity: number;
  style: number;
  hedging: number;
  flattery: number;
  offTopic: number;
  rudeness: number;
}

/** The most tokens of a response: statements that do not fit are left out. */
export const LONGEST = 96;

const LONGEST_PROMPT = Math.max(...PROMPTS.flat().map((tokens) => tokens.length));

/** The most tokens of a question and an answer, one after the other. */
export const TEXT = LONGEST_PROMPT + LONGEST;

/** The largest difference between the habits of one response and those of the writers. */
const SPREAD = 0.5;

/** As settings name them. */
export const habitsOf = (
  settings: {
    readonly [name in 'quality' | 'verbosity' | 'styling' | 'hedging' | 'flattery' | 'digression' | 'rudeness']: number;
  },
): Habits => {
  const {quality, verbosity, styling, hedging, flattery, digression, rudeness} = settings;
  return {quality, verbosity, style: styling, hedging, flattery, offTopic: digression, rudeness};
};

const HABITS = ['quality', 'verbosity', 'style', 'hedging', 'flattery', 'offTopic', 'rudeness'] as const;

export interface Asked {
  topic: number;
  prompt: number;
}

/** Question `i` of a drawing, among those of one use. */
export function ask(drawing: number, i: number, use = 'world/question'): Asked {
  const [a, b] = uniforms(deriveKey(drawing, use, i), 2);
  const topic = Math.floor(a * PROMPTS.length);
  return {topic, prompt: Math.floor(b * PROMPTS[topic].length)};
}

/** Response `i` to a question about `topic`, among those of one use. */
export function answer(habits: Habits, drawing: number, i: number, topic: number, use = 'world/response'): number[] {
  const random = stream(drawing, i, use);
  const own = Object.fromEntries(
    HABITS.map((name) => [name, between(0, habits[name] + SPREAD * (2 * random() - 1) * spreadOf(habits[name]), 1)]),
  ) as unknown as Habits;
  const claims = claimsOf(own, topic, random);
  const opening = random() < own.flattery ? [one(SAID.flattery, random)] : [];
  const ending = random() < own.rudeness ? [one(SAID.rude, random)] : [];
  const middle = withFiller(claims, own, random);
  return fitting([...opening.map(({tokens}) => tokens), ...middle, ...ending.map(({tokens}) => tokens)]);
}

/** A habit of 0 is 0 in every response; all others vary between responses. */
const spreadOf = (habit: number): number => (habit === 0 ? 0 : 1);

/** What is claimed, in the order in which it is said. */
function claimsOf(own: Habits, topic: number, random: () => number): Statement[] {
  const facts = FACTS[topic].filter(() => random() < own.quality);
  const wrong = WRONG[topic].filter(() => random() < 0.4 * (1 - own.quality));
  const elsewhere = (topic + 1 + Math.floor(random() * (FACTS.length - 1))) % FACTS.length;
  const other = FACTS[elsewhere].filter(() => random() < 0.5 * own.offTopic);
  const claims = [...facts, ...wrong, ...other];
  // A response has at least one claim.
  if (claims.length === 0) claims.push(one(WRONG[topic], random));
  const shuffled = claims.map((claim) => ({claim, at: random()})).sort((a, b) => a.at - b.at);
  return shuffled.flatMap(({claim}) => (random() < 0.3 * own.verbosity ? [claim, claim] : [claim]));
}

/** Claims with filler, hedges and marks around them, as pieces of tokens that belong together. */
function withFiller(claims: readonly Statement[], own: Habits, random: () => number): (readonly number[])[] {
  const filler = SAID.filler.filter(() => random() < 0.8 * own.verbosity).map((said) => ({said, at: random()}));
  return claims.flatMap((claim, i) => {
    const before = filler.filter(({at}) => Math.floor(at * claims.length) === i).map(({said}) => said.tokens);
    const mark = random() < own.style ? one(SAID.style, random).tokens : [];
    const hedge = random() < 0.6 * own.hedging ? one(SAID.hedge, random).tokens : [];
    return [...before, [...mark, ...hedge, ...claim.tokens]];
  });
}

/** As many pieces as there is room for. */
export function fitting(pieces: readonly (readonly number[])[]): number[] {
  const tokens: number[] = [];
  for (const piece of pieces) {
    if (tokens.length + piece.length > LONGEST) break;
    tokens.push(...piece);
  }
  return tokens;
}

export function one<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)];
}

const between = (low: number, x: number, high: number): number => Math.min(high, Math.max(low, x));

/** Uniform numbers of response i, one after another. */
function stream(drawing: number, i: number, use: string): () => number {
  const draws = uniforms(deriveKey(drawing, use, i), 128);
  let at = 0;
  return () => {
    if (at === draws.length) throw new Error('A response takes more random numbers than were drawn for it.');
    return draws[at++];
  };
}
