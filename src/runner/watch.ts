/** Watches a run's metrics for values that are not finite numbers. */
import type {Population} from '../engine/population.ts';
import type {TickMetrics} from '../engine/records.ts';
import {membersOf, type SpecLanguage} from '../spec/index.ts';
import {explainBreak, findBreak, type Good, goodBefore} from './nonFinite.ts';

/** Why a run cannot go on. */
export interface Stop {
  sentence: string;
  /** Index of the stage in the spec. */
  stage: number;
  /** The newest tick of that stage at which all values were finite. */
  lastGood: number;
}

export class Watch {
  readonly #run: Population;
  readonly #language: SpecLanguage;
  readonly #all: readonly number[];
  #good: Good;

  constructor(run: Population, language: SpecLanguage) {
    this.#run = run;
    this.#language = language;
    this.#all = membersOf(run.spec).map(({index}) => index);
    this.#good = {stage: run.stage.id, tick: run.tick};
  }

  /** The metrics of the ticks at which all values are finite, and why the run stops at the first other tick. */
  take(metrics: TickMetrics[]): {good: TickMetrics[]; stop?: Stop} {
    const broken = findBreak(metrics, this.#good, this.#all);
    const good = broken ? goodBefore(metrics, broken) : metrics;
    const last = good.at(-1);
    if (last) this.#good = {stage: last.stage, tick: last.tick};
    if (!broken) return {good};
    const {spec} = this.#run;
    const sentence = explainBreak(broken, spec, (stage) => this.#language.places(stage));
    const stage = spec.stages.findIndex(({id}) => id === broken.stage);
    return {good, stop: {sentence, stage, lastGood: broken.lastGood}};
  }
}
