/** What can be said in the language of responses, and what an answer in it is worth. */
import type {Offer, Written} from '../../panels/writing/writing.ts';
import {ATTRIBUTES, countsOf} from '../../worlds/responses/attributes.ts';
import {FACTS, readable, SAID, WRONG} from '../../worlds/responses/language.ts';
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

/** What an answer is worth by the gold reward (whose weights are fields of the world), and what is in it. */
export function aboutAnswer(tokens: readonly number[], topic: number, weights: Record<string, unknown>): Written {
  const counts = countsOf(tokens, topic);
  return {
    worth: ATTRIBUTES.reduce((sum, {name, unit}) => sum + ((weights[name] as number) * counts[name]) / unit, 0),
    counts: ATTRIBUTES.filter(({name}) => counts[name] > 0).map(({name, label}) => ({label, count: counts[name]})),
  };
}
