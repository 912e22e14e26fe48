/** The reward program: a model of what annotators like, trained on their choices between two items. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../engine/constant.ts';
import {deriveKey, permutation} from '../engine/keys.ts';
import type {Context, Program, Slot, Slots} from '../engine/program.ts';
import {meanOfRows} from '../engine/reduceRows.ts';
import {NeedsFile} from '../engine/resources.ts';
import {gatherRows} from '../kernels/gatherRows.ts';
import {maskWords} from '../kernels/maskWords.ts';
import {normalise} from '../kernels/normalise.ts';
import {permuted} from '../kernels/random.ts';
import {bestOfN} from '../metrics/reward/bestOfN.ts';
import {CHANNELS, judge} from '../metrics/reward/judge.ts';
import {type Architecture, encoderOf, type Mode} from '../nn/encoders.ts';
import {applyMlp, type Mlp, mlpSlots} from '../nn/mlp.ts';
import {REWARD_NEEDS, type RewardNeeds, rewardObjectiveSection} from '../objectives/reward/index.spec.ts';
import {rewardObjectives} from '../objectives/reward/index.ts';
import {bradleyTerryLoss, type Compared} from '../objectives/reward/objective.ts';
import {partOf, places} from '../spec/index.ts';
import type {Compared as ComparedWorld} from '../worlds/points.ts';
import {openPreferences} from '../worlds/preferences/index.ts';
import type {PreferenceWorld} from '../worlds/preferences/world.ts';
import {dataSlot} from '../worlds/world.ts';
import {ofEachMember, shown} from './members.ts';
import {type RewardSettings, rewardSpec} from './reward.spec.ts';
import {SEEN_FEATURES, SEEN_TEXTS, seenSlots, TOGETHER} from './seen.ts';
import {optimiserOf} from './training.ts';

type RewardContext = Context<RewardSettings, PreferenceWorld>;

const GROUP = 'reward';
const COEFFICIENT = 'objective/length';
/** The coefficient is ten times its slot: it must find its place before the model has learnt the same. */
const FASTER = 10;
/** Share of the pairs that each model of an ensemble learns from. */
const SHARE = 0.7;
/** Items that are judged together where nothing is trained. */
const AT_ONCE = 256;
/** Of the words, left out of each look at a text. */
const LEFT_OUT = 0.2;
/** Best-of-n is measured at every so many evaluations, and at the end. */
const EXAMINE_EVERY = 5;

