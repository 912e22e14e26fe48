/** Questions that the reader asks of a run, of each kind the newest: what is near a point, what words add to a reward. */
import type {Population} from '../engine/population.ts';
import {type NearestInput, nearest} from '../metrics/nearest.ts';
import type {RawFrame} from '../spec/index.ts';
import type {Points} from '../worlds/points.ts';
import type {PreferenceWorld} from '../worlds/preferences/world.ts';
import type {Command, Report} from './protocol.ts';

type Of<T extends Command['type']> = Extract<Command, {type: T}>;

/** Milliseconds for which the representations behind a list of neighbours are good enough while training goes on. */
const NEIGHBOURS_AGE = 1000;
/** Milliseconds for which an answer about words is good enough while training goes on; one that took w ms, also w times this. */
const WORDS_AGE = 250;
const WORDS_PAUSE = 6;

/** The run as it is when questions about it may be answered. */
export interface Present {
  run: Population;
  /** The same state gives the same answers. */
  state: string;
  training: boolean;
  has(phase: string): boolean;
  /** The frames of these names that `show` makes the run emit. */
  emitted(names: readonly string[], show: () => void): Promise<RawFrame[]>;
}

/** Empty where there is nothing to say. */
interface Answer {
  report?: Report;
}

export class Questions {
  #neighboursOf: number | undefined;
  #representations: (NearestInput & {state: string; at: number}) | undefined;
  #words: Of<'words'> | undefined;
  /** The last question about words that was answered, and when it may be answered again. */
  #weighed = '';
  #nextWords = 0;

  ask(command: Of<'neighbours'> | Of<'words'>): void {
    if (command.type === 'neighbours') this.#neighboursOf = command.row;
    else this.#words = command;
  }

  /** What is known is another member's. */
  forget(): void {
    this.#representations = undefined;
  }

  /** Answers one question; undefined where none waits, or not for now. */
  async answer(present: Present): Promise<Answer | undefined> {
    return (await this.#lookAround(present)) ?? (await this.#weighWords(present));
  }

  async #lookAround({run, state, training, emitted}: Present): Promise<Answer | undefined> {
    const row = this.#neighboursOf;
    this.#neighboursOf = undefined;
    if (row === undefined) return undefined;
    const now = performance.now();
    const known = this.#representations;
    const fresh = known && (known.state === state || (training && now - known.at < NEIGHBOURS_AGE));
    if (!fresh) {
      const [{data, shape, tick}] = await emitted(['representations'], () => run.show('showRepresentations'));
      const {points} = run.world as {points: Points};
      this.#representations = {data, dimension: shape[1], tick, thing: thingsOf(points), state, at: now};
    }
    return {report: {type: 'neighbours', row, ...nearest(this.#representations!, row)}};
  }

  /** While training, the same question is answered again only every so often. */
  async #weighWords({run, training, has, emitted}: Present): Promise<Answer | undefined> {
    const question = this.#words;
    if (!question || !has('showSeen')) return undefined;
    const start = performance.now();
    const subject = JSON.stringify(question);
    if (training && subject === this.#weighed && start < this.#nextWords) return undefined;
    this.#words = undefined;
    const {weigh} = await import('../programs/reward/weigh.ts');
    const {tick} = run;
    const answer = await weigh(run.world as PreferenceWorld, run.settings, question, async (slots, blocks) => {
      const frames = await emitted(['seen'], () => {
        run.write(slots);
        for (let block = 0; block < blocks; block++) run.show('showSeen', {iteration: block});
      });
      return frames.map(({data}) => data as Float32Array);
    });
    const end = performance.now();
    this.#weighed = subject;
    this.#nextWords = end + Math.max(WORDS_AGE, WORDS_PAUSE * (end - start));
    return {report: answer && ({...question, tick, ...answer} as Report)};
  }
}

/** What a row shows: equal for two pictures of one concept. */
function thingsOf(points: Points): (row: number) => number {
  if (points.kind === 'emoji') return (row) => row % points.concepts;
  return (row) => points.things?.[row] ?? row;
}
