/** The world of the reader's own file: vectors, sentences, or pairs of sentences. */
import * as tf from '@tensorflow/tfjs-core';
import type {OwnData, OwnVectors} from '../../engine/own.ts';
import {LabError, type Resources} from '../../engine/resources.ts';
import {noisyRows} from '../../kernels/noisyRows.ts';
import {uniform} from '../../kernels/random.ts';
import type {PartValue} from '../../spec/index.ts';
import {TextsWorld} from '../shared/texts.ts';
import {VectorsWorld, type ViewsOf} from '../shared/vectors.ts';
import {evenly, type World} from '../world.ts';
import {loadOwnFile} from './load.ts';
import type {fileViews} from './views.spec.ts';

export type FileSpec = PartValue<typeof fileViews>;

/** One of so many rows is kept unseen. */
const UNSEEN_EVERY = 5;
/** Numbers of a table of vectors: 64 MB. */
const MOST_NUMBERS = 16 * 1024 * 1024;
/** The one class of a file without classes. */
const ALL = 'Your data';

export async function openFileViews({file, most}: FileSpec, resources: Resources): Promise<World> {
  const data = await loadOwnFile(file, resources, 'Choose a file of your own under World; it stays on this machine.');
  if (data.holds === 'preferences')
    throw new LabError(`${file.name} holds preference pairs; a reward model learns from them, not an encoder.`);
  const rows = usedRows(data, most);
  const groups = data.classes.length > 0 ? data.classes : [ALL];
  const groupOf = rows.map((row) => (data.classes.length > 0 ? data.classOf[row] : 0));
  const things = {
    groups,
    groupOf,
    names: data.names && rows.map((row) => data.names![row]),
    isUnseen: unseenOf(groupOf),
  };
  if (data.holds === 'vectors') {
    const values = standardised(data, rows, things.isUnseen);
    return new VectorsWorld({...things, values, size: data.columns}, viewsOfVectors);
  }
  const wordings = data.holds === 'pairs' ? [data.first, data.second] : [data.texts];
  return new TextsWorld({...things, wordings: wordings.map((texts) => rows.map((row) => texts[row]))});
}

/** The rows that are used: evenly spaced, at most `most`, and as many as fit into memory. */
function usedRows(data: OwnData, most: number): number[] {
  const fitting = data.holds === 'vectors' ? Math.floor(MOST_NUMBERS / data.columns) : most;
  return evenly(
    Array.from({length: data.rows}, (_, row) => row),
    Math.min(most, fitting),
  );
}

/** Every fifth row is unseen, counted in the order of classes, so that about a fifth of each class is. */
export function unseenOf(groupOf: readonly number[]): (row: number) => boolean {
  const order = groupOf.map((_, row) => row).sort((a, b) => groupOf[a] - groupOf[b] || a - b);
  const unseen = new Set(order.filter((_, place) => place % UNSEEN_EVERY === 2));
  return (row) => unseen.has(row);
}

/** The rows, each column with mean 0 and deviation 1 over those that are trained on; a column of one value is 0. */
function standardised(
  {values, columns}: OwnVectors,
  rows: readonly number[],
  isUnseen: (row: number) => boolean,
): Float32Array {
  const out = new Float32Array(rows.length * columns);
  const train = rows.flatMap((row, i) => (isUnseen(i) ? [] : [row]));
  for (let k = 0; k < columns; k++) {
    let [mean, square] = [0, 0];
    for (const row of train) mean += values[row * columns + k] / train.length;
    for (const row of train) square += (values[row * columns + k] - mean) ** 2 / train.length;
    const deviation = Math.sqrt(square);
    // The deviation of a constant column is not exactly 0 because of rounding.
    const scale = deviation > 1e-6 * Math.abs(mean) ? 1 / deviation : 0;
    for (const [i, row] of rows.entries()) out[i * columns + k] = (values[row * columns + k] - mean) * scale;
  }
  return out;
}

/** (x + noise) [u >= p]: a number that is left out is 0, its column's mean. */
const viewsOfVectors: ViewsOf = (context, {table, rows, key}) => {
  const noisy = noisyRows(table, rows, key('noise'), context.hot('world.strength'));
  const u = uniform(key('dropped'), [rows.shape[1]!, table.shape[1]!]);
  const kept = tf.greaterEqual(u, tf.reshape(context.hot('world.dropped'), [-1, 1, 1]));
  return tf.mul(noisy, tf.cast(kept, 'float32'));
};
