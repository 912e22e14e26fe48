/** What the page knows of its run. Components read it; only `run/session.ts` writes it. */
import {useMemo} from 'react';
import {create} from 'zustand';
import {subscribeWithSelector} from 'zustand/middleware';
import type {BackendName} from '../../engine/backends/names.ts';
import type {
  AuditFrame,
  BatchFrame,
  CandidatesFrame,
  EmbeddingFrame,
  Feed,
  Mark,
  Neighbours,
  PointSet,
  RewardFrame,
  SimilarityFrame,
  SpectrumFrame,
  WeightsFrame,
  WordsFrame,
} from '../../panels/data.ts';
import type {Spec} from '../../spec/index.ts';
import type {EngineReport} from '../../worker/protocol.ts';
import type {Compared} from '../../worlds/points.ts';
import type {Arrangement} from '../arrangement.ts';
import {panelsOf} from '../links.ts';
import {PRESETS, type Preset} from '../presets.ts';
import {type Story, storyOf} from '../story.ts';

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

export interface LabState {
  preset: Preset;
  /** The run: what it was opened with, and every move since. */
  spec: Spec;
  /** Values just set on a slider whose moves the worker has not confirmed yet. */
  unconfirmed: Readonly<Record<string, number>>;
  phase: Phase;
  tick: number;
  stepsPerSecond: number;
  memory: {tensors: number; bytes: number};
  /** What the engine does for a tick, of late. */
  engine: EngineReport | undefined;
  backend: BackendView | undefined;
  points: PointSet | undefined;
  /** Of the items that a reward model compares. */
  compared: Compared | undefined;
  /** Coordinates of a shown point. */
  frame: EmbeddingFrame | undefined;
  similarities: SimilarityFrame | undefined;
  /** The next training batch, and where the loss pushes it. */
  batch: BatchFrame | undefined;
  spectrum: SpectrumFrame | undefined;
  /** Unseen pairs with their rewards; many answers to some questions; weights: of the reward lab. */
  rewards: RewardFrame | undefined;
  candidates: CandidatesFrame | undefined;
  weights: WeightsFrame | undefined;
  /** Choices and lengths of the pairs to learn from. */
  audit: AuditFrame | undefined;
  /** The unseen pair that is read. */
  pair: number | undefined;
  /** What its words add to the reward, and those of the answer that the reader has written, in tokens. */
  words: WordsFrame | undefined;
  written: readonly number[];
  /** The representations of all points as the run began, or as something first asked for them. */
  first: EmbeddingFrame | undefined;
  kept: readonly number[];
  /** The earlier tick that the reader looks at. */
  lookingAt: number | undefined;
  hovered: number | undefined;
  hoveredTick: number | undefined;
  neighbours: Neighbours | undefined;
  backendMarks: readonly Mark[];
  chosenMetric: string;
  /** The panels beside the sphere, from the top down. */
  panels: Arrangement;
  /** What the reader should know: a broken link, a run that stopped. */
  notice: string | undefined;
  /** Every problem so far, for scripts. */
  errors: readonly string[];
}

/** What is known of a run before its worker has said anything. */
export const UNBEGUN = {
  unconfirmed: {},
  phase: 'opening',
  tick: 0,
  stepsPerSecond: 0,
  engine: undefined,
  frame: undefined,
  similarities: undefined,
  batch: undefined,
  spectrum: undefined,
  rewards: undefined,
  candidates: undefined,
  weights: undefined,
  audit: undefined,
  pair: undefined,
  words: undefined,
  written: [],
  first: undefined,
  kept: [],
  lookingAt: undefined,
  hovered: undefined,
  hoveredTick: undefined,
  neighbours: undefined,
  backendMarks: [],
  notice: undefined,
} as const satisfies Partial<LabState>;

export const useLab = create<LabState>()(
  subscribeWithSelector(
    (): LabState => ({
      preset: PRESETS[0],
      spec: PRESETS[0].spec,
      ...UNBEGUN,
      memory: {tensors: 0, bytes: 0},
      backend: undefined,
      points: undefined,
      compared: undefined,
      chosenMetric: PRESETS[0].metric,
      panels: panelsOf(PRESETS[0]),
      errors: [],
    }),
  ),
);

/** A part of the state as panels take it. `select` must give equal values for an equal state. */
export function feedOf<T>(select: (state: LabState) => T): Feed<T> {
  return {
    get: () => select(useLab.getState()),
    subscribe: (listener) => useLab.subscribe(select, listener),
  };
}

/** What the page says of the present run. */
export function useStory(): Story {
  const preset = useLab((state) => state.preset);
  const spec = useLab((state) => state.spec);
  return useMemo(() => storyOf(preset, spec), [preset, spec]);
}
