/** The latent world: points of the plane from known classes and subclasses, with an optional shortcut. */
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey, normals, randomWords} from '../../engine/keys.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {noisyRows, withNoise} from '../../kernels/noisyRows.ts';
import {permuted, uniform} from '../../kernels/random.ts';
import type {PartValue} from '../../spec/index.ts';
import {type Drawn, VectorsWorld, type ViewsOf} from '../shared/vectors.ts';
import type {World, WorldContext} from '../world.ts';
import type {latent} from './index.spec.ts';

export type LatentSpec = PartValue<typeof latent>;

/** Of the plane. */
const DIMENSION = 2;
/** The points of every fifth round through all subclasses are kept unseen. */
const UNSEEN_EVERY = 5;
/** Of the view noise, at strength 1. */
const NOISE = 0.5;

export function openLatent(spec: LatentSpec): World {
  const {classes, subclasses, shortcut} = spec;
  const things = thingsOf(spec);
  const positions = drawPositions(spec, things);
  const codes = drawCodes(spec);
  const size = DIMENSION + shortcut;
  const values = new Float32Array(spec.points * size);
  for (let i = 0; i < spec.points; i++) {
    values.set(positions.subarray(i * DIMENSION, (i + 1) * DIMENSION), i * size);
    values.set(codes.subarray(i * shortcut, (i + 1) * shortcut), i * size + DIMENSION);
  }
  const groups = Array.from({length: classes}, (_, c) => `Class ${c + 1}`);
  const codeOf = (i: number) =>
    Array.from(codes.subarray(i * shortcut, (i + 1) * shortcut), (bit) => (bit > 0 ? 1 : 0)).join('');
  return new VectorsWorld(
    {
      values,
      size,
      groups,
      groupOf: things.map(({of}) => of),
      details: shortcut > 0 ? things.map(({of}, i) => `${groups[of]}, shortcut ${codeOf(i)}`) : undefined,
      second:
        subclasses > 1
          ? {of: things.map(({of, round}) => of * subclasses + (round % subclasses)), count: classes * subclasses}
          : undefined,
      classPairs: spec.positive === 'class',
      isUnseen: (i) => Math.floor(things[i].round / subclasses) % UNSEEN_EVERY === 0,
      ...minorityOf(spec, things),
    },
    shortcut > 0 ? viewsWithShortcut(shortcut) : noisyViews,
  );
}

/** The points that are shown, with normal noise. */
export const noisyViews: ViewsOf = (context, {table, rows, pairs, key}) =>
  noisyRows(table, rows, key('noise'), deviationOf(context), rows.shape[1]! > pairs);

const deviationOf = (context: WorldContext) => context.fromHot(['world.strength'], 1, (strength) => [strength * NOISE]);

/**
 * x' + noise where u < p, else x + noise: x' is another point drawn at random for each view, u is uniform, one for the
 * position and one for each bit of the shortcut, and p is how likely the position or the shortcut is lost.
 */
function viewsWithShortcut(bits: number): ViewsOf {
  return (context, {table, rows, pairs: count, pool, key}: Drawn) => {
    const shown = gatherRows(table, rows);
    const own = rows.shape[1]! > count ? shown : tf.tile(shown, [1, 2, 1]);
    const others = gatherRows(table, permuted(key('others'), pool.rows.length, count, pool));
    const draws = uniform(key('lost'), [count, 1 + bits]);
    const u = tf.concat([tf.slice(draws, [0, 0, 0], [-1, -1, 1]), draws], 2);
    const likely = context.fromHot(['world.classLost', 'world.shortcutLost'], DIMENSION + bits, (position, shortcut) =>
      Array.from({length: DIMENSION + bits}, (_, k) => (k < DIMENSION ? position : shortcut)),
    );
    const features = tf.where(tf.less(u, tf.expandDims(likely, 1)), others, own);
    return withNoise(features, key('noise'), deviationOf(context));
  };
}

