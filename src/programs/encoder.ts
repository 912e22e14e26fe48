/** The encoder program: views of a world through an encoder onto the sphere, trained by a contrastive objective. */
import * as tf from '@tensorflow/tfjs-core';
import type {Context, OptimiserSettings, Program} from '../engine/program.ts';
import {productTransposed} from '../kernels/matmul.ts';
import {normalise} from '../kernels/normalise.ts';
import {alignment} from '../metrics/alignment.ts';
import {effectiveRank, secondMoment} from '../metrics/effectiveRank.ts';
import {recallAcross} from '../metrics/recall.ts';
import {tolerance} from '../metrics/tolerance.ts';
import {uniformity} from '../metrics/uniformity.ts';
import {applyMlp, type Mlp, mlpSlots} from '../nn/mlp.ts';
import {contrastiveObjectives} from '../objectives/contrastive/index.ts';
import {places} from '../spec/index.ts';
import {openWorld} from '../worlds/index.ts';
import type {InputViews, World} from '../worlds/world.ts';
import {type EncoderSettings, encoderSpec} from './encoder.spec.ts';

type EncoderContext = Context<EncoderSettings, World>;

/** The tick at which the search without learning is measured. */
const BASELINE_TICK = 3;
/** Anchors whose negatives are shown. */
const SHOWN_ANCHORS = 64;

export const encoder: Program<EncoderSettings, World> = {
  name: encoderSpec.program,

  hot: (spec) =>
    places(encoderSpec.sections, spec)
      .filter((place) => place.field.acts === 'next step')
      .map((place) => place.path),

  load: (spec, resources) => openWorld(spec.world, resources),

  slots(spec, world) {
    const {backbone, head} = networks(spec, world);
    return {...world.slots, ...mlpSlots(backbone), ...mlpSlots(head)};
  },

  working(spec, world) {
    const {backbone, head} = networks(spec, world);
    const rows = 2 * Math.min(spec.training.batch, world.items);
    const units = [...backbone.sizes, ...head.sizes.slice(1)];
    // Every layer's output and its gradient; the weights' gradients; points on the sphere and their gradients.
    const layers = 2 * rows * units.reduce((a, b) => a + b, 0);
    const weights = [backbone, head].reduce((sum, {sizes}) => sum + weightsOf(sizes), 0);
    return {
      total: layers + weights + 4 * rows * (spec.model.head + spec.model.representation),
      largest: rows * Math.max(...units),
    };
  },

  optimisers: ({training}, steps) => ({encoder: optimiserOf(training, steps)}),

  begin: () => ['evaluate'],

  plan(spec, tick, steps) {
    const train = {phase: 'train', times: 1};
    const due = (tick + 1) % spec.training.evaluateEvery === 0 || tick + 1 === steps;
    // The comparison without learning is the same at every tick: not at the first, which the reader waits for.
    const baseline = tick + 1 === Math.min(BASELINE_TICK, steps) ? [{phase: 'baseline', times: 1}] : [];
    return [train, ...(due ? [{phase: 'evaluate', times: 1}] : []), ...baseline];
  },

  phases: {
    train(context) {
      const views = context.world.batch(context, batchSize(context));
      const loss = context.minimise('encoder', () => lossOf(context, views));
      context.emit('loss', loss);
    },

    /** What is possible without learning: measured once. */
    baseline(context) {
      const inputs = context.world.unseenRaw?.(context);
      if (!inputs || inputs.raw.length < 2) return;
      const emit = (name: string, value: tf.Tensor) => context.emit(name, tf.tile(value, [context.replicas]));
      const raw = recallAcross(inputs.raw);
      const centred = recallAcross(inputs.centred);
      emit('recallAt1RawPixels', raw.at1);
      emit('recallAt5RawPixels', raw.at5);
      emit('recallAt1CentredPixels', centred.at1);
      emit('recallAt5CentredPixels', centred.at5);
    },

    /** The fixed evaluation set: things that are never trained on. */
    evaluate(context) {
      const {world} = context;
      const {point} = embed(context, world.unseenViews(context).inputs);
      context.emit('testLoss', objectiveOf(context)(context, {points: point}, formOf(context)));
      const [a, b] = tf.split(point, 2, 1);
      context.emit('alignment', alignment(a, b));
      const sets = world.unseenSets(context).map((inputs) => embed(context, inputs));
      const points = tf.concat(
        sets.map((set) => set.point),
        1,
      );
      context.emit('uniformity', uniformity(points));
      context.emit('tolerance', tolerance(points, world.unseenGroups(context)));
      context.emit(
        'secondMoment',
        secondMoment(
          tf.concat(
            sets.map((set) => set.representation),
            1,
          ),
        ),
      );
      if (sets.length > 1) {
        const recall = recallAcross(sets.map((set) => set.representation));
        context.emit('recallAt1', recall.at1);
        context.emit('recallAt5', recall.at5);
      }
    },

    /** Every point on the sphere, for the page. */
    showPoints(context) {
      context.emit('points', shown(context, embed(context, context.world.everything(context)).point));
    },

    /** Every representation, for neighbours. */
    showRepresentations(context) {
      const {representation} = embed(context, context.world.everything(context));
      context.emit('representations', shown(context, normalise(representation)));
    },

    /** How similar the anchors of a training batch are to their positive and to their negatives. */
    showSimilarities(context) {
      const views = context.world.batch(context, batchSize(context));
      const [a, b] = tf.split(embed(context, views.inputs).point, 2, 1);
      const anchors = Math.min(SHOWN_ANCHORS, a.shape[1]!);
      const some = tf.slice(a, [context.shown, 0, 0], [1, anchors, -1]);
      const candidates = tf.slice(b, [context.shown, 0, 0], [1, -1, -1]);
      context.emit('similarities', tf.squeeze(productTransposed(some, candidates), [0]));
    },
  },

  digests: {
    secondMoment: (data, shape) => ({effectiveRank: effectiveRank(data, shape[1])}),
  },
};

