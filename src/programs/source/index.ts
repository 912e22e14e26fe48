/**
 * The source program: the best of n = exp(m rate) answers of a memoryless source against the tilt of the source, exactly, for n
 * that grows from step to step. No step trains anything.
 */
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey, normals} from '../../engine/keys.ts';
import type {Program} from '../../engine/program.ts';
import {type Source, type Totals, totalsOf} from '../../metrics/exact/memoryless.ts';
import {compared} from '../../metrics/memoryless/compute.ts';
import {hotPaths} from '../training.ts';
import {type SourceSettings, sourceSpec} from './index.spec.ts';

interface World {
  source: Source;
  totals: Totals;
}

/** Chances are proportional to exp(unevenness times a normal number); rewards are normal numbers. */
export function sourceOf({kinds, unevenness, drawing}: SourceSettings['world']): Source {
  const odds = Array.from(normals(deriveKey(drawing, 'world/tokens'), kinds), (x) => Math.exp(unevenness * x));
  const sum = odds.reduce((a, b) => a + b, 0);
  return {chances: odds.map((x) => x / sum), rewards: Array.from(normals(deriveKey(drawing, 'world/rewards'), kinds))};
}

export const source: Program<SourceSettings, World> = {
  name: sourceSpec.program,

  hot: (spec) => hotPaths(sourceSpec.sections, spec),

  async load({world}) {
    const source = sourceOf(world);
    return {source, totals: totalsOf(source, world.tokens)};
  },

  slots: () => ({}),

  plan: () => [{phase: 'select', times: 1}],

  phases: {
    /** How many steps n has grown. */
    select(context) {
      const grown = context.perTick(1, (tick) => [tick + 1]);
      context.emit('compared', tf.tile(tf.reshape(grown, [1, 1]), [context.replicas, 1]));
    },
  },

  digests: {
    compared: ([grown], _shape, {selection}, {source, totals}) => compared(source, totals, grown * selection.rate),
  },
};
