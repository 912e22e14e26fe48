/** The encoder program: views of a world through an encoder onto the sphere, trained by a contrastive objective. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {Program} from '../../engine/program.ts';
import {LabError} from '../../engine/resources.ts';
import {normalise} from '../../kernels/normalise.ts';
import {alignment} from '../../metrics/alignment/compute.ts';
import {anisotropy} from '../../metrics/anisotropy/compute.ts';
import {batchHardness, batchSameClass} from '../../metrics/batchHardness/compute.ts';
import {effectiveRank, secondMoment, singularValues} from '../../metrics/effectiveRank/compute.ts';
import {modalityGap} from '../../metrics/modalityGap/compute.ts';
import {recallAcross} from '../../metrics/recall/compute.ts';
import {tolerance} from '../../metrics/tolerance/compute.ts';
import {uniformity} from '../../metrics/uniformity/compute.ts';
import {mlpSlots} from '../../nn/mlp.ts';
import {classCosines} from '../../objectives/contrastive/classifier.ts';
import {needsOf} from '../../objectives/contrastive/index.spec.ts';
import {contrastiveObjectives} from '../../objectives/contrastive/index.ts';
import {openViews} from '../../worlds/index.ts';
import type {World} from '../../worlds/world.ts';
import {ofEachMember, shown} from '../members.ts';
import {earlyPhases, hotPaths, once, optimiserOf, trainingPlan} from '../training.ts';
import {CLASSIFIER, classifierSlots} from './classifier.ts';
import {classQueueSlots, updateClassQueue} from './classQueue.ts';
import {examinations, examine} from './examined.ts';
import {generalisationGap} from './gap.ts';
import {type EncoderSettings, encoderSpec} from './index.spec.ts';
import {
  batchSize,
  boundOf,
  compare,
  knownOf,
  memberOf,
  minimised,
  pointRows,
  predictorOf,
  thirdOf,
} from './learning.ts';
import {peak, working} from './memory.ts';
import {copiesOf, QUEUE, queueSlot, updateMomentum} from './momentum.ts';
import {findNeighbours} from './neighbours.ts';
import {embedAll, embedRows, everything, headOfRows, isLinear, joined, trainedSlots} from './networks.ts';
import {comparedSimilarities} from './similarities.ts';

/** The tick at which the search without learning is measured. */
const BASELINE_TICK = 3;

