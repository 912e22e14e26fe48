/** One of two runs that are looked at side by side, wherever it comes from: a live experiment, or a pin. */

import {presentStage} from '../../../labs/kit/settings.ts';
import {feedOf, type RunState} from '../../../labs/kit/state.ts';
import type {Domain} from '../../../panels/chart/scale.ts';
import type {EmbeddingFrame, Feed, FrontierFrame, MetricLog, PointSet, RewardFrame} from '../../../panels/data.ts';
import {remembered} from '../../../panels/remembered.ts';
import {language} from '../../../programs/index.spec.ts';
import {type Stage, stretchOf} from '../../../spec/index.ts';
import {type PreferenceSettings, preferenceOffersOf} from '../../../worlds/preferences.spec.ts';
import type {Experiment} from '../../experiment/experiment.ts';

/** What the figure of a run shows; nothing where a run has no figure that can be compared. */
export type Figure = 'sphere' | 'rewards' | 'frontier' | undefined;

export interface Side {
  id: string;
  /** What tells this run from the other one. */
  label: string;
  figure: Feed<Figure>;
  /** Updates made up to what is shown. */
  position: Feed<number>;
  log: Feed<MetricLog & {version: number}>;
  /** The points of the sphere and where they are; undefined while they are on their way. */
  points: Feed<PointSet | undefined>;
  embedding: Feed<EmbeddingFrame | undefined>;
  rewards: Feed<RewardFrame | undefined>;
  frontier: Feed<FrontierFrame | undefined>;
  /** Positions of the timeline, first and last, of the stage that is shown. */
  stretch: Feed<Domain | undefined>;
  /** Of a run whose picture is not whole: every how many-th of its rows there is. */
  every?: Feed<number>;
  /** Why there is nothing to show, if there is nothing. */
  problem?: Feed<Problem | undefined>;
  /** Runs with the same text here have the same data, row by row. */
  data: Feed<string>;
  /** Asks for frames as long as the side is shown; returns what ends that. */
  begin(): () => void;
  /** The newest frame has been drawn: the next one may come. */
  onDrawn(): void;
}

export interface Problem {
  sentence: string;
  /** Whether it may help to load again. */
  passing: boolean;
}

const FRAMES = {sphere: 'points', rewards: 'rewards', frontier: 'frontier'} as const;

/** A live run. */
export function sideOfExperiment(experiment: Experiment, id: string, label: string): Side {
  const {store} = experiment;
  const shown = () => figureOf(presentStage(store.getState()));
  const frame = <T>(name: string) => feedOf(store, ({frames}) => frames[name] as T | undefined);
  return {
    id,
    label,
    figure: feedOf(store, (state) => figureOf(presentStage(state))),
    position: feedOf(store, ({position, lookingAt}) => lookingAt ?? position),
    log: experiment.log,
    points: feedOf(store, ({points}) => points),
    embedding: frame<EmbeddingFrame>(FRAMES.sphere),
    rewards: frame<RewardFrame>(FRAMES.rewards),
    frontier: frame<FrontierFrame>(FRAMES.frontier),
    stretch: feedOf(store, rememberedStretch()),
    data: feedOf(store, rememberedData()),
    begin() {
      const figure = shown();
      return figure ? experiment.watch(FRAMES[figure]) : () => {};
    },
    onDrawn() {
      const figure = shown();
      if (figure) experiment.want(FRAMES[figure]);
    },
  };
}

const rememberedData = () =>
  remembered(
    (state: RunState) => dataOf(presentStage(state)),
    ({spec, stage}) => [spec, stage],
  );

const rememberedStretch = () =>
  remembered(
    ({spec, stage}: RunState) => stretchOf(spec, stage),
    ({spec, stage}) => [spec, stage],
  );

/** What a stage's figure shows. */
export function figureOf({program, spec}: Pick<Stage, 'program' | 'spec'>): Figure {
  if (program === 'encoder') return 'sphere';
  if (program === 'policy') {
    const {sampling} = spec as {sampling: {kind: string}};
    // While a policy imitates there is nothing yet that it moves away from.
    return sampling.kind === 'demonstrations' ? undefined : 'frontier';
  }
  const {world} = spec as {world?: PreferenceSettings};
  return program === 'reward' && world && preferenceOffersOf(world).lengths ? 'rewards' : undefined;
}

/** The settings by which a stage's data are drawn, as text. Settings that can move while it trains do not draw any. */
export function dataOf(stage: Stage): string {
  const {spec} = stage as {spec: {world?: {kind: string}}};
  const drawn = language
    .places(stage)
    .filter(({section, field}) => section === 'world' && field.acts === 'restart')
    .map(({path, value}) => [path, value]);
  return JSON.stringify([spec.world?.kind, drawn]);
}
