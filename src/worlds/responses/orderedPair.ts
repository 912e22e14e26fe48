import {ATTRIBUTES, featuresOf} from './attributes.ts';
import {answer, ask, type Habits} from './draw.ts';
import type {SuiteAnswer} from './suites.ts';

/** By how much at least the better answer of a pair is better. */
const BETTER = 0.5;
/** Answers among which two are sought that differ by as much. */
const TRIES = 8;

/** Two answers to a question, the better one first; all by chance of a use. */
export function orderedPair(drawing: number, habits: Habits, group: number, use: string): SuiteAnswer[] {
  const asked = ask(drawing, group, `${use}/question`);
  const written = Array.from({length: TRIES}, (_, i) =>
    answer(habits, drawing, TRIES * group + i, asked.topic, `${use}/response`),
  );
  const worth = written.map((tokens) =>
    featuresOf(tokens, asked.topic).reduce((sum, x, k) => sum + x * ATTRIBUTES[k].weight, 0),
  );
  // The second of the pair is the first one that differs enough, or the last.
  const other = worth.findIndex((x) => Math.abs(x - worth[0]) > BETTER);
  const two = [0, other < 0 ? TRIES - 1 : other].sort((i, j) => worth[j] - worth[i]);
  return two.map((i) => ({...asked, tokens: written[i]}));
}