export const reward: Program<RewardSettings, PreferenceWorld> = {
  name: rewardSpec.program,

  hot: (spec) =>
    places(rewardSpec.sections, spec)
      .filter((place) => place.field.acts === 'next step')
      .map((place) => place.path),

  async load(spec, resources) {
    const world = await openPreferences(spec.world, resources);
    if (REWARD_NEEDS[spec.objective.kind].scores && !world.scores) throw new NeedsFile(withoutScores(spec, world));
    Object.assign(world.points, {compared: comparedOf(world)});
    return world;
  },

  slots(spec, world) {
    const models = modelsOf(spec, world);
    return {
      ...world.slots,
      ...seenSlots(world),
      ...Object.assign({}, ...models.map(({slots}) => slots)),
      ...(REWARD_NEEDS[spec.objective.kind].coefficient && {[COEFFICIENT]: coefficientSlot}),
      ...Object.fromEntries(models.map((_, m) => [learntFrom(m), pairsOf(world, m, models.length)])),
      'reward/unseen': dataSlot(
        [world.unseen],
        Int32Array.from({length: world.unseen}, (_, i) => world.train + i),
      ),
    };
  },

  working(spec, world) {
    const models = modelsOf(spec, world);
    const rows = Math.max(2 * Math.min(spec.training.batch, world.train), AT_ONCE);
    const units = models.reduce((sum, model) => sum + model.units, 0);
    const weights = models.reduce((sum, model) => sum + model.weights, 0);
    return {total: 2 * rows * units + weights, largest: rows * Math.max(...models.map(({largest}) => largest))};
  },

  optimisers: ({training}, steps) => ({[GROUP]: optimiserOf(training, steps)}),

  begin: () => ['evaluate'],

  plan(spec, tick, steps) {
    const {evaluateEvery} = spec.training;
    const last = tick + 1 === steps;
    const evaluates = (tick + 1) % evaluateEvery === 0 || last;
    const examines = (tick + 1) % (EXAMINE_EVERY * evaluateEvery) === 0 || last;
    return [
      {phase: 'train', times: 1},
      ...(evaluates ? [{phase: 'evaluate', times: 1}] : []),
      ...(examines ? [{phase: 'examine', times: 1}] : []),
    ];
  },

  phases: {
    train(context) {
      const {spec, world} = context;
      const size = Math.min(spec.training.batch, Math.floor(SHARE * world.train));
      const models = modelsOf(spec, world);
      const batches = models.map((_, m) => batchOf(context, m, size));
      const loss = context.minimise(GROUP, () => {
        const losses = models.map((model, m) => lossOf(context, model, batches[m]));
        // Every model has weights of its own: the sum trains each as it would be trained alone.
        return tf.addN(losses);
      });
      context.emit('loss', tf.div(loss, models.length));
    },

    /** Pairs that are never trained on. */
    evaluate(context) {
      const pairs = unseen(context);
      const {rewards, label} = pairs;
      context.emit('testLoss', meanOfRows(bradleyTerryLoss(tf.sub(rewards[0], rewards[1]), label)));
      context.emit('judged', judged(context, pairs));
    },

    /** What the best of n answers is worth, chosen by the reward. */
    examine(context) {
      if (context.world.candidates) context.emit('chosenBest', candidates(context));
    },

    /** Unseen pairs with their rewards, for the page: of the member that is shown. */
    showRewards(context) {
      context.emit('rewards', shown(context, judged(context, unseen(context))));
    },

    showCandidates(context) {
      if (context.world.candidates) context.emit('candidates', shown(context, candidates(context)));
    },

    /** What the annotators say of the pairs to learn from, and how long the answers are: before anything is learnt. */
    showAudit(context) {
      const {world} = context;
      const {items, label} = paired(context, toLearnFrom(world));
      const lengths = items.map((x) => (world.length ? lengthsOf(context, x) : tf.zerosLike(label)));
      const channels = [label, ...lengths].map((channel) => ofEachMember(context, channel));
      context.emit('audit', shown(context, tf.stack(channels, 1)));
    },

    /** The rewards of texts that the page asks about, block by block. */
    showSeen(context) {
      const rows = tf.cast(
        context.perTick(TOGETHER, (_, block) => Float32Array.from({length: TOGETHER}, (_, i) => TOGETHER * block + i)),
        'int32',
      );
      const from = (slot: string) => gatherRows(context.get(slot), tf.expandDims(rows, 0));
      const seen: Seen = {texts: () => from(SEEN_TEXTS), features: () => from(SEEN_FEATURES)};
      context.emit('seen', tf.slice(verdictOn(context, seen), [context.shown, 0], [1, -1]));
    },

    /** What a linear model weighs each feature with, and what the annotators do. */
    showWeights(context) {
      const learnt = weightsOf(context);
      if (!learnt) return;
      const taste = context.world.taste?.(context) ?? tf.zerosLike(learnt);
      context.emit('weights', shown(context, tf.stack([learnt, taste], 1)));
    },
  },

  digests: {
    judged: (data, shape, _spec, world) =>
      judge(data, shape[1], {length: Boolean(world.length), gold: Boolean(world.gold), taste: Boolean(world.taste)}),
    chosenBest: (data, _shape, _spec, world) => bestOfN(data, world.candidates!),
  },
};

const withoutScores = ({objective}: RewardSettings, {unscored}: PreferenceWorld) =>
  `${partOf(rewardObjectiveSection, objective.kind).label} learns from scores: ${unscored} Choose another file, or Bradley–Terry.`;