/** The last class, where it is smaller or nearer than others, and which of its points are not trained on. */
function minorityOf({classes, subclasses, minority, closeness}: LatentSpec, things: readonly Thing[]) {
  if (minority === 1 && closeness === 0) return {};
  // Rounds through all subclasses in which points are seen, in order; of n of them ceil(share n) are kept, evenly.
  const kept = (n: number) => Math.ceil(minority * n - 1e-9);
  const isLeftOut = (i: number) => {
    const {of, round} = things[i];
    if (of !== classes - 1) return false;
    const whole = Math.floor(round / subclasses);
    const before = whole - Math.floor(whole / UNSEEN_EVERY) - 1;
    return whole % UNSEEN_EVERY !== 0 && kept(before + 1) === kept(before);
  };
  return {minority: classes - 1, isLeftOut};
}

/** A point's class, and how many of its class come before it. */
interface Thing {
  of: number;
  round: number;
}

/** Round after round through the classes that have a point left. */
function thingsOf(spec: LatentSpec): Thing[] {
  const sizes = sizesOfClasses(spec);
  const things: Thing[] = [];
  for (let round = 0; things.length < spec.points; round++) {
    for (const [of, size] of sizes.entries()) if (round < size) things.push({of, round});
  }
  return things;
}

/**
 * Sizes f^(-c / (C - 1)) for c = 0 ... C - 1, with f the imbalance, rounded so that they add up to all points. Each class
 * has two points of every subclass at least, so that each subclass has one to train on and one that is unseen.
 */
export function sizesOfClasses({
  classes,
  subclasses,
  points,
  imbalance,
}: Pick<LatentSpec, 'classes' | 'subclasses' | 'points' | 'imbalance'>): number[] {
  const weights = Array.from({length: classes}, (_, c) => imbalance ** (-c / (classes - 1)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (points * weight) / total);
  const sizes = exact.map((size) => Math.max(2 * subclasses, Math.floor(size)));
  const left = points - sizes.reduce((sum, size) => sum + size, 0);
  if (left < 0) sizes[0] += left;
  const byRemainder = exact.map((_, c) => c).sort((a, b) => (exact[b] % 1) - (exact[a] % 1) || a - b);
  for (const c of byRemainder.slice(0, Math.max(0, left))) sizes[c]++;
  return sizes;
}

/**
 * Class c has its centre at angle 2 pi c / C on a circle of radius 1.5; its subclasses stand on a small circle about it.
 * `overlap` scales the spread of each cluster against the distance between neighbouring classes. `closeness` moves the last
 * class along the line to the centre of the one before it.
 */
function drawPositions(spec: LatentSpec, things: readonly Thing[]): Float32Array {
  const {classes, subclasses, overlap, closeness, drawing} = spec;
  const radius = 1.5;
  const apart = 2 * radius * Math.sin(Math.PI / classes);
  const around = subclasses > 1 ? 0.3 * apart : 0;
  const spread = (0.5 * overlap * apart) / Math.sqrt(subclasses);
  const noise = normals(deriveKey(drawing, 'world/latent'), things.length * DIMENSION);
  const positions = new Float32Array(things.length * DIMENSION);
  for (const [i, {of, round}] of things.entries()) {
    const angle = (2 * Math.PI * of) / classes;
    const inner = angle + (2 * Math.PI * (round % subclasses)) / subclasses;
    positions[2 * i] = radius * Math.cos(angle) + around * Math.cos(inner) + spread * noise[2 * i];
    positions[2 * i + 1] = radius * Math.sin(angle) + around * Math.sin(inner) + spread * noise[2 * i + 1];
    if (closeness === 0 || of < classes - 1) continue;
    const next = (2 * Math.PI * (of - 1)) / classes;
    positions[2 * i] += closeness * radius * (Math.cos(next) - Math.cos(angle));
    positions[2 * i + 1] += closeness * radius * (Math.sin(next) - Math.sin(angle));
  }
  return positions;
}

/** A random code of bits -1 and 1 for each point, which has nothing to do with its class. */
function drawCodes({points, shortcut, drawing}: LatentSpec): Float32Array {
  const words = randomWords(deriveKey(drawing, 'world/latent/shortcut'), points * shortcut);
  return Float32Array.from(words, (word) => (word >>> 31 ? 1 : -1));
}
