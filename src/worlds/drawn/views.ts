/** The world drawn by hand: points of clouds that the reader painted. */
import {deriveKey, normals} from '../../engine/keys.ts';
import type {PartValue} from '../../spec/index.ts';
import {noisyViews} from '../latent/views.ts';
import {VectorsWorld} from '../shared/vectors.ts';
import type {World} from '../world.ts';
import {drawn} from './index.spec.ts';

export type DrawnSpec = PartValue<typeof drawn>;

/** The canvas is the square from -2 to 2. */
const HALF = 2;
/** In every fifth round through all dabs the points are never trained on. */
const UNSEEN_EVERY = 5;

/** Point i is from dab i mod B of B: its centre and normal noise of its spread. */
export function openDrawn({dabs, points, positive, drawing: number}: DrawnSpec): World {
  // A class keeps its number, and so its colour, where one before it is not painted.
  const classes = Math.max(...dabs.map(([of]) => of)) + 1;
  const unit = (2 * HALF) / drawn.fields.dabs.grid;
  const noise = normals(deriveKey(number, 'world/drawn'), 2 * points);
  const values = new Float32Array(2 * points);
  const groupOf: number[] = [];
  for (let i = 0; i < points; i++) {
    const [of, x, y, spread] = dabs[i % dabs.length];
    values[2 * i] = x * unit - HALF + spread * unit * noise[2 * i];
    values[2 * i + 1] = y * unit - HALF + spread * unit * noise[2 * i + 1];
    groupOf.push(of);
  }
  return new VectorsWorld(
    {
      values,
      size: 2,
      groups: Array.from({length: classes}, (_, of) => `Class ${of + 1}`),
      groupOf,
      classPairs: positive === 'class',
      isUnseen: (i) => Math.floor(i / dabs.length) % UNSEEN_EVERY === 0,
    },
    noisyViews,
  );
}