/** What the page must know of a world of pairs. */
function comparedOf(world: PreferenceWorld): ComparedWorld {
  const {slots, pairs, train, length, candidates, features, wording, league, categories, about} = world;
  return {
    unseen: Array.from(slots[pairs].initial!([0, 0])).slice(2 * train),
    unit: length?.unit ?? 1,
    counted: length?.counted ?? 'words',
    each: candidates?.each ?? 0,
    features: features.map(({label}) => label),
    ...(league && {league}),
    ...(categories && {categories}),
    ...(about && {about}),
    ...(wording && {words: {vocabulary: wording.vocabulary, most: wording.most}}),
  };
}

// --- Models --------------------------------------------------------------------------------------------------------

/** What models see of items: made when it is wanted. */
interface Seen {
  /** int32 [R or 1, N, T]. */
  texts(): tf.Tensor;
  /** [R or 1, N, features]. */
  features(): tf.Tensor;
}

/** Of items int32 [R or 1, N]. */
const seenOf = ({get, world}: RewardContext, items: tf.Tensor): Seen => ({
  texts: () => gatherRows(get(world.texts!.table), items),
  features: () => gatherRows(get(world.featureTable), items),
});

/** One reward model: an ensemble has several. */
interface Model {
  slots: Slots;
  /** Numbers of all layers' outputs for one item, and those of the largest. */
  units: number;
  largest: number;
  weights: number;
  /** Rewards [R, N]. */
  rewards(context: RewardContext, seen: Seen, mode: Mode): tf.Tensor;
  /** Representations [R, N, D] of texts int32 [R or 1, N, T], where the model has one. */
  represent?(context: RewardContext, texts: tf.Tensor, mode: Mode): tf.Tensor;
}

const modelsOf = (spec: RewardSettings, world: PreferenceWorld): Model[] =>
  Array.from({length: spec.model.members}, (_, m) => modelOf(spec, world, `model${m}`));

function modelOf({model, objective}: RewardSettings, world: PreferenceWorld, name: string): Model {
  if (model.kind === 'linear' || model.kind === 'lengthOnly') {
    return linearModel(name, featuresOf(model.kind, world, REWARD_NEEDS[objective.kind]));
  }
  const {input} = world.texts!;
  const {width} = model;
  const architecture: Architecture = {
    ...model,
    representation: width,
    ...(model.kind === 'bag' && {kind: 'mlp'}),
  } as Architecture;
  const encoder = encoderOf(architecture, input, {name, group: GROUP});
  const head: Mlp = {name: `${name}/reward`, sizes: [width, 1], group: GROUP, activateLast: false};
  return {
    slots: {...encoder.slots, ...mlpSlots(head)},
    units: encoder.units.total + 1,
    largest: encoder.units.largest,
    weights: encoder.weights + width + 1,
    represent: encoder.apply,
    rewards(context, seen, mode) {
      return tf.squeeze(applyMlp(head, context, tf.relu(encoder.apply(context, seen.texts(), mode))), [2]);
    },
  };
}

/** Which features a linear model sees. A length that has a coefficient of its own is not seen twice. */
function featuresOf(kind: 'linear' | 'lengthOnly', {features, length}: PreferenceWorld, needs: RewardNeeds): boolean[] {
  return features.map((_, i) =>
    i === length?.feature ? kind === 'lengthOnly' || !needs.coefficient : kind === 'linear',
  );
}

/** A weight for each feature that it sees; all 0 at first. */
function linearModel(name: string, sees: readonly boolean[]): Model {
  const size = sees.length;
  const slot = linearWeights(name);
  const mask = (): tf.Tensor =>
    constant(`features ${sees.join()}`, [1, 1, size], () => Float32Array.from(sees, Number));
  return {
    slots: {[slot]: {shape: [size], dtype: 'float32', axis: 'replica', role: 'parameter', group: GROUP}},
    units: size + 1,
    largest: size,
    weights: size,
    rewards(context, seen) {
      const features = tf.mul(seen.features(), mask());
      // Few numbers: a product and a sum, which has the same bits for a member of a population as alone.
      return tf.sum(tf.mul(features, tf.expandDims(context.get(slot), 1)), 2);
    },
  };
}

