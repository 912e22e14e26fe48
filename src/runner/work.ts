/** Measures what the engine does for a tick. */
import * as tf from '@tensorflow/tfjs-core';
import {withdrawnForms} from '../engine/kernel.ts';
import type {Cost} from '../engine/phases.ts';
import type {Population} from '../engine/population.ts';
import type {EngineReport} from './events.ts';
import type {Pace} from './pace.ts';

/** The fewest ticks over which costs are averaged. */
const WINDOW = 20;

type PerTick = Record<keyof Cost, number>;

const NONE: PerTick = {launches: 0, copies: 0, submissions: 0, javascript: 0};

/** What TensorFlow.js reports about memory on GPU backends, beyond its usual figures. */
interface Memory {
  numBytes: number;
  numBytesInGPU?: number;
  numBytesAllocatedInGPU?: number;
}

export class Work {
  #from: {trained: number; cost: Cost} | undefined;
  #perTick: PerTick = NONE;

  report({trained, phases, groups}: Population, pace: Pace): EngineReport {
    const {cost, recordedBytes, reasons} = phases;
    this.#from ??= {trained, cost};
    const ticks = trained - this.#from.trained;
    if (ticks >= WINDOW || (ticks > 0 && this.#perTick === NONE)) {
      const {cost: before} = this.#from;
      const per = (name: keyof Cost) => (cost[name] - before[name]) / ticks;
      this.#perTick = {
        launches: per('launches'),
        copies: per('copies'),
        submissions: per('submissions'),
        javascript: per('javascript'),
      };
      this.#from = {trained, cost};
    }
    const memory = tf.memory() as unknown as Memory;
    const live = memory.numBytesInGPU ?? memory.numBytes;
    return {
      ...this.#perTick,
      // What the device needs is known; a tick takes no less than the JavaScript that it waits for.
      whole: Math.max(pace.perTick, this.#perTick.javascript),
      together: pace.ticks,
      bytes: {live, allocated: memory.numBytesAllocatedInGPU ?? live, recorded: recordedBytes},
      groups,
      reasons: [
        ...[...reasons].map(([what, why]) => ({what: `phase ${what}`, why})),
        ...withdrawnForms().map(({kernel, reason}) => ({what: `kernel ${kernel}`, why: reason})),
      ],
    };
  }
}