export const encoder: Program<EncoderSettings, World> = {
  name: encoderSpec.program,

  hot: (spec) => hotPaths(encoderSpec.sections, spec),

  load: (spec, resources) => openViews(spec.world, resources),

  prepare: ({objective}) => contrastiveObjectives.load(objective.kind),

  slots(spec, world) {
    const slots = trainedSlots(spec, world);
    const needs = needsOf(spec.objective.kind);
    // A file may have several classes, and those of its rows that are used a single one.
    if (needs.classes && !world.labelled)
      throw new LabError(
        'All items that are used have the same class, and this objective tells classes apart: use more of them, or choose another objective.',
      );
    return {
      ...world.slots,
      ...slots,
      ...(needs.predictor && mlpSlots(predictorOf(spec))),
      ...(needs.targets && copiesOf(slots)),
      ...(needs.queue && {[QUEUE]: queueSlot(spec)}),
      ...(needs.classifier && classifierSlots(spec, world)),
      ...(needs.classQueue && classQueueSlots(spec, world)),
    };
  },

  ...{working, peak},

  optimisers: ({training}, steps) => ({encoder: optimiserOf(training, steps)}),

  begin: () => once('evaluate'),

  plan(spec, tick, steps) {
    return [
      ...trainingPlan(spec.training, tick, steps),
      // The search without learning gives the same at every tick. Not at the first one, which the reader waits for.
      ...once('baseline', tick + 1 === Math.min(BASELINE_TICK, steps)),
    ];
  },

  early: earlyPhases,

  phases: {
    train(context) {
      const views = context.world.batch(context, batchSize(context));
      const known = knownOf(context, views);
      const loss = minimised(context, views, known);
      context.emit('loss', loss);
      const bound = boundOf(context, views);
      if (bound !== undefined) context.emit('mutualInformation', tf.sub(bound, loss));
      updateMomentum(context, known);
      if (known.classQueue) updateClassQueue(context, known);
    },

    /** Retrieval without learning, measured once. */
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

    /** Metrics on the fixed evaluation set: items that are never trained on. */
    evaluate(context) {
      const {world} = context;
      const views = world.unseenViews(context);
      const {raw} = embedAll(context, views.inputs, 'evaluate');
      const points = normalise(raw);
      const known = {...knownOf(context, views), third: thirdOf(context, views, 'evaluate')};
      context.emit('testLoss', compare(context, raw, known));
      const [a, b] = tf.split(points, 2, 1);
      context.emit('alignment', alignment(a, b));
      const sets = world.unseenSets.map((rows) => embedRows(context, rows));
      const all = joined(sets, 'point');
      context.emit('uniformity', uniformity(all));
      context.emit('anisotropy', anisotropy(all));
      context.emit('tolerance', tolerance(all, context.get(world.unseenGroups)));
      context.emit('secondMoment', secondMoment(joined(sets, 'representation')));
      context.emit('headSecondMoment', secondMoment(all));
      const towers = world.towers.map((_, tower) => sets.filter((_set, i) => world.unseenSets[i].tower === tower));
      if (towers.length > 1) {
        const [a, b] = towers.map((of) => joined(of, 'point'));
        context.emit('modalityGap', modalityGap(a, b));
      }
      if (sets.length > 1) {
        // Two towers meet only at the head: their representations cannot be compared.
        const recall = recallAcross(sets.map((set) => (towers.length > 1 ? set.point : set.representation)));
        context.emit('recallAt1', recall.at1);
        context.emit('recallAt5', recall.at5);
      }
      const bound = boundOf(context, views);
      if (bound !== undefined) {
        const limit = constant(`bound ${bound}`, [1], () => Float32Array.of(bound));
        context.emit('mutualInformationBound', tf.tile(limit, [context.replicas]));
      }
    },

    /** Slower metrics on the same items. */
    examine(context) {
      examine(context, {
        representation: (rows) => embedRows(context, rows).representation,
        point: (rows) => embedRows(context, rows).point,
      });
      const {signals, salient, labelled} = context.world;
      if (labelled && needsOf(context.spec.objective.kind).classifier) {
        context.emit('classified', classCosines(embedRows(context, labelled).point, context.get(CLASSIFIER)));
      }
      if (salient && labelled) context.emit('halves', headOfRows(context, labelled));
      if (signals && isLinear(context.spec)) {
        const axes = tf.expandDims(context.get(signals.axes), 0);
        context.emit('axes', embedAll(context, [axes], 'evaluate').representation);
      }
      const views = context.world.batch(context, batchSize(context));
      const points = normalise(embedAll(context, views.inputs, 'evaluate').raw);
      context.emit('batchHardness', batchHardness(points));
      const kinds = memberOf(context, views);
      if (kinds) context.emit('batchSameClass', batchSameClass(kinds));
      const gap = generalisationGap(context);
      if (gap) context.emit('generalisationGap', gap);
    },

    /** Every point on the sphere, for the page. */
    showPoints(context) {
      context.emit('points', shown(context, everything(context, 'point')));
    },

    /** Every representation, for neighbours; with two towers the points, because only these can be compared. */
    showRepresentations(context) {
      const part = context.world.towers.length > 1 ? 'point' : 'representation';
      context.emit('representations', shown(context, normalise(everything(context, part))));
    },

    /** The matrices whose singular values the spectrum shows: unseen representations and points. */
    showSpectrum(context) {
      const sets = context.world.unseenSets.map((rows) => embedRows(context, rows));
      const parts = ['representation', 'point'] as const;
      const moments = parts.map((part) => tf.reshape(shown(context, secondMoment(joined(sets, part))), [1, -1]));
      context.emit('spectrum', tf.concat(moments, 1));
    },

    /** How similar the anchors of a training batch are to their positive and to their negatives. */
    showSimilarities(context) {
      context.emit('similarities', comparedSimilarities(context));
    },

    /**
     * The next training batch: for each of its 2N views [row of the points, label, point (D), push (D)]. Views with equal
     * labels are never each other's negatives. The push is where the loss sends the point, along the sphere: minus the
     * gradient with respect to the point.
     */
    showBatch(context) {
      const views = context.world.batch(context, batchSize(context));
      const known = {...knownOf(context, views), third: thirdOf(context, views, 'evaluate')};
      const {raw} = embedAll(context, views.inputs, 'evaluate');
      const gradient = tf.grad((x) => tf.sum(compare(context, x, known)))(raw);
      const points = normalise(raw);
      // The gradient with respect to the vector lies along the sphere already, and is shorter by the vector's length.
      const length = tf.sum(tf.mul(raw, points), 2, true);
      const push = tf.mul(tf.neg(gradient), length);
      const along = tf.sub(push, tf.mul(points, tf.sum(tf.mul(push, points), 2, true)));
      const rows = pointRows(context, views);
      const [row, label] = [rows, known.labels ?? rows].map((x) => tf.expandDims(tf.cast(x, 'float32'), 2));
      context.emit('batch', shown(context, tf.concat([row, label, points, along], 2)));
    },

    /** The next training batch as the network gets it: for each of its 2N views [label or -1, input]. Of the first tower. */
    showInputs(context) {
      const {inputs, labels} = context.world.batch(context, batchSize(context));
      const rows = tf.cast(ofEachMember(context, inputs[0]), 'float32');
      const first = tf.slice(rows, [0, 0, 0], [-1, -1, 1]);
      const label = labels
        ? tf.expandDims(tf.cast(ofEachMember(context, labels), 'float32'), 2)
        : tf.sub(tf.zerosLike(first), 1);
      context.emit('inputs', shown(context, tf.concat([label, rows], 2)));
    },
  },

  questions: {
    neighbours: findNeighbours,
  },

  digests: {
    secondMoment: (data, [size]) => ({effectiveRank: effectiveRank(data, size)}),
    headSecondMoment: (data, [size]) => ({headRank: effectiveRank(data, size)}),
    ...examinations,
  },

  reductions: {
    /** The singular values of the representations, then those of the points; the shape is how many there are of each. */
    spectrum(data, {model: {representation, head}}) {
      const [first, second] = [data.subarray(0, representation ** 2), data.subarray(representation ** 2)];
      const values = [...singularValues(first, representation), ...singularValues(second, head)];
      return {shape: [representation, head], data: Float32Array.from(values)};
    },
  },
};
