/** The files of a run in PyTorch: one readable script, the weights and batches that it begins with, and what came out here. */
import type {EncoderSettings} from '../../../programs/encoder/index.spec.ts';
import type {Spec} from '../../../spec/index.ts';
import {npyOf} from '../npy.ts';
import {safetensorsOf} from '../safetensors.ts';
import type {Beginning} from './collect.ts';
import alignmentUniformity from './script/alignmentUniformity.py?raw';
import encoder from './script/encoder.py?raw';
import head from './script/head.py?raw';
import infoNCE from './script/infoNCE.py?raw';
import reward from './script/reward.py?raw';
import tail from './script/tail.py?raw';
import triplet from './script/triplet.py?raw';
import type {Part} from './supported.ts';

const SOURCES: Readonly<Record<Part, string>> = {encoder, reward, infoNCE, alignmentUniformity, triplet};

const TORCHRUN =
  '    torchrun --nproc_per_node 2 train.py       in two processes, with the negatives of both for each\n';

export const scriptOf = (parts: readonly Part[]): string =>
  [
    head.replace('TORCHRUN\n', parts.includes('encoder') ? TORCHRUN : ''),
    ...parts.map((part) => SOURCES[part]),
    tail,
  ].join('');

export function torchFiles(
  spec: Spec,
  parts: readonly Part[],
  {weights, inputs, shape, losses}: Beginning,
): Record<string, Uint8Array> {
  const [stage] = spec.stages;
  const {model, objective, training} = stage.spec as EncoderSettings;
  const isEncoder = parts.includes('encoder');
  const batches = isEncoder ? ofViews(inputs, shape) : ofPairs(inputs, shape);
  const readsWords = weights.some(({name}) => name.endsWith('/words'));
  const run = {
    seed: spec.seed,
    steps: stage.steps,
    settings: {model, objective, training},
    inputs: readsWords ? 'tokens' : 'numbers',
    labels: batches.labels !== undefined,
    losses,
    spec,
  };
  const {size, labels} = batches;
  const numbers = readsWords ? Int32Array.from(batches.inputs) : batches.inputs;
  return {
    'train.py': new TextEncoder().encode(scriptOf(parts)),
    'run.json': new TextEncoder().encode(`${JSON.stringify(run, null, 1)}\n`),
    'weights.safetensors': safetensorsOf(weights, {spec: JSON.stringify(spec), step: '0'}),
    'batches/inputs.npy': npyOf({shape: [inputs.length, 2, ...size], data: numbers}),
    ...(labels && {'batches/labels.npy': npyOf(labels)}),
  };
}

interface Batches {
  /** [steps, 2, N, K] one after another. */
  inputs: Float32Array;
  size: [pairs: number, numbers: number];
  labels?: {shape: number[]; data: Float32Array | Int32Array};
}

/** From rows [label or -1, input], both views of all pairs one after another. */
function ofViews(frames: readonly Float32Array[], [rows, columns]: readonly number[]): Batches {
  const k = columns - 1;
  const inputs = new Float32Array(frames.length * rows * k);
  const labels = new Int32Array(frames.length * rows);
  frames.forEach((frame, step) => {
    for (let row = 0; row < rows; row++) {
      const at = step * rows + row;
      labels[at] = frame[row * columns];
      inputs.set(frame.subarray(row * columns + 1, (row + 1) * columns), at * k);
    }
  });
  const some = labels.some((label) => label >= 0);
  return {inputs, size: [rows / 2, k], ...(some && {labels: {shape: [frames.length, 2, rows / 2], data: labels}})};
}

/** From rows [label, first item, second item]. */
function ofPairs(frames: readonly Float32Array[], [pairs, columns]: readonly number[]): Batches {
  const k = (columns - 1) / 2;
  const inputs = new Float32Array(frames.length * 2 * pairs * k);
  const labels = new Float32Array(frames.length * pairs);
  frames.forEach((frame, step) => {
    for (let pair = 0; pair < pairs; pair++) {
      const row = frame.subarray(pair * columns, (pair + 1) * columns);
      labels[step * pairs + pair] = row[0];
      for (const side of [0, 1]) {
        const from = 1 + side * k;
        inputs.set(row.subarray(from, from + k), ((step * 2 + side) * pairs + pair) * k);
      }
    }
  });
  return {inputs, size: [pairs, k], labels: {shape: [frames.length, pairs], data: labels}};
}
