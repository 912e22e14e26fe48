/** What is true of a response, computed exactly from its tokens. */
import {type Statement, statementsIn} from './language.ts';

/** An attribute as a number that models, annotators and the gold reward see. */
export interface Attribute {
  name: string;
  label: string;
  help: string;
  /** The number seen is the count divided by this, so that one unit of each is about as much. */
  unit: number;
  /** Weight in the gold reward to begin with. */
  weight: number;
}

export const ATTRIBUTES = [
  {name: 'facts', label: 'Facts', help: 'Different right statements about what was asked.', unit: 1, weight: 1},
  {name: 'wrong', label: 'Errors', help: 'Wrong statements about what was asked.', unit: 1, weight: -1},
  {name: 'offTopic', label: 'Off topic', help: 'Statements about something else.', unit: 1, weight: -0.5},
  {name: 'length', label: 'Length', help: 'Tokens, in twenties.', unit: 20, weight: 0},
  {name: 'style', label: 'Style marks', help: 'Bullets, stars and the like, in threes.', unit: 3, weight: 0},
  {name: 'hedges', label: 'Hedges', help: '"Perhaps", "I think" and their kind, in twos.', unit: 2, weight: -0.2},
  {name: 'praise', label: 'Praise', help: 'Compliments to the one who asks.', unit: 1, weight: 0},
  {name: 'rude', label: 'Rudeness', help: 'Insults to the one who asks.', unit: 1, weight: -1.5},
  {name: 'repeats', label: 'Repetition', help: 'Statements that were made before.', unit: 1, weight: -0.3},
] as const satisfies readonly Attribute[];

export type AttributeName = (typeof ATTRIBUTES)[number]['name'];

/** The counts of a response to a question about `topic`, in the order of ATTRIBUTES, not divided by their units. */
export function countsOf(tokens: ArrayLike<number>, topic: number): Record<AttributeName, number> {
  const said = statementsIn(tokens);
  const of = (kind: Statement['kind']) => said.filter((one) => one.kind === kind);
  const claims = said.filter(({topic}) => topic !== undefined);
  const here = (kind: Statement['kind']) => of(kind).filter((one) => one.topic === topic);
  return {
    facts: new Set(here('fact')).size,
    wrong: here('wrong').length,
    offTopic: claims.filter((one) => one.topic !== topic).length,
    length: tokens.length,
    style: of('style').length,
    hedges: of('hedge').length,
    praise: of('flattery').length,
    rude: of('rude').length,
    repeats: claims.length - new Set(claims).size,
  };
}

/** The same as models see it: divided by the units. */
export function featuresOf(tokens: ArrayLike<number>, topic: number): number[] {
  const counts = countsOf(tokens, topic);
  return ATTRIBUTES.map(({name, unit}) => counts[name] / unit);
}
