/** What can be said in the language of responses, and what an answer in it is worth. */
import type {Offer, Written} from '../../panels/writing/writing.ts';
import {ATTRIBUTES, countsOf, featuresOf} from '../../worlds/responses/attributes.ts';
import {FACTS, readable, SAID, WRONG} from '../../worlds/responses/language.ts';
import {grantedBy, WISHES} from '../../worlds/responses/wishes.ts';
import {FILLER} from './phrases.ts';

const PHRASES = [
  {kind: 'filler', label: FILLER},
  {kind: 'style', label: 'Style marks'},
  {kind: 'hedge', label: 'Hedges'},
  {kind: 'flattery', label: 'Praise'},
  {kind: 'rude', label: 'Rude'},
] as const;

const offer = (label: string, statements: readonly {tokens: readonly number[]}[]): Offer => ({
  label,
  statements: statements.map(({tokens}) => ({text: readable(tokens), tokens})),
});

/** Statements of each kind for a question about a topic, and one about each other topic. */
export const offersFor = (topic: number): Offer[] => [
  offer('Right facts', FACTS[topic]),
  offer('Wrong facts', WRONG[topic]),
  ...PHRASES.map(({kind, label}) => offer(label, SAID[kind])),
  offer(
    'Off topic',
    FACTS.flatMap((facts, other) => (other === topic ? [] : facts.slice(0, 1))),
  ),
];

/** What an answer to a question is worth by the gold reward (whose weights are fields of the world), and what is in it. */
export function aboutAnswer(
  tokens: readonly number[],
  {topic, asks = ''}: {topic: number; asks?: string},
  weights: Record<string, unknown>,
): Written {
  const counts = countsOf(tokens, topic);
  const always = ATTRIBUTES.reduce((sum, {name, unit}) => sum + ((weights[name] as number) * counts[name]) / unit, 0);
  const wish = weights.wishes === 'any' ? wishIn(asks) : 0;
  const granted = wish === 0 ? 0 : (weights.wishWorth as number) * grantedBy(wish, featuresOf(tokens, topic));
  return {
    worth: always + granted,
    counts: ATTRIBUTES.filter(({name}) => counts[name] > 0).map(({name, label}) => ({label, count: counts[name]})),
  };
}

/** The wish that a question begins with. */
const wishIn = (asks: string): number =>
  Math.max(
    0,
    WISHES.findIndex(({tokens}) => tokens.length > 0 && asks.startsWith(readable(tokens))),
  );
