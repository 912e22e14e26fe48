/** The encoder program: views of a world through an encoder onto the sphere, trained by a contrastive objective. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../engine/constant.ts';
import {normals} from '../engine/keys.ts';
import type {Context, Program, Slot, Slots} from '../engine/program.ts';
import {follow} from '../kernels/follow.ts';
import {gatherRows} from '../kernels/gatherRows.ts';
import {productTransposed} from '../kernels/matmul.ts';
import {normalise} from '../kernels/normalise.ts';
import {alignment} from '../metrics/alignment.ts';
import {anisotropy} from '../metrics/anisotropy.ts';
import {effectiveRank, secondMoment, singularValues} from '../metrics/effectiveRank.ts';
import {modalityGap} from '../metrics/modalityGap.ts';
import {recallAcross} from '../metrics/recall.ts';
import {tolerance} from '../metrics/tolerance.ts';
import {uniformity} from '../metrics/uniformity.ts';
import {type Encoder, encoderOf, type Mode} from '../nn/encoders.ts';
import {applyMlp, type Mlp, mlpSlots, weightsOf} from '../nn/mlp.ts';
import {NEEDS} from '../objectives/contrastive/index.spec.ts';
import {objectiveOf} from '../objectives/contrastive/index.ts';
import type {Views} from '../objectives/contrastive/objective.ts';
import {places} from '../spec/index.ts';
import {openWorld} from '../worlds/index.ts';
import type {InputViews, RowsOf, World} from '../worlds/world.ts';
import {type EncoderSettings, encoderSpec} from './encoder.spec.ts';
import {examinations, examine} from './examined.ts';
import {ofEachMember, shown} from './members.ts';
import {optimiserOf} from './training.ts';

type EncoderContext = Context<EncoderSettings, World>;

/** The tick at which the search without learning is measured. */
const BASELINE_TICK = 3;
/** Evaluations of which the last is also examined. */
const EXAMINE_EVERY = 5;
/** Anchors whose negatives are shown. */
const SHOWN_ANCHORS = 64;
/** Everything is trained by one optimiser. */
const GROUP = 'encoder';
const QUEUE = 'queue/points';

