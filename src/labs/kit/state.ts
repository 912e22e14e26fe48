/** What the page knows about one run. Components read it; only its `Experiment` writes it. */
import type {BackendName} from '../../engine/backends/names.ts';
import type {Feed, Mark, PointSet} from '../../panels/data.ts';
import type {Preset} from '../../presets/index.ts';
import type {Spec} from '../../spec/index.ts';
import type {EngineReport} from '../../worker/protocol.ts';
import type {Points} from '../../worlds/points.ts';

/**
 * - `opening`: the worker loads and compiles
 * - `training`, `paused`, `finished`
 * - `waiting`: for the reader to choose a file
 * - `stopped`: a value was not finite; `failed`: the run could not go on. Both leave what was measured in view.
 */
export type Phase = 'opening' | 'waiting' | 'training' | 'paused' | 'finished' | 'stopped' | 'failed';

export interface BackendView {
  name: BackendName;
  /** The machine's adapter, when the backend uses it. */
  adapter?: string;
  limits?: {largest: number};
  /** Why this backend: a sentence. */
  reason: string;
}

export interface RunState {
  preset: Preset;
  /** The run: what it was opened with, and every move since. */
  spec: Spec;
  /** Values just set on a slider whose moves the worker has not confirmed yet; after the end, those of the next run. */
  unconfirmed: Readonly<Record<string, number>>;
  phase: Phase;
  /** Index of the present stage in the spec, and updates made in it. */
  stage: number;
  tick: number;
  /** Updates made in all stages together: the run's position on the timeline. */
  position: number;
  /** The member of the population that is shown. */
  member: number;
  /** The stage whose settings the rail shows, when the reader has chosen one; else the present one. */
  chosenStage: string | undefined;
  stepsPerSecond: number;
  /** The share of what opens the present stage, from 0 to 1, that is done. */
  begun: number;
  memory: {tensors: number; bytes: number; planned: number};
  /** What the engine has recently done for a tick. */
  engine: EngineReport | undefined;
  backend: BackendView | undefined;
  /** The present stage's world as the worker described it, and its items as panels take them. */
  world: Points | undefined;
  points: PointSet | undefined;
  /** Decoded frames of the shown member by name: the newest, or those of the tick that is looked back to. */
  frames: Readonly<Record<string, unknown>>;
  /** The first frame of each name in this run. */
  firsts: Readonly<Record<string, unknown>>;
  /** Newest answers by the name of the question. */
  answers: Readonly<Record<string, unknown>>;
  /** What a reader has chosen to look at or to write, by names of the lab's own. */
  reader: Readonly<Record<string, unknown>>;
  /** Positions for which frames are kept. */
  kept: readonly number[];
  /** The earlier position that the reader looks at. */
  lookingAt: number | undefined;
  hovered: number | undefined;
  hoveredTick: number | undefined;
  backendMarks: readonly Mark[];
  chosenMetric: string;
  /** The panels beside the figure, from the top down. */
  panels: readonly string[];
  /** A sentence for the reader: about a broken link, or a run that stopped. */
  notice: string | undefined;
  /** What the reader can do about a notice, such as trying again what did not work. */
  retry: {about: string; act(): void; label: string} | undefined;
  /** Every problem so far, for scripts. */
  errors: readonly string[];
}

/** A run's state before its worker has said anything. */
export const UNBEGUN = {
  unconfirmed: {},
  phase: 'opening',
  stage: 0,
  tick: 0,
  position: 0,
  member: 0,
  chosenStage: undefined,
  stepsPerSecond: 0,
  begun: 1,
  engine: undefined,
  frames: {},
  firsts: {},
  answers: {},
  reader: {},
  kept: [],
  lookingAt: undefined,
  hovered: undefined,
  hoveredTick: undefined,
  backendMarks: [],
  notice: undefined,
  retry: undefined,
} as const satisfies Partial<RunState>;

/** Whether only a restart, or more steps, can make a run go on. */
export const isOver = ({phase}: Pick<RunState, 'phase'>): boolean =>
  phase === 'finished' || phase === 'waiting' || phase === 'stopped' || phase === 'failed';

/** A store whose parts can be subscribed to. */
export interface Source<S> {
  getState(): S;
  subscribe<T>(select: (state: S) => T, listener: () => void): () => void;
}

/** A part of the state as panels take it. `select` must give equal values for an equal state. */
export function feedOf<S, T>({getState, subscribe}: Source<S>, select: (state: S) => T): Feed<T> {
  return {
    get: () => select(getState()),
    subscribe: (listener) => subscribe(select, listener),
  };
}
