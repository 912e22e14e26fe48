/** The networks of the encoder program: an encoder and a head for each tower of its world. */
import * as tf from '@tensorflow/tfjs-core';
import type {Context, Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {normalise} from '../../kernels/normalise.ts';
import {type Encoder, encoderOf, type Mode} from '../../nn/encoders.ts';
import {applyMlp, type Mlp, mlpSlots} from '../../nn/mlp.ts';
import type {RowsOf, World} from '../../worlds/world.ts';
import type {EncoderSettings} from './index.spec.ts';

export type EncoderContext = Context<EncoderSettings, World>;

/** One optimiser trains all parameters. */
export const GROUP = 'encoder';

interface Networks {
  encoder: Encoder;
  head: Mlp;
}

/** An encoder and a head for each tower. */
export function towersOf({model}: EncoderSettings, world: World): Networks[] {
  return world.towers.map(({input}, tower) => {
    const which = tower === 0 ? '' : String(tower + 1);
    return {
      encoder: encoderOf(model, input, {name: `backbone${which}`, group: GROUP}),
      head: {name: `head${which}`, sizes: [model.representation, model.head], group: GROUP, activateLast: false},
    };
  });
}

export function trainedSlots(spec: EncoderSettings, world: World): Slots {
  return Object.assign({}, ...towersOf(spec, world).map(({encoder, head}) => ({...encoder.slots, ...mlpSlots(head)})));
}

/** Whether the representation is a linear map of the input, up to a constant. */
export const isLinear = ({model}: EncoderSettings): boolean => model.kind === 'mlp' && model.depth === 0;

export type Embedded = {
  /** [R, N, representation] */
  representation: tf.Tensor;
  /** Output of the head, [R, N, head]; normalised, it is the point on the sphere. */
  raw: tf.Tensor;
};

/** `streams` names the random numbers for dropout: one name for each view in the inputs. */
function embed(
  context: EncoderContext,
  tower: number,
  inputs: tf.Tensor,
  mode: Mode,
  streams: readonly string[] = viewsOf(context),
): Embedded {
  const {encoder, head} = towersOf(context.spec, context.world)[tower];
  const key = (use: string) => context.key(streams.map((stream) => `${use}/${stream}`));
  const through = (): Embedded => {
    const representation = encoder.apply({...context, key}, inputs, mode);
    return {representation, raw: applyMlp(head, context, representation)};
  };
  // Where nothing is trained, the outputs of the layers before are not needed any more.
  return mode === 'evaluate' ? tf.tidy(through) : through();
}

/** The views in the inputs of a tower: both if there is one tower, else one. Views with one name have the same dropout. */
function viewsOf({world, spec: {model}}: EncoderContext): string[] {
  if (world.towers.length > 1) return ['a'];
  return model.kind === 'transformer' && model.masks === 'same' ? ['a', 'a'] : ['a', 'b'];
}

/** Inputs of each tower, one after another. */
export function embedAll(context: EncoderContext, inputs: readonly tf.Tensor[], mode: Mode): Embedded {
  const parts = inputs.map((some, tower) => embed(context, tower, some, mode));
  if (parts.length === 1) return parts[0];
  const joined = (part: keyof Embedded) =>
    tf.concat(
      parts.map((one) => one[part]),
      1,
    );
  return {representation: joined('representation'), raw: joined('raw')};
}

/** What the head makes of negatives of pairs, [R, N, head]. */
export const embedThird = (context: EncoderContext, inputs: tf.Tensor, mode: Mode): tf.Tensor =>
  embed(context, 0, inputs, mode, ['c']).raw;

interface Placed {
  point: tf.Tensor;
  representation: tf.Tensor;
}

/** One part of several sets, one after another. */
export const joined = (sets: readonly Placed[], part: keyof Placed): tf.Tensor =>
  tf.concat(
    sets.map((set) => set[part]),
    1,
  );

export function embedRows(context: EncoderContext, rows: RowsOf): Placed {
  const {representation, raw} = throughEncoder(context, rows);
  return {representation, point: normalise(raw)};
}

/** What the head makes of some rows, before it is put on the sphere. */
export const headOfRows = (context: EncoderContext, rows: RowsOf): tf.Tensor => throughEncoder(context, rows).raw;

function throughEncoder(context: EncoderContext, {tower, rows}: RowsOf): Embedded {
  const table = context.get(context.world.towers[tower].table);
  const inputs = gatherRows(table, tf.expandDims(context.get(rows), 0));
  return embed(context, tower, inputs, 'evaluate');
}

export function everything(context: EncoderContext, part: 'point' | 'representation'): tf.Tensor {
  const tables = context.world.towers.map(({table}) => tf.expandDims(context.get(table), 0));
  const {representation, raw} = embedAll(context, tables, 'evaluate');
  return part === 'point' ? normalise(raw) : representation;
}

/** Some rows of one view, which go through the encoder together. */
interface Chunk {
  tower: number;
  /** Of the tower's inputs. */
  from: number;
  count: number;
  stream: string;
}

/** All rows of a batch, in the order of `embedAll`; none when they go through the encoder at once. */
export function chunksOf(context: EncoderContext, inputs: readonly tf.Tensor[]): Chunk[] {
  const most = chunkOf(context.spec);
  const views = viewsOf(context);
  return inputs.flatMap((some, tower) => {
    const rows = some.shape[1]! / views.length;
    if (rows <= most) return [];
    return views.flatMap((view, v) =>
      Array.from({length: Math.ceil(rows / most)}, (_, k) => ({
        tower,
        from: v * rows + k * most,
        count: Math.min(most, rows - k * most),
        stream: `${view}/${k}`,
      })),
    );
  });
}

export const chunkOf = ({training}: EncoderSettings): number =>
  training.chunk === 'off' ? Number.POSITIVE_INFINITY : Number(training.chunk);

export function embedChunk(
  context: EncoderContext,
  inputs: readonly tf.Tensor[],
  {tower, from, count, stream}: Chunk,
): Embedded {
  const rows = tf.slice(inputs[tower], [0, from, 0], [-1, count, -1]);
  return embed(context, tower, rows, 'train', [stream]);
}
