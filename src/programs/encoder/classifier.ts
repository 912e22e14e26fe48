/** A cosine classifier on the points, and what is measured of it. */
import {normals} from '../../engine/keys.ts';
import type {Slots} from '../../engine/program.ts';
import {dataSlot, type World} from '../../worlds/world.ts';
import type {EncoderSettings} from './index.spec.ts';
import {GROUP} from './networks.ts';

/** [C, D] */
export const CLASSIFIER = 'classifier/directions';
/** [C] */
export const LOG_SHARES = 'classifier/logShares';

/** The share of a class that nothing is trained on, for its logarithm. */
const LEAST = 1e-6;

export function classifierSlots({model}: EncoderSettings, {labelled}: World): Slots {
  const {classes, shares} = labelled!;
  const size = classes * model.head;
  return {
    [CLASSIFIER]: {
      shape: [classes, model.head],
      ...{dtype: 'float32', axis: 'replica', role: 'parameter', group: GROUP},
      initial: (key) => normals(key, size),
    },
    [LOG_SHARES]: dataSlot(
      [classes],
      Float32Array.from(shares, (share) => Math.log(Math.max(share, LEAST))),
    ),
  };
}
