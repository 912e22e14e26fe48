/** The reward program: a model of what annotators like, trained on their choices between two items. */
import * as tf from '@tensorflow/tfjs-core';
import type {Program} from '../../engine/program.ts';
import {meanOfRows} from '../../engine/reduceRows.ts';
import {NeedsFile} from '../../engine/resources.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {bestOfN} from '../../metrics/bestOfN/compute.ts';
import {judge} from '../../metrics/judge.ts';
import type {Fit} from '../../metrics/newcomers/compute.ts';
import {rewardNeedsOf, rewardObjectiveSection} from '../../objectives/reward/index.spec.ts';
import {bradleyTerryLoss} from '../../objectives/reward/objective.ts';
import {partOf} from '../../spec/index.ts';
import {openPreferences} from '../../worlds/index.ts';
import {preferenceOffersOf} from '../../worlds/preferences.spec.ts';
import type {Judges, PreferenceWorld} from '../../worlds/preferenceWorld.ts';
import {dataSlot} from '../../worlds/world.ts';
import {ofEachMember, shown} from '../members.ts';
import {earlyPhases, hotPaths, once, optimiserOf, trainingPlan} from '../training.ts';
import {averageSlots, commonWeights} from './commonGradient.ts';
import type {WordsAsk} from './frames.ts';
import {type RewardSettings, rewardSpec} from './index.spec.ts';
import {
  aggregate,
  alongCircles,
  bothWays,
  candidates,
  differencesOfEach,
  judged,
  newcomers,
  unseen,
} from './judging.ts';
import {LIKENESS, likenessSlot} from './likeness.ts';
import {learntShares} from './mixture.ts';
import {GROUP, type Seen} from './model.ts';
import {AT_ONCE, modelsOf, seenOf, verdict, verdictOn, weightsOf} from './models.ts';
import {
  batchOf,
  COEFFICIENT,
  coefficientSlot,
  learntFrom,
  lengthsOf,
  lossOf,
  paired,
  pairsOf,
  SHARE,
  toLearnFrom,
} from './pairs.ts';
import {SEEN_FEATURES, SEEN_TEXTS, seenSlots, TOGETHER} from './seen.ts';
import {aStepAhead, itemsElsewhere} from './stepAhead.ts';
import {countingVotes, rank, strengthPhases, strengthSlots, strengthsAndFlips, vote} from './strength.ts';

/** Items in a training step: two for each pair, as many in other words and some from elsewhere where the objective asks for them. */
function rowsOf({training, objective}: RewardSettings, world: PreferenceWorld): number {
  const {reworded, shifted} = rewardNeedsOf(objective.kind);
  return (reworded ? 4 : 2) * Math.min(training.batch, world.train) + (shifted ? itemsElsewhere(world) : 0);
}

