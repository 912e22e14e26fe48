/**
 * A lesson: predict, try, see, explain. It is data, one file `src/lessons/<slug>.ts` whose default export is made with
 * `lesson`; the page, its list and the tests find it by its place.
 */
import type {Metric} from '../../metrics/metric.ts';
import {type Condition, holds} from '../../spec/conditions.ts';
import {allSteps} from '../../spec/timeline.ts';
import type {StageGiven} from '../../studies/kit/settings.ts';
import type {Axis} from './axis.ts';

/** A run that a lesson trains. */
export interface LessonRun {
  /** As it stands over its figure. */
  label: string;
  /** Its last stage is what the figure shows. */
  stages: readonly StageGiven[];
  seed: number;
}

/** A number that a run is asked for. */
export type Reading<R extends string = string> =
  /** A metric; at an earlier step than the others where one is given. */
  | {of: 'metric'; run: R; metric: string; at?: number}
  /** exp of the entropy of the push on a batch's negatives, a mean over anchors. */
  | {of: 'effectiveNegatives'; run: R}
  /** What a token more adds to the reward of unseen answers: the slope of the line through them. */
  | {of: 'lengthSlope'; run: R}
  /** What a linear reward model gives for one unit of an attribute, named by its label: twenty tokens of length, one fact. */
  | {of: 'weight'; run: R; attribute: string}
  /** The share of right ones among the unseen pairs of which the model is so sure. */
  | {of: 'rightWhenSure'; run: R; chance: number}
  /** The mean length of the best of n answers by the reward, in the unit of the world: twenty tokens. */
  | {of: 'lengthOfBest'; run: R; n: number};

/** A curve that a run is asked for. */
export type CurveReading<R extends string = string> =
  /** A metric by step. */
  | {of: 'metric'; run: R; metric: string}
  /** A metric of several runs, each at a place of its own on the horizontal axis. */
  | {of: 'across'; runs: readonly {run: R; x: number}[]; metric: string}
  /**
   * The line through rewards against lengths of unseen answers, from the shortest to the longest. Rewards are told from
   * that of the mean answer: choices fix their differences only.
   */
  | {of: 'lengthLine'; run: R}
  /** The gain of the best of n answers by n: by the reward itself, or in truth. */
  | {of: 'bestOf'; run: R; by: 'proxy' | 'gold'};

/** Lowest and highest. */
export type Range = readonly [number, number];

interface Asked {
  text: string;
  /** Steps after which the answer is read from the runs; at their ends when left out. */
  at?: number;
  /** Why it is so: paragraphs that come with the answer. */
  explains: readonly string[];
}

/** One of a few statements. */
export interface Choice<R extends string = string> extends Asked {
  kind: 'choice';
  options: readonly {id: string; text: string}[];
  reads: readonly Reading<R>[];
  /** Which option is true of these values. */
  right(values: readonly number[]): string;
  /** What was read, in a sentence. */
  found(values: readonly number[]): string;
  /** The option that the words of the lesson rely on. A test trains the runs and holds them to what is expected. */
  expects: string;
}

/** A number on an axis. */
export interface Estimate<R extends string = string> extends Asked {
  kind: 'number';
  axis: Axis;
  reads: Reading<R>;
  /** Closer than this is right: a share of the axis. 0.08 when left out. */
  near?: number;
  /** From where to where the number may lie for the words of the lesson to be true. */
  expects: Range;
}

/** A line or a curve, drawn before the true one is seen. */
export interface Sketch<R extends string = string> extends Asked {
  kind: 'sketch';
  /** A line has two ends. */
  form: 'line' | 'curve';
  title: string;
  x: Axis;
  y: Axis;
  /** Where the reader's line or curve has a value: two places, or as many as the curve needs. */
  places: readonly number[];
  reads: CurveReading<R>;
  /** A curve that is drawn from the start, as a hold for the eye: its values at the places. */
  known?: {label: string; values: readonly number[]};
  /** How the drawn one compares with the true one at the same places, in a sentence. */
  compares?(drawn: readonly number[], measured: readonly number[]): string;
  near?: number;
  /** From where to where the measured one may lie, at some places, for the words of the lesson to be true. */
  expects: readonly {at: number; within: Range}[];
}

export type Question<R extends string = string> = Choice<R> | Estimate<R> | Sketch<R>;

/** What the reader is to reach by what can be turned. */
export interface Goal<R extends string = string> {
  text: string;
  run: R;
  when: Condition;
  /** Steps before which it does not count. */
  from?: number;
  explains: readonly string[];
  /** A move that reaches it: made when the run has made `at` steps, it is reached by step `by`, and not without it. */
  expects: {path: string; value: number; at: number; by: number};
}

/** A figure other than what a program shows best: the loss by step, or how sure a reward model is against how often it is right. */
export type Draws = 'loss' | 'reliability';

export interface Step<R extends string = string> {
  /** Stands in links, so it never changes. */
  id: string;
  title: string;
  /** Paragraphs before anything is asked. */
  text: readonly string[];
  /** The runs in view, three at most. They train at once, or where something is asked, as soon as there is an answer. */
  shows: readonly R[];
  /** What is drawn of each run. */
  draws?: Draws;
  /** Metrics that stand under each run. */
  numbers?: readonly Pick<Metric, 'name' | 'label'>[];
  question?: Question<R>;
  /** Settings that the reader moves while their runs train. No later question reads these runs. */
  turns?: readonly {run: R; path: string}[];
  goal?: Goal<R>;
}

export interface Lesson<R extends string = string> {
  title: string;
  /** The question that the list shows. */
  asks: string;
  /** The lab that its runs open in. */
  lab: 'sphere' | 'reward';
  minutes: number;
  /** Its place in the list. */
  order: number;
  runs: Readonly<Record<R, LessonRun>>;
  steps: readonly Step<R>[];
}

/** Keeps the names of runs: a wrong one does not compile. */
export const lesson = <const R extends string>(
  definition: Omit<Lesson<R>, 'steps'> & {steps: readonly Step<NoInfer<R>>[]},
): Lesson => definition as unknown as Lesson;

/** Whether a run that has made so many steps, with these newest metrics, has reached the goal. */
export const reaches = ({when, from = 0}: Goal, position: number, metrics: Readonly<Record<string, number>>): boolean =>
  position >= from && holds(when, metrics);

/** Steps after which a step's answer is read: of the shown runs, the longest. */
export const readAt = ({runs}: Lesson, {question, shows}: Step): number =>
  question?.at ?? Math.max(0, ...shows.map((name) => allSteps(runs[name])));

/** What a question reads of its runs. */
export function readingsOf(question: Question): (Reading | Exclude<CurveReading, {of: 'across'}>)[] {
  if (question.kind === 'choice') return [...question.reads];
  const {reads} = question;
  if (reads.of !== 'across') return [reads];
  return reads.runs.map(({run}) => ({of: 'metric', run, metric: reads.metric}));
}
