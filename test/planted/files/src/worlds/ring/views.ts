/** Points spread evenly over a circle of radius 1. */
import type {PartValue} from '../../spec/index.ts';
import {noisyViews} from '../latent/views.ts';
import {VectorsWorld} from '../shared/vectors.ts';
import type {World} from '../world.ts';
import type {ring} from './index.spec.ts';

const QUARTERS = ['East', 'North', 'West', 'South'];
const UNSEEN_EVERY = 5;

export function openRing({points}: PartValue<typeof ring>): World {
  const angles = Array.from({length: points}, (_, i) => (2 * Math.PI * i) / points);
  return new VectorsWorld(
    {
      values: Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])),
      size: 2,
      groups: QUARTERS,
      groupOf: angles.map((_, i) => Math.floor((QUARTERS.length * i) / points)),
      isUnseen: (row) => row % UNSEEN_EVERY === 0,
    },
    noisyViews,
  );
}
