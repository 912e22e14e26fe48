/** A run of a lesson as an experiment of the page: it trains as far as the lesson says, and no further. */

import {presentStage, trainedSettings} from '../../labs/kit/settings.ts';
import type {RunState} from '../../labs/kit/state.ts';
import {lawOf} from '../../objectives/contrastive/index.spec.ts';
import type {Preset} from '../../presets/index.ts';
import {allSteps, positionOf, type Spec} from '../../spec/index.ts';
import {surroundingsOf} from '../experiment/around.ts';
import {Experiment} from '../experiment/experiment.ts';
import {LiveLimit} from '../experiment/live.ts';
import {backendChoice} from '../page.ts';
import type {RunData} from './readings.ts';
import type {Trainee} from './session.ts';

/** A step shows three runs at most; those of earlier steps rest. */
const live = new LiveLimit<Experiment>(3);

/** Milliseconds between a frame and the wish for the next one. */
const EVERY = 200;

/** How the run weighs negatives, where its objective has a weight for each. */
const lawIn = (state: RunState) => lawOf(trainedSettings(state).objective as {kind: string});

interface Options {
  preset: Preset;
  spec: Spec;
  /** Frames that its figure keeps. */
  keeps: readonly string[];
  progressed(): void;
  failed(sentence: string): void;
}

export class LessonExperiment implements Trainee {
  readonly experiment: Experiment;
  readonly #preset: Preset;
  readonly #spec: Spec;
  #begun = false;
  /** Whether it is to train now. */
  #wanted = false;
  #until = Number.POSITIVE_INFINITY;
  #watched = new Map<string, () => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({preset, spec, keeps, progressed, failed}: Options) {
    this.#preset = preset;
    this.#spec = spec;
    this.experiment = new Experiment({preset, spec, panels: [], keeps}, surroundingsOf(live, backendChoice));
    const {store, log} = this.experiment;
    store.subscribe(
      ({position, phase, frames}) => [position, phase, frames],
      () => {
        const {phase, notice} = store.getState();
        this.#steer();
        this.#wantSoon();
        if (phase === 'failed' || phase === 'stopped') queueMicrotask(() => failed(notice ?? 'A run has stopped.'));
        else queueMicrotask(progressed);
      },
      {equalityFn: (a, b) => a.every((value, i) => value === b[i])},
    );
    log.subscribe(() => queueMicrotask(progressed));
  }

  train(until = Number.POSITIVE_INFINITY): void {
    this.#wanted = true;
    this.#until = Math.max(until, 0);
    if (!this.#begun) {
      this.#begun = true;
      this.experiment.open(this.#preset, this.#spec);
    } else {
      this.experiment.wake();
      this.#steer();
    }
  }

  /** Trains from the first step, with the settings that it had then. */
  again(): void {
    this.experiment.open(this.#preset, this.#spec);
  }

  pause(): void {
    this.#wanted = false;
    this.#steer();
  }

  /** Plays or stands still, as it is to. */
  #steer(): void {
    const {phase, position} = this.experiment.store.getState();
    const goes = this.#wanted && position < this.#until;
    if (phase === 'training' && !goes) this.experiment.pause();
    if (phase === 'paused' && goes) this.experiment.play();
  }

  watch(frames: readonly string[]): void {
    for (const name of frames) {
      if (!this.#watched.has(name)) this.#watched.set(name, this.experiment.watch(name));
    }
  }

  #wantSoon(): void {
    if (this.#watched.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const name of this.#watched.keys()) this.experiment.want(name);
    }, EVERY);
  }

  data(): RunData {
    const state = this.experiment.store.getState();
    const log = this.experiment.log.get();
    const {spec, frames, position} = state;
    return {
      position,
      series: (metric) => log.series(metric),
      frame: (name) => {
        const frame = frames[name] as {tick: number} | undefined;
        const from = Math.min(this.#until, allSteps(spec));
        return frame && positionOf(spec, presentStage(state).id, frame.tick) >= from ? frame : undefined;
      },
      law: lawIn(state),
    };
  }

  metrics(): Readonly<Record<string, number>> {
    return this.experiment.log.newest();
  }

  end(): void {
    clearTimeout(this.#timer);
    for (const leave of this.#watched.values()) leave();
    this.#watched.clear();
    this.experiment.close();
  }
}
