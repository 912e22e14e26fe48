/** What a browser keeps of a lesson between visits. */
import * as v from 'valibot';
import {answers, belongs, guessSchema, truthSchema} from '../../lessons/kit/answers.ts';
import type {Lesson} from '../../lessons/kit/lesson.ts';
import {forget, recall, remember} from '../../storage/texts.ts';
import {isDone, type Kept, NOTHING_KEPT} from './session.ts';

const keyOf = (slug: string) => `lesson-${slug}`;

const schema = v.object({
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  guesses: v.record(v.string(), guessSchema),
  truths: v.record(v.string(), truthSchema),
  met: v.array(v.string()),
});

export const keep = (slug: string, kept: Kept): void => remember(keyOf(slug), JSON.stringify(kept));

export const forgetLesson = (slug: string): void => forget(keyOf(slug));

/** What was kept of a lesson, as far as it belongs to it: a lesson may have changed since. */
export function keptOf(slug: string, {steps}: Pick<Lesson, 'steps'>): Kept {
  const read = v.safeParse(schema, parsed(recall(keyOf(slug))));
  if (!read.success) return NOTHING_KEPT;
  const {at, guesses, truths, met} = read.output;
  const questions = new Map(steps.flatMap(({id, question}) => (question ? [[id, question] as const] : [])));
  const fitting = <T>(all: Record<string, T>, fits: (id: string, value: T) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([id, value]) => questions.has(id) && fits(id, value)));
  return {
    at: Math.min(at, steps.length - 1),
    guesses: fitting(guesses, (id, guess) => answers(questions.get(id)!, guess)),
    truths: fitting(truths, (id, truth) => belongs(questions.get(id)!, truth)),
    met: met.filter((id) => steps.some((step) => step.id === id && step.goal)),
  };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}

/** Steps that are done, of those that ask or set a goal. */
export function doneIn({steps}: Pick<Lesson, 'steps'>, kept: Kept): {done: number; all: number} {
  const asking = steps.filter(({question, goal}) => question || goal);
  return {done: asking.filter((step) => isDone(step, kept)).length, all: asking.length};
}