export const reward: Program<RewardSettings, PreferenceWorld> = {
  name: rewardSpec.program,

  hot: (spec) => hotPaths(rewardSpec.sections, spec),

  async load(spec, resources) {
    const world = await openPreferences(spec.world, resources);
    if (rewardNeedsOf(spec.objective.kind).scores && !world.scores) throw new NeedsFile(withoutScores(spec, world));
    return world;
  },

  slots(spec, world) {
    const models = modelsOf(spec, world);
    return {
      ...world.slots,
      ...seenSlots(world),
      ...Object.assign({}, ...models.map(({slots}) => slots)),
      ...(rewardNeedsOf(spec.objective.kind).groups && averageSlots(models, world)),
      ...(rewardNeedsOf(spec.objective.kind).coefficient && {[COEFFICIENT]: coefficientSlot}),
      ...strengthSlots(spec, world),
      ...('likeness' in spec.objective && {[LIKENESS]: likenessSlot(world, spec.objective.likeness)}),
      ...Object.fromEntries(models.map((_, m) => [learntFrom(m), pairsOf(world, m, models.length)])),
      'reward/unseen': dataSlot(
        [world.unseen],
        Int32Array.from({length: world.unseen}, (_, i) => world.train + i),
      ),
    };
  },

  working(spec, world) {
    const models = modelsOf(spec, world);
    const rows = Math.max(rowsOf(spec, world), AT_ONCE);
    const units = models.reduce((sum, model) => sum + model.units, 0);
    const weights = models.reduce((sum, model) => sum + model.weights, 0);
    return {total: 2 * rows * units + weights, largest: rows * Math.max(...models.map(({largest}) => largest))};
  },

  peak(spec, world) {
    const models = modelsOf(spec, world);
    const rows = rowsOf(spec, world);
    const units = models.reduce((sum, model) => sum + model.units, 0);
    const weights = models.reduce((sum, model) => sum + model.weights, 0);
    const inputs = models.length * ((world.texts?.input.length ?? 0) + world.features.length);
    return {
      // Outputs and gradients with half as much beside them; of what is judged, outputs alone.
      total:
        Math.max(3 * rows * units, 1.2 * AT_ONCE * units, 8 * countingVotes(spec, world)) +
        3 * weights +
        4 * Math.max(rows, AT_ONCE) * inputs,
      largest: Math.max(
        Math.max(rows, AT_ONCE) * Math.max(...models.map(({largest}) => largest)),
        countingVotes(spec, world),
      ),
    };
  },

  optimisers: ({training}, steps) => ({[GROUP]: optimiserOf(training, steps)}),

  begin: (spec, world) => [...strengthPhases(spec, world), ...once('evaluate')],

  plan({world, training}, tick, steps) {
    const plan = trainingPlan(training, tick, steps);
    const wanted = preferenceOffersOf(world).suites === true;
    return [...plan, ...once('suites', wanted && plan.some(({phase}) => phase === 'examine'))];
  },

  early: earlyPhases,

  phases: {
    vote,
    rank,

    train(context) {
      const {spec, world} = context;
      const size = batchSize(spec, world);
      const models = modelsOf(spec, world);
      const drawn = models.map((_, m) => batchOf(context, m, size));
      const {groups} = rewardNeedsOf(spec.objective.kind);
      const batches = groups
        ? drawn.map((batch, m) => ({...batch, weights: commonWeights(context, models[m], m, batch)}))
        : drawn;
      const {shifted} = rewardNeedsOf(spec.objective.kind);
      const there = shifted ? aStepAhead(context, models) : context;
      const loss = context.minimise(GROUP, () => {
        const losses = models.map((model, m) => lossOf(there, model, batches[m]));
        // Every model of an ensemble has its own weights, so the sum of losses trains each as if it were alone.
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

    /** Metrics of the best of n answers, chosen by the reward; and of people who were not trained on. */
    examine(context) {
      if (context.world.candidates) context.emit('chosenBest', candidates(context));
      if (context.spec.model.members > 1) context.emit('each', differencesOfEach(context));
      if (context.world.circles) context.emit('circled', alongCircles(context));
      const {slant} = context.world;
      if (slant) context.emit('slanted', verdict(context, tf.expandDims(context.get(slant.rows), 0)));
      const ways = bothWays(context);
      if (ways) context.emit('bothWays', ways);
      if (context.world.shares) context.emit('aggregate', aggregate(context));
      const strengths = strengthsAndFlips(context);
      if (strengths) context.emit('strengths', strengths);
      const {densities} = context.world;
      if (densities) context.emit('density', verdict(context, tf.expandDims(context.get(densities.items), 0)));
      if (!context.world.judges) return;
      context.emit('newcomers', newcomers(context));
      const shares = context.spec.model.kind === 'mixture' && learntShares(context, 'model0');
      if (shares) context.emit('shares', shares);
    },

    /** Verdicts on the items of the world's suites. */
    suites(context) {
      const {suites} = context.world;
      if (suites) context.emit('suited', verdict(context, tf.expandDims(context.get(suites.rows), 0)));
    },

    /** Unseen pairs with their rewards, for the page, of the shown member. */
    showRewards(context) {
      context.emit('rewards', shown(context, judged(context, unseen(context))));
    },

    showCandidates(context) {
      if (context.world.candidates) context.emit('candidates', shown(context, candidates(context)));
    },

    /** The annotators' choices in the training pairs and the lengths of the answers, before any training. */
    showAudit(context) {
      const {world} = context;
      const {items, label} = paired(context, toLearnFrom(world));
      const lengths = items.map((x) => (world.length ? lengthsOf(context, x) : tf.zerosLike(label)));
      const channels = [label, ...lengths].map((channel) => ofEachMember(context, channel));
      context.emit('audit', shown(context, tf.stack(channels, 1)));
    },

    /** The first model's next training batch as it gets it: for each pair [label, first item, second item]. */
    showInputs(context) {
      const {spec, world} = context;
      const {items, label} = batchOf(context, 0, batchSize(spec, world));
      const reads = spec.model.kind === 'linear' ? 'features' : 'texts';
      const read = items.map((x) => tf.cast(ofEachMember(context, seenOf(context, x)[reads]()), 'float32'));
      context.emit('inputs', shown(context, tf.concat([tf.expandDims(ofEachMember(context, label), 2), ...read], 2)));
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

    /** The weight of each feature in a linear model, and for the annotators. */
    showWeights(context) {
      const learnt = weightsOf(context);
      if (!learnt) return;
      const taste = context.world.taste?.(context) ?? tf.zerosLike(learnt);
      context.emit('weights', shown(context, tf.stack([learnt, taste], 1)));
    },
  },

  questions: {
    words: async (ask: WordsAsk, session) => (await import('./weigh.ts')).weighWords(ask, session),
  },

  digests: {
    judged: (data, shape, _spec, world) =>
      judge(data, shape[1], {
        length: Boolean(world.length),
        gold: Boolean(world.gold),
        taste: Boolean(world.taste),
        shared: Boolean(world.taste && world.judges),
      }),
    newcomers: async (data, _shape, {model}, {judges}) =>
      (await import('../../metrics/newcomers/compute.ts')).newcomerAccuracies(data, fitOf(model, judges!), judges!),
    shares: async (data, _shape, _spec, {judges}) => ({
      groupRecovery: (await import('../../metrics/newcomers/compute.ts')).groupRecovery(
        data,
        judges!.groupOf.slice(0, judges!.seen),
      ),
    }),
    density: async (data, _shape, _spec, {densities}) =>
      (await import('../../metrics/densityKL/compute.ts')).densityMetrics(data, densities!),
    each: async (data, [members]) => (await import('../../metrics/spread/compute.ts')).rewardSpread(data, members),
    strengths: async (data, [, train]) =>
      (await import('../../metrics/strength/compute.ts')).strengthMetrics(data, train),
    slanted: async (data) => (await import('../../metrics/slant/compute.ts')).slantMetrics(data),
    circled: async (data) => (await import('../../metrics/circles/compute.ts')).circleMetrics(data),
    bothWays: async (data) => (await import('../../metrics/circles/compute.ts')).orderError(data),
    aggregate: async (data) => (await import('../../metrics/aggregate/compute.ts')).aggregateMetrics(data),
    chosenBest: (data, _shape, _spec, world) => bestOfN(data, world.candidates!),
    suited: async (data, _shape, _spec, world) =>
      (await import('../../metrics/suites/compute.ts')).suiteMetrics(data, world.suites!.list),
  },
};

const batchSize = ({training}: RewardSettings, {train}: PreferenceWorld) =>
  Math.min(training.batch, Math.floor(SHARE * train));

/** What is fitted to a newcomer's labels. Known groups are known of newcomers, too. */
function fitOf(model: RewardSettings['model'], {groupOf, seen, newcomers}: Judges): Fit {
  if (model.kind !== 'mixture') return new Array<number>(newcomers).fill(0);
  if (model.weights === 'groups') return groupOf.slice(seen);
  return model.weights === 'own' ? 'linear' : 'mixture';
}

const withoutScores = ({objective}: RewardSettings, {unscored}: PreferenceWorld) =>
  `${partOf(rewardObjectiveSection, objective.kind).label} learns from scores: ${unscored} Choose another file, or Bradley–Terry.`;