const linearWeights = (name: string) => `${name}/weights`;

/** The mean of an ensemble's weights for each feature, [R, features]; undefined for models that have none. */
function weightsOf(context: RewardContext): tf.Tensor | undefined {
  const {model} = context.spec;
  if (model.kind !== 'linear' && model.kind !== 'lengthOnly') return undefined;
  const each = Array.from({length: model.members}, (_, m) => context.get(linearWeights(`model${m}`)));
  return tf.div(tf.addN(each), each.length);
}

/** The ensemble's verdict on items, [R, N]: some at a time, so that what they go through fits into memory. */
function verdict(context: RewardContext, items: tf.Tensor): tf.Tensor {
  const n = items.shape[1]!;
  const parts = Array.from({length: Math.ceil(n / AT_ONCE)}, (_, part) => {
    const from = part * AT_ONCE;
    return tf.tidy(() => {
      const some = tf.slice(items, [0, from], [-1, Math.min(AT_ONCE, n - from)]);
      return verdictOn(context, seenOf(context, some));
    });
  });
  return tf.concat(parts, 1);
}

function verdictOn(context: RewardContext, seen: Seen): tf.Tensor {
  const each = modelsOf(context.spec, context.world).map((model) => model.rewards(context, seen, 'evaluate'));
  if (each.length === 1) return each[0];
  const {aggregate} = context.spec.model;
  if (aggregate === 'worst') return each.reduce((worst, one) => tf.minimum(worst, one));
  const mean = tf.div(tf.addN(each), each.length);
  if (aggregate === 'mean') return mean;
  const squares = each.map((one) => tf.square(tf.sub(one, mean)));
  return tf.sub(mean, tf.sqrt(tf.div(tf.addN(squares), each.length)));
}

// --- Pairs ---------------------------------------------------------------------------------------------------------

const learntFrom = (m: number) => `reward/pairs${m}`;

/** Rows of the pairs that model m of an ensemble learns from. */
function pairsOf({train}: PreferenceWorld, m: number, models: number): Slot {
  if (models === 1)
    return dataSlot(
      [train],
      Int32Array.from({length: train}, (_, i) => i),
    );
  const count = Math.floor(SHARE * train);
  const drawn = permutation(deriveKey(m, 'reward/pairs'), train);
  return dataSlot(
    [count],
    Int32Array.from({length: count}, (_, i) => drawn(i)),
  );
}

/** Rows of all pairs to learn from, int32 [1, train]. */
const toLearnFrom = ({train}: PreferenceWorld): tf.Tensor =>
  constant(`pairs to learn from ${train}`, [1, train], () => Int32Array.from({length: train}, (_, i) => i));

const coefficientSlot: Slot = {shape: [1], dtype: 'float32', axis: 'replica', role: 'parameter', group: GROUP};

interface Batch {
  /** Items int32 [R or 1, N] each. */
  items: readonly [tf.Tensor, tf.Tensor];
  label: tf.Tensor;
}

function batchOf(context: RewardContext, m: number, size: number): Batch {
  const table = tf.expandDims(context.get(learntFrom(m)), 1);
  const drawn = permuted(context.key(`batch/pairs${m || ''}`), table.shape[0], size);
  return paired(context, tf.squeeze(gatherRows(table, drawn), [2]));
}

function paired(context: RewardContext, pairs: tf.Tensor): Batch {
  const [a, b] = tf.split(gatherRows(context.get(context.world.pairs), pairs), 2, 2);
  return {items: [tf.squeeze(a, [2]), tf.squeeze(b, [2])], label: context.world.labels(context, pairs)};
}

