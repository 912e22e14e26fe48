/**
 * A lesson as one reader goes through it: the step, what was predicted, what was measured, what was reached. It knows runs as
 * trainees, so that tests need no worker.
 */
import {createStore} from 'zustand/vanilla';
import {answers, type Guess, type Truth} from '../../lessons/kit/answers.ts';
import {type Lesson, reaches, readAt, type Step} from '../../lessons/kit/lesson.ts';
import {allSteps} from '../../spec/index.ts';
import {framesFor, type RunData, truthOf} from './readings.ts';

/** A run of the lesson in the page. */
export interface Trainee {
  /** Trains, from its beginning if it has not begun, until so many steps are made; to its end when left out. */
  train(until?: number): void;
  pause(): void;
  data(): RunData;
  /** Newest value of every metric. */
  metrics(): Readonly<Record<string, number>>;
  /** Asks for frames, which `data` then has. */
  watch(frames: readonly string[]): void;
  /** Ends its worker. What is drawn stays. */
  end(): void;
}

export interface LessonState {
  /** Index of the step in view. */
  at: number;
  /** By the id of the step. */
  guesses: Readonly<Record<string, Guess>>;
  truths: Readonly<Record<string, Truth>>;
  /** Ids of steps whose goal was met. */
  met: readonly string[];
  /** Why a run cannot go on. */
  problem: string | undefined;
}

export type Kept = Omit<LessonState, 'problem'>;

export const NOTHING_KEPT: Kept = {at: 0, guesses: {}, truths: {}, met: []};

/** Whether what a step asks is answered, and its goal was met. */
export const isDone = ({id, question, goal}: Step, {guesses, truths, met}: Omit<Kept, 'at'>): boolean =>
  (!question || (id in guesses && id in truths)) && (!goal || met.includes(id));

interface Options {
  lesson: Lesson;
  trainee(run: string): Trainee;
  kept?: Kept;
  /** Called with what a browser keeps, whenever that has changed. */
  keep(kept: Kept): void;
}

export class LessonSession {
  readonly store;
  readonly #options: Options;
  #open = false;

  constructor(options: Options) {
    this.#options = options;
    this.store = createStore<LessonState>(() => ({...(options.kept ?? NOTHING_KEPT), problem: undefined}));
  }

  get #state(): LessonState {
    return this.store.getState();
  }

  get #step(): Step {
    return this.#options.lesson.steps[this.#state.at];
  }

  #set(part: Partial<LessonState>): void {
    this.store.setState(part);
    const {at, guesses, truths, met} = this.#state;
    this.#options.keep({at, guesses, truths, met});
  }

  /** The page is there: what the step shows may train. */
  begin(): void {
    this.#open = true;
    this.#enter();
  }

  /** The page is left. */
  close(): void {
    this.#open = false;
    for (const run of Object.keys(this.#options.lesson.runs)) this.#options.trainee(run).end();
  }

  go(at: number): void {
    if (at === this.#state.at || !this.#options.lesson.steps[at]) return;
    for (const run of this.#step.shows) this.#options.trainee(run).pause();
    this.#set({at});
    this.#enter();
  }

  /** Says what the reader expects; the answer comes when the runs have it. */
  commit(guess: Guess): void {
    const {question, id} = this.#step;
    if (!question || !answers(question, guess) || id in this.#state.guesses) return;
    this.#set({guesses: {...this.#state.guesses, [id]: guess}});
    this.#enter();
  }

  /** A run has come further: what is asked may be there, a goal may be met. */
  progressed(): void {
    const {question, goal, id} = this.#step;
    const {guesses, truths, met} = this.#state;
    if (question && id in guesses && !(id in truths)) this.#readTruth(question);
    if (!goal || met.includes(id)) return;
    const run = this.#options.trainee(goal.run);
    if (reaches(goal, run.data().position, run.metrics())) this.#set({met: [...met, id]});
  }

  failed(sentence: string): void {
    this.#set({problem: sentence});
  }

  #readTruth(question: NonNullable<Step['question']>): void {
    const {lesson, trainee} = this.#options;
    const at = readAt(lesson, this.#step);
    const isThere = (run: string) => trainee(run).data().position >= Math.min(at, allSteps(lesson.runs[run]));
    if (!this.#step.shows.every(isThere)) return;
    const truth = truthOf(question, (run) => trainee(run).data(), at);
    if (truth) this.#set({truths: {...this.#state.truths, [this.#step.id]: truth}});
  }

  /** Trains what the step shows, once nothing is to be predicted any more. */
  #enter(): void {
    if (!this.#open) return;
    const {lesson, trainee} = this.#options;
    const {question, shows, id} = this.#step;
    if (question && !(id in this.#state.guesses)) return;
    const needed = question ? framesFor(question) : [];
    for (const run of shows) {
      trainee(run).watch(needed.flatMap(([name, frame]) => (name === run ? [frame] : [])));
      trainee(run).train(question && readAt(lesson, this.#step));
    }
    this.progressed();
  }
}
