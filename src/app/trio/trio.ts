/**
 * The present run at three temperatures, from its first step: one population in one worker, so that the run beside it keeps
 * its own. It lives as long as it is shown.
 */
import {settledSpec} from '../../labs/kit/settings.ts';
import type {RunState} from '../../labs/kit/state.ts';
import {lawOf} from '../../objectives/contrastive/index.spec.ts';
import type {EmbeddingFrame, SimilarityFrame} from '../../panels/data.ts';
import {type Signal, signal} from '../../panels/hypersphere/signal.ts';
import {pushOf, readNegatives} from '../../panels/temperature/similarities.ts';
import {language} from '../../programs/index.spec.ts';
import {membersOf, type RawFrame, read, type Spec} from '../../spec/index.ts';
import type {Report, ReportOf} from '../../worker/protocol.ts';
import {Experiment} from '../experiment/experiment.ts';
import type {Client, Surroundings} from '../experiment/surroundings.ts';
import {PATH} from './open.ts';

export const TEMPERATURES = [0.01, 0.1, 1] as const;

/** Milliseconds between two wishes for frames. */
const EVERY = 320;
/** The similarities are asked for with every third wish: their numbers are read, not watched. */
const SELDOM = 3;

export interface Negatives {
  /** The effective number of negatives, a mean over anchors, and how many there are. */
  effective: number;
  all: number;
}

/** What the page has of one temperature. */
export interface Member {
  temperature: number;
  points: Signal<EmbeddingFrame | undefined>;
  negatives: Signal<Negatives | undefined>;
}

/** The run's settings of now, from step 0, at three temperatures; the first seed of a fan. */
export function trioSpec(state: RunState): Spec {
  const {seed: _, fan: __, stages, ...rest} = settledSpec(state);
  const seed = membersOf(state.spec)[state.member]?.seed ?? state.spec.seed;
  const axis = {stage: stages[0].id, path: PATH, values: [...TEMPERATURES]};
  return {...rest, seed, stages, moves: [], fan: {axes: [axis], seeds: [seed]}};
}

export class Trio {
  readonly experiment: Experiment;
  readonly members: readonly Member[];
  readonly #preset: RunState['preset'];
  readonly #spec: Spec;
  #timer: ReturnType<typeof setInterval> | undefined;
  #wishes = 0;

  constructor(state: RunState, around: Surroundings) {
    this.#preset = state.preset;
    this.#spec = trioSpec(state);
    this.members = TEMPERATURES.map((temperature) => ({
      temperature,
      points: signal<EmbeddingFrame | undefined>(undefined),
      negatives: signal<Negatives | undefined>(undefined),
    }));
    const openClient = (onReport: (report: Report) => void): Client =>
      around.openClient((report) => {
        // The frames of all three are shown here: the experiment would keep them to look back to.
        if (report.type === 'frame') this.#take(report);
        else onReport(report);
      });
    this.experiment = new Experiment(
      {preset: this.#preset, spec: this.#spec, panels: [], keeps: []},
      {...around, openClient},
    );
  }

  begin(): void {
    this.experiment.open(this.#preset, this.#spec);
    this.#timer = setInterval(() => this.#want(), EVERY);
  }

  /** Ends its worker, and asks for nothing more. */
  end(): void {
    clearInterval(this.#timer);
    this.experiment.close();
  }

  #want(): void {
    if (typeof document !== 'undefined' && document.hidden) return;
    const all = [...this.members.keys()];
    this.experiment.want('points', all);
    if (this.#wishes++ % SELDOM === 0) this.experiment.want('similarities', all);
  }

  #take({frame: name, stage, member, tick, shape, data}: ReportOf<'frame'>): void {
    const known = this.members[member];
    const spec = language.program('encoder').frames[name];
    if (!known || !spec) return;
    const raw: RawFrame = {name, stage, member, tick, shape, data};
    const decoded = spec.decode(raw, this.experiment.store.getState().world);
    if (name === 'points') known.points.set(decoded as EmbeddingFrame);
    else if (name === 'similarities') known.negatives.set(this.#negativesOf(known, decoded as SimilarityFrame));
  }

  #negativesOf({temperature}: Member, frame: SimilarityFrame): Negatives | undefined {
    const objective = read(this.#spec.stages[0].spec, 'objective') as {kind: string};
    const law = lawOf({...objective, temperature} as {kind: string});
    if (!law) return undefined;
    const negatives = readNegatives(frame);
    return {effective: pushOf(negatives, law).effective, all: Math.round(negatives.count)};
  }
}