export const encoder: Program<EncoderSettings, World> = {
  name: encoderSpec.program,

  hot: (spec) =>
    places(encoderSpec.sections, spec)
      .filter((place) => place.field.acts === 'next step')
      .map((place) => place.path),

  load: (spec, resources) => openWorld(spec.world, resources),

  slots(spec, world) {
    const slots = trainedSlots(spec, world);
    const needs = NEEDS[spec.objective.kind];
    return {
      ...world.slots,
      ...slots,
      ...(needs.predictor && mlpSlots(predictorOf(spec))),
      ...(needs.targets && copiesOf(slots)),
      ...(needs.queue && {[QUEUE]: queueSlot(spec)}),
    };
  },

  working(spec, world) {
    const towers = towersOf(spec, world);
    const rows = 2 * Math.min(spec.training.batch, world.items);
    const {head, representation} = spec.model;
    // Every layer's output and its gradient; the weights' gradients; points on the sphere and their gradients.
    const together = rows / 2 > chunkOf(spec) ? chunkOf(spec) * towers.length : rows;
    const share = together / towers.length;
    const layers = towers.reduce((sum, {encoder}) => sum + 2 * share * (encoder.units.total + head), 0);
    const weights = towers.reduce((sum, {encoder, head}) => sum + encoder.weights + weightsOf(head.sizes), 0);
    const needs = NEEDS[spec.objective.kind];
    // Of the momentum encoder: every layer's output, and the copies that take the place of the old ones.
    const copies = needs.targets ? layers / 2 + weights : 0;
    const predictor = needs.predictor ? predictorOf(spec).sizes : [];
    const guesses = 2 * rows * predictor.reduce((sum, size) => sum + size, 0) + weightsOf(predictor);
    return {
      total: layers + weights + copies + guesses + 4 * rows * (head + representation),
      largest: Math.max(rows * head, ...towers.map(({encoder}) => together * encoder.units.largest)),
    };
  },

  optimisers: ({training}, steps) => ({encoder: optimiserOf(training, steps)}),

  begin: () => ['evaluate'],

  plan(spec, tick, steps) {
    const {evaluateEvery} = spec.training;
    const once = (phase: string, when: boolean) => (when ? [{phase, times: 1}] : []);
    const last = tick + 1 === steps;
    return [
      {phase: 'train', times: 1},
      ...once('evaluate', (tick + 1) % evaluateEvery === 0 || last),
      ...once('examine', (tick + 1) % (EXAMINE_EVERY * evaluateEvery) === 0 || last),
      // The comparison without learning is the same at every tick: not at the first, which the reader waits for.
      ...once('baseline', tick + 1 === Math.min(BASELINE_TICK, steps)),
    ];
  },

  phases: {
    train(context) {
      const views = context.world.batch(context, batchSize(context));
      const known = knownOf(context, views);
      const loss = minimised(context, views, known);
      context.emit('loss', loss);
      const bound = boundOf(context, views);
      if (bound !== undefined) context.emit('mutualInformation', tf.sub(bound, loss));
      followOn(context, known);
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
      const views = world.unseenViews(context);
      const {raw} = embedAll(context, views.inputs, 'evaluate');
      const points = normalise(raw);
      context.emit('testLoss', compare(context, raw, knownOf(context, views)));
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
        // The head is where two towers meet: what they represent before it has nothing in common.
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

    /** The same things, in ways that take longer. */
    examine(context) {
      examine(context, {
        representation: (rows) => embedRows(context, rows).representation,
        point: (rows) => embedRows(context, rows).point,
      });
    },

    /** Every point on the sphere, for the page. */
    showPoints(context) {
      context.emit('points', shown(context, everything(context, 'point')));
    },

    /** Every representation, for neighbours; of two towers the points, as they have nothing else in common. */
    showRepresentations(context) {
      const part = context.world.towers.length > 1 ? 'point' : 'representation';
      context.emit('representations', shown(context, normalise(everything(context, part))));
    },

    /** What the singular values of the unseen representations and points are computed from. */
    showSpectrum(context) {
      const sets = context.world.unseenSets.map((rows) => embedRows(context, rows));
      const parts = ['representation', 'point'] as const;
      const moments = parts.map((part) => tf.reshape(shown(context, secondMoment(joined(sets, part))), [1, -1]));
      context.emit('spectrum', tf.concat(moments, 1));
    },

    /** How similar the anchors of a training batch are to their positive and to their negatives. */
    showSimilarities(context) {
      const views = context.world.batch(context, batchSize(context));
      const [a, b] = tf.split(normalise(embedAll(context, views.inputs, 'evaluate').raw), 2, 1);
      const anchors = Math.min(SHOWN_ANCHORS, a.shape[1]!);
      const some = tf.slice(a, [context.shown, 0, 0], [1, anchors, -1]);
      const candidates = tf.slice(b, [context.shown, 0, 0], [1, -1, -1]);
      context.emit('similarities', tf.squeeze(productTransposed(some, candidates), [0]));
    },

    /**
     * The next training batch: for each of its 2N views [row of the points, label, point (D), push (D)]. Views with equal
     * labels are never each other's negatives. The push is where the loss sends the point, along the sphere: minus the
     * gradient with respect to the point.
     */
    showBatch(context) {
      const views = context.world.batch(context, batchSize(context));
      const known = knownOf(context, views);
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

// --- Networks ------------------------------------------------------------------------------------------------------

interface Networks {
  encoder: Encoder;
  head: Mlp;
}

/** An encoder and a head for each tower. */
function towersOf({model}: EncoderSettings, world: World): Networks[] {
  return world.towers.map(({input}, tower) => {
    const which = tower === 0 ? '' : String(tower + 1);
    return {
      encoder: encoderOf(model, input, {name: `backbone${which}`, group: GROUP}),
      head: {name: `head${which}`, sizes: [model.representation, model.head], group: GROUP, activateLast: false},
    };
  });
}

function trainedSlots(spec: EncoderSettings, world: World): Slots {
  return Object.assign({}, ...towersOf(spec, world).map(({encoder, head}) => ({...encoder.slots, ...mlpSlots(head)})));
}

interface Embedded {
  /** [R, N, representation] */
  representation: tf.Tensor;
  /** Of the head, [R, N, head]; put on the sphere it is the point. */
  raw: tf.Tensor;
}

/** `streams` names the random numbers of the inputs: for each view that they hold, its own. */
function embed(
  context: EncoderContext,
  tower: number,
  inputs: tf.Tensor,
  mode: Mode,
  streams: readonly string[] = viewsOf(context),
): Embedded {
  const {encoder, head} = towersOf(context.spec, context.world)[tower];
  const key = (use: string) => context.key(streams.map((stream) => `${use}/${stream}`));
  const representation = encoder.apply({...context, key}, inputs, mode);
  return {representation, raw: applyMlp(head, context, representation)};
}

/** What the inputs of a tower hold: both views where there is one tower, or one where each has a tower of its own. */
const viewsOf = ({world}: EncoderContext) => (world.towers.length === 1 ? ['a', 'b'] : ['a']);

/** Inputs of each tower, one after another. */
function embedAll(context: EncoderContext, inputs: readonly tf.Tensor[], mode: Mode): Embedded {
  const parts = inputs.map((some, tower) => embed(context, tower, some, mode));
  if (parts.length === 1) return parts[0];
  const joined = (part: keyof Embedded) =>
    tf.concat(
      parts.map((one) => one[part]),
      1,
    );
  return {representation: joined('representation'), raw: joined('raw')};
}

interface Placed {
  point: tf.Tensor;
  representation: tf.Tensor;
}

/** One part of several sets, one after another. */
const joined = (sets: readonly Placed[], part: keyof Placed): tf.Tensor =>
  tf.concat(
    sets.map((set) => set[part]),
    1,
  );

function embedRows(context: EncoderContext, {tower, rows}: RowsOf): Placed {
  const table = context.get(context.world.towers[tower].table);
  const inputs = gatherRows(table, tf.expandDims(context.get(rows), 0));
  const {representation, raw} = embed(context, tower, inputs, 'evaluate');
  return {representation, point: normalise(raw)};
}

function everything(context: EncoderContext, part: 'point' | 'representation'): tf.Tensor {
  const tables = context.world.towers.map(({table}) => tf.expandDims(context.get(table), 0));
  const {representation, raw} = embedAll(context, tables, 'evaluate');
  return part === 'point' ? normalise(raw) : representation;
}

// --- Objective -----------------------------------------------------------------------------------------------------

/** What an objective is told of a batch beside its points, none of it with a gradient. */
type Known = Pick<Views, 'labels' | 'classes' | 'targets' | 'queue'>;

function knownOf(context: EncoderContext, views: InputViews): Known {
  const {labels} = views;
  const needs = NEEDS[context.spec.objective.kind];
  return {
    labels: labels && ofEachMember(context, labels),
    classes: needs.classes ? ofEachMember(context, classesOf(context, views)) : undefined,
    targets: needs.targets ? targetsOf(context, views) : undefined,
    queue: needs.queue ? context.get(QUEUE) : undefined,
  };
}

/** Class of each view, int32 [R or 1, 2N]. */
function classesOf({get, world}: EncoderContext, views: InputViews): tf.Tensor {
  const parts = views.rows.map((rows, tower) => gatherRows(get(world.towers[tower].classes!), rows));
  return bothViews(views, parts);
}

/** Which of the page's points each view shows, int32 [R or 1, 2N]. */
function pointRows({get, world}: EncoderContext, views: InputViews): tf.Tensor {
  let before = 0;
  const parts = views.rows.map((rows, tower) => {
    const from = before;
    before += get(world.towers[tower].table).shape[0];
    const offset = constant(`first row ${from}`, [1], () => Int32Array.of(from));
    return from === 0 ? rows : tf.add(rows, offset);
  });
  return bothViews(views, parts);
}

/** [R or 1, 2N] from what is known of each tower's rows. */
function bothViews({inputs}: InputViews, parts: readonly tf.Tensor[]): tf.Tensor {
  const joined = parts.length === 1 ? parts[0] : tf.concat([...parts], 1);
  const views = inputs.reduce((sum, one) => sum + one.shape[1]!, 0);
  return joined.shape[1] === views ? joined : tf.tile(joined, [1, 2]);
}

/** One step of the optimiser, with all rows at once or chunk after chunk. */
function minimised(context: EncoderContext, views: InputViews, known: Known): tf.Tensor {
  const chunks = chunksOf(context, views.inputs);
  if (chunks.length === 0) {
    return context.minimise(GROUP, () => lossOf(context, embedAll(context, views.inputs, 'train'), known));
  }
  const both = context.spec.model.lossOn === 'both';
  const parts = chunks.map((chunk) => () => {
    const {raw, representation} = embedChunk(context, views.inputs, chunk);
    return both ? tf.concat([raw, representation], 2) : raw;
  });
  return context.minimiseInParts(GROUP, parts, (vectors) => {
    const {head, representation} = context.spec.model;
    const [raw, behind] = both ? tf.split(vectors, [head, representation], 2) : [vectors, vectors];
    return lossOf(context, {raw, representation: behind}, known);
  });
}

function lossOf(context: EncoderContext, {representation, raw}: Embedded, known: Known): tf.Tensor {
  if (context.spec.model.lossOn === 'head') return compare(context, raw, known);
  return tf.mul(tf.add(compare(context, raw, known), compare(context, representation, known)), 0.5);
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
function chunksOf(context: EncoderContext, inputs: readonly tf.Tensor[]): Chunk[] {
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

const chunkOf = ({training}: EncoderSettings): number =>
  training.chunk === 'off' ? Number.POSITIVE_INFINITY : Number(training.chunk);

function embedChunk(
  context: EncoderContext,
  inputs: readonly tf.Tensor[],
  {tower, from, count, stream}: Chunk,
): Embedded {
  const rows = tf.slice(inputs[tower], [0, from, 0], [-1, count, -1]);
  return embed(context, tower, rows, 'train', [stream]);
}

/** What the momentum encoder makes of the views, on the sphere. */
function targetsOf(context: EncoderContext, {inputs}: InputViews): tf.Tensor {
  const chunks = chunksOf(context, inputs);
  const own = copied(context);
  if (chunks.length === 0) return normalise(embedAll(own, inputs, 'train').raw);
  const parts = chunks.map((chunk) => tf.tidy(() => embedChunk(own, inputs, chunk).raw));
  return normalise(tf.concat(parts, 1));
}

/** The objective of vectors [R, 2N, D] and what they are on the sphere. */
function compare(context: EncoderContext, raw: tf.Tensor, known: Known): tf.Tensor {
  const {objective} = context.spec;
  const points = normalise(raw);
  const predicted = NEEDS[objective.kind].predictor
    ? normalise(applyMlp(predictorOf(context.spec), context, points))
    : undefined;
  return objectiveOf(objective).loss(context, {...known, points, raw, predicted}, objective);
}

/**
 * What the information that two views share can at most be found to be, in nats. Where things of a batch may be the same
 * some candidates are left out of the loss, and it bounds nothing.
 */
function boundOf(context: EncoderContext, {labels}: InputViews): number | undefined {
  if (labels) return undefined;
  const {objective} = context.spec;
  const candidates = objectiveOf(objective).candidates?.(batchSize(context), objective);
  return candidates === undefined ? undefined : Math.log(candidates);
}

function predictorOf({model, objective}: EncoderSettings): Mlp {
  const sizes = [model.head, settingOf(objective, 'predictor'), model.head];
  return {name: 'predictor', sizes, group: GROUP, activateLast: false};
}

/** A number that only some objectives have; 0 for the others. */
const settingOf = (objective: object, name: 'queue' | 'predictor'): number =>
  Number((objective as Record<string, unknown>)[name] ?? 0);

// --- What follows the encoder slowly -------------------------------------------------------------------------------

const copyOf = (slot: string) => `momentum/${slot}`;

/** A copy of every trained number, which begins as that number. */
function copiesOf(slots: Slots): Slots {
  return Object.fromEntries(
    Object.entries(slots).map(([name, slot]) => [
      copyOf(name),
      {...slot, role: 'state', group: undefined, decays: undefined, like: name} as const,
    ]),
  );
}

/** The same with the copies in place of what is trained. */
function copied(context: EncoderContext): EncoderContext {
  const has = new Set(Object.keys(trainedSlots(context.spec, context.world)));
  return {...context, get: (slot) => context.get(has.has(slot) ? copyOf(slot) : slot)};
}

/** The first points of the queue: drawn evenly from the sphere, until enough batches have come by. */
function queueSlot({model, objective}: EncoderSettings): Slot {
  const size = settingOf(objective, 'queue');
  return {
    shape: [size, model.head],
    dtype: 'float32',
    axis: 'replica',
    role: 'ring',
    initial: (key) => unitRows(normals(key, size * model.head), model.head),
  };
}

function unitRows(values: Float32Array, width: number): Float32Array {
  for (let at = 0; at < values.length; at += width) {
    const row = values.subarray(at, at + width);
    const length = Math.hypot(...row);
    for (let k = 0; k < width; k++) row[k] /= length;
  }
  return values;
}

/**
 * After a step: copy = m copy + (1 - m) encoder for the momentum m, with the encoder as it was before the step; and the
 * second views' targets take the place of the oldest in the queue.
 */
function followOn(context: EncoderContext, {targets, queue}: Known): void {
  const {spec, world} = context;
  if (targets) {
    const momentum = context.hot('objective.momentum');
    for (const name of Object.keys(trainedSlots(spec, world))) {
      context.set(copyOf(name), follow(context.get(copyOf(name)), context.get(name), momentum));
    }
  }
  if (targets && queue) {
    const size = queue.shape[1]!;
    const newest = tf.split(targets, 2, 1)[1];
    const all = tf.concat([newest, queue], 1);
    context.set(QUEUE, tf.slice(all, [0, 0, 0], [-1, size, -1]));
  }
}

/** Never more than the world has different things. */
const batchSize = ({spec, world}: EncoderContext) => Math.min(spec.training.batch, world.items);
