/** Facts with the error that says the opposite in nearly the same words. */
import {FACTS, type Statement, WRONG} from './language.ts';
import {TOPICS} from './topics.ts';

export interface Twins {
  fact: Statement;
  error: Statement;
}

/** By topic: place of a fact in its list, and of its twin in the list of errors. */
const PLACES: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  egg: {0: 1, 1: 0, 4: 2},
  plant: {0: 0, 1: 1},
  sleep: {1: 1, 2: 0, 3: 2},
  bread: {2: 3, 3: 1},
  bicycle: {1: 1, 2: 3, 3: 2},
  moon: {1: 2, 2: 1},
  tea: {0: 0, 1: 3, 2: 1},
  cold: {0: 0, 1: 2, 2: 3, 3: 1},
  savings: {2: 3, 4: 2},
  dog: {0: 2, 1: 0, 2: 1, 3: 3},
  rainbow: {0: 0, 3: 1, 4: 3},
  laundry: {0: 1, 1: 0},
  phone: {2: 1, 3: 2, 4: 3},
  swimming: {1: 1, 2: 2},
};

/** Of each topic, in the order of TOPICS; every topic has some. */
export const TWINS: readonly (readonly Twins[])[] = TOPICS.map(({name}, topic) =>
  Object.entries(PLACES[name]).map(([fact, error]) => ({fact: FACTS[topic][Number(fact)], error: WRONG[topic][error]})),
);