function lossOf(context: EncoderContext, views: InputViews): tf.Tensor {
  const {point, representation} = embed(context, views.inputs);
  const compare = (points: tf.Tensor) => objectiveOf(context)(context, {points, labels: views.labels}, formOf(context));
  if (context.spec.model.lossOn === 'head') return compare(point);
  return tf.mul(tf.add(compare(point), compare(normalise(representation))), 0.5);
}

const objectiveOf = ({spec}: EncoderContext) => contrastiveObjectives[spec.objective.kind];

const formOf = ({spec}: EncoderContext) => (spec.objective.kind === 'infoNCE' ? spec.objective.form : '');

/** Never more than the world has different things. */
const batchSize = ({spec, world}: EncoderContext) => Math.min(spec.training.batch, world.items);

/** Representation [R, N, representation] and point on the sphere [R, N, head] of inputs [R or 1, N, inputs]. */
function embed(context: EncoderContext, inputs: tf.Tensor): {representation: tf.Tensor; point: tf.Tensor} {
  const {backbone, head} = networks(context.spec, context.world);
  const representation = applyMlp(backbone, context, inputs, 'data');
  const point = normalise(applyMlp(head, context, representation));
  return {representation, point};
}

const weightsOf = (sizes: readonly number[]) =>
  sizes.slice(1).reduce((sum, outputs, layer) => sum + outputs * (sizes[layer] + 1), 0);

function networks({model}: EncoderSettings, world: World): {backbone: Mlp; head: Mlp} {
  const hidden = Array.from({length: model.depth}, () => model.width);
  return {
    backbone: {
      name: 'backbone',
      sizes: [world.inputs, ...hidden, model.representation],
      group: 'encoder',
      activateLast: false,
    },
    head: {name: 'head', sizes: [model.representation, model.head], group: 'encoder', activateLast: false},
  };
}

/** The matrix of the member that is shown, of x [R, M, D]. */
const shown = (context: EncoderContext, x: tf.Tensor) =>
  tf.squeeze(tf.slice(x, [context.shown, 0, 0], [1, -1, -1]), [0]);

function optimiserOf(training: EncoderSettings['training'], steps: number): OptimiserSettings {
  return {
    kind: training.kind,
    learningRate: 'training.learningRate',
    weightDecay: 'training.weightDecay',
    momentum: training.momentum,
    beta2: training.kind === 'adamW' ? training.beta2 : 0,
    epsilon: 1e-8,
    schedule: scheduleOf(training, steps),
  };
}

/** Linear warm-up from 1 / w to 1, then a constant or half a cosine to 0 at the last step. */
export function scheduleOf(
  {warmup, schedule}: Pick<EncoderSettings['training'], 'warmup' | 'schedule'>,
  steps: number,
) {
  return (update: number): number => {
    if (update < warmup) return (update + 1) / warmup;
    if (schedule === 'constant') return 1;
    const progress = Math.min(1, (update - warmup) / Math.max(1, steps - warmup));
    return 0.5 * (1 + Math.cos(Math.PI * progress));
  };
}
