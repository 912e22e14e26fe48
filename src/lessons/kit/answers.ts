/** What readers answer, what was measured, and how far the two are apart. */
import * as v from 'valibot';
import {type Axis, along} from './axis.ts';
import type {Choice, Estimate, Question, Sketch} from './lesson.ts';

/** What a reader says before the answer is seen. */
export type Guess = {kind: 'choice'; id: string} | {kind: 'number'; value: number} | {kind: 'sketch'; y: number[]};

/** What the runs came to. */
export type Truth = {kind: 'values'; values: number[]} | {kind: 'curve'; x: number[]; y: number[]};

const finite = v.pipe(v.number(), v.finite());
const numbers = v.pipe(v.array(finite), v.maxLength(5000));

export const guessSchema: v.GenericSchema<Guess> = v.variant('kind', [
  v.strictObject({kind: v.literal('choice'), id: v.string()}),
  v.strictObject({kind: v.literal('number'), value: finite}),
  v.strictObject({kind: v.literal('sketch'), y: numbers}),
]);

export const truthSchema: v.GenericSchema<Truth> = v.variant('kind', [
  v.strictObject({kind: v.literal('values'), values: numbers}),
  v.strictObject({kind: v.literal('curve'), x: numbers, y: numbers}),
]);

/** Whether a guess can be an answer to the question. */
export function answers(question: Question, guess: Guess): boolean {
  switch (question.kind) {
    case 'choice':
      return guess.kind === 'choice' && question.options.some(({id}) => id === guess.id);
    case 'number':
      return guess.kind === 'number';
    case 'sketch':
      return guess.kind === 'sketch' && guess.y.length === question.places.length;
  }
}

/** Whether what was measured can belong to the question. */
export const belongs = (question: Question, truth: Truth): boolean =>
  question.kind === 'sketch'
    ? truth.kind === 'curve' && truth.x.length === truth.y.length && truth.x.length > 0
    : truth.kind === 'values' && truth.values.length === (question.kind === 'choice' ? question.reads.length : 1);

export interface Outcome {
  /** `near`: not exactly right, and close. */
  kind: 'right' | 'near' | 'off';
  /** What was measured and how far off the guess was, in a sentence or two. */
  text: string;
}

/** Where nothing else is said, a guess this close is near: a share of the axis. */
const NEAR = 0.08;

export function outcomeOf(question: Question, guess: Guess, truth: Truth): Outcome | undefined {
  if (!answers(question, guess) || !belongs(question, truth)) return undefined;
  switch (question.kind) {
    case 'choice':
      return chosen(question, guess as Guess & {kind: 'choice'}, (truth as Truth & {kind: 'values'}).values);
    case 'number':
      return estimated(
        question,
        (guess as Guess & {kind: 'number'}).value,
        (truth as Truth & {kind: 'values'}).values[0],
      );
    case 'sketch':
      return sketched(question, (guess as Guess & {kind: 'sketch'}).y, truth as Truth & {kind: 'curve'});
  }
}

function chosen({options, right, found}: Choice, {id}: {id: string}, values: readonly number[]): Outcome {
  const truth = right(values);
  if (truth === id) return {kind: 'right', text: `Yes. ${found(values)}`};
  const text = options.find((option) => option.id === truth)?.text ?? truth;
  return {kind: 'off', text: `Here it came out as “${text}”. ${found(values)}`};
}

function estimated({axis, near = NEAR}: Estimate, guess: number, truth: number): Outcome {
  const off = Math.abs(along(axis, guess) - along(axis, truth));
  const said = `You said ${shown(guess)}; it is ${shown(truth)}.`;
  if (off <= near / 4) return {kind: 'right', text: `${said} That is as good as exact.`};
  if (off <= near) return {kind: 'near', text: `${said} Close.`};
  return {kind: 'off', text: `${said} ${apart(axis, guess, truth)}`};
}

function apart({scale}: Axis, guess: number, truth: number): string {
  if (scale !== 'log') return `You were off by ${shown(Math.abs(guess - truth))}.`;
  const times = guess > truth ? guess / truth : truth / guess;
  return `It is ${shown(times)} times ${guess > truth ? 'smaller' : 'larger'} than you thought.`;
}

function sketched(question: Sketch, drawn: readonly number[], truth: {x: number[]; y: number[]}): Outcome {
  const {places, x, y, near = NEAR, compares} = question;
  const measured = places.map((place) => valueAt(truth, place, x.scale));
  const off =
    drawn.reduce((sum, value, i) => sum + Math.abs(along(y, value) - along(y, measured[i])), 0) / places.length;
  const mean = drawn.reduce((sum, value, i) => sum + Math.abs(value - measured[i]), 0) / places.length;
  const text = `${compares ? `${compares(drawn, measured)} ` : ''}On average you were off by ${shown(mean)}.`;
  return {kind: off <= near / 4 ? 'right' : off <= near ? 'near' : 'off', text};
}

/** The value of a curve at x, by straight lines between its points; beyond its ends, that of the end. */
export function valueAt(
  {x, y}: {x: readonly number[]; y: readonly number[]},
  at: number,
  scale?: Axis['scale'],
): number {
  const after = x.findIndex((value) => value >= at);
  if (after < 0) return y[y.length - 1];
  if (after === 0 || x[after] === at) return y[after];
  const place = scale === 'log' ? Math.log : (value: number) => value;
  const share = (place(at) - place(x[after - 1])) / (place(x[after]) - place(x[after - 1]));
  return y[after - 1] + share * (y[after] - y[after - 1]);
}

/** Two or three significant digits, with a true minus sign. */
export function shown(value: number): string {
  const size = Math.abs(value);
  const rounded = size >= 0.095 ? value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2) : value.toPrecision(2);
  return String(Number(rounded)).replace('-', '−');
}

/** A share as whole percent. */
export const percent = (share: number): string => `${Math.round(100 * share)} %`;