function lossOf(context: RewardContext, model: Model, {items, label}: Batch): tf.Tensor {
  const {spec, world} = context;
  const needs = REWARD_NEEDS[spec.objective.kind];
  const both = tf.concat([...items], 1);
  const compared: Compared = {
    rewards: tf.split(model.rewards(context, seenOf(context, both), 'train'), 2, 1) as [tf.Tensor, tf.Tensor],
    label,
    ...(needs.lengths && {lengths: [lengthsOf(context, items[0]), lengthsOf(context, items[1])]}),
    ...(needs.scores && {scores: [world.scores!(context, items[0]), world.scores!(context, items[1])]}),
    ...(needs.coefficient && {coefficient: tf.mul(FASTER, context.get(COEFFICIENT))}),
    ...(needs.looks && {looks: looksAt(context, model, both)}),
  };
  const loss = rewardObjectives[spec.objective.kind].loss(context, compared);
  return loss.rank === 2 ? meanOfRows(loss) : loss;
}

/** Two looks at each text, each with some words left out, on the unit sphere. */
function looksAt(context: RewardContext, model: Model, items: tf.Tensor): tf.Tensor {
  const table = context.get(context.world.texts!.table);
  const {replicas} = context;
  const share = constant(`words left out ${replicas}`, [replicas], () => new Float32Array(replicas).fill(LEFT_OUT));
  const texts = maskWords(table, tf.concat([items, items], 1), context.key(['looks/a', 'looks/b']), share);
  return normalise(model.represent!(context, texts, 'train'));
}

const lengthsOf = (context: RewardContext, items: tf.Tensor): tf.Tensor =>
  featureOf(context, items, context.world.length!.feature);

function featureOf({get, world}: RewardContext, items: tf.Tensor, feature: number): tf.Tensor {
  return tf.squeeze(tf.slice(gatherRows(get(world.featureTable), items), [0, 0, feature], [-1, -1, 1]), [2]);
}

// --- Measurements --------------------------------------------------------------------------------------------------

interface Judged extends Batch {
  /** Verdicts on both items, [R, N] each. */
  rewards: readonly [tf.Tensor, tf.Tensor];
}

function unseen(context: RewardContext): Judged {
  const batch = paired(context, tf.expandDims(context.get('reward/unseen'), 0));
  const [a, b] = batch.items;
  return {...batch, rewards: [verdict(context, a), verdict(context, b)]};
}

/** What is said of the unseen pairs, [R, channels, pairs]: see CHANNELS. */
function judged(context: RewardContext, {items, rewards, label}: Judged): tf.Tensor {
  const {world} = context;
  const nothing = tf.zerosLike(label);
  const both = (of: ((x: tf.Tensor) => tf.Tensor) | undefined) => items.map((x) => (of ? of(x) : nothing));
  const taste = world.taste?.(context);
  const channels: Record<(typeof CHANNELS)[number], tf.Tensor> = Object.assign(
    {label},
    pairOf('reward', rewards),
    pairOf('gold', both(world.gold && ((x) => world.gold!(context, x)))),
    pairOf(
      'liking',
      both(
        taste && ((x) => tf.sum(tf.mul(gatherRows(context.get(world.featureTable), x), tf.expandDims(taste, 1)), 2)),
      ),
    ),
    pairOf('length', both(world.length && ((x) => lengthsOf(context, x)))),
    pairOf('style', both(world.style && ((x) => featureOf(context, x, world.style!.feature)))),
  );
  return tf.stack(
    CHANNELS.map((name) => ofEachMember(context, channels[name])),
    1,
  );
}

const pairOf = (name: string, [a, b]: readonly tf.Tensor[]) => ({[`${name}A`]: a, [`${name}B`]: b});

/** Verdict, gold and length of every candidate, [R, 3, questions * each]. */
function candidates(context: RewardContext): tf.Tensor {
  const {world} = context;
  const {rows, questions, each} = world.candidates!;
  const items = tf.reshape(context.get(rows), [1, questions * each]);
  const proxy = verdict(context, items);
  const gold = world.gold ? ofEachMember(context, world.gold(context, items)) : tf.zerosLike(proxy);
  const length = world.length ? ofEachMember(context, lengthsOf(context, items)) : tf.zerosLike(proxy);
  return tf.stack([proxy, gold, length], 1);
}
