/** The colours world: colours and their names, each read by an encoder of its own. */
import ln from '@stdlib/math-base-special-ln';
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {Keys, Slots} from '../../engine/program.ts';
import {type Resources, storedJson} from '../../engine/resources.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {maskWords} from '../../kernels/maskWords.ts';
import {noisyRows} from '../../kernels/noisyRows.ts';
import {permuted, uniform} from '../../kernels/random.ts';
import type {PartValue} from '../../spec/index.ts';
import {vocabularyOf, wordsOf} from '../shared/words.ts';
import {
  dataSlot,
  evenly,
  type InputViews,
  type Labelled,
  labelledThings,
  membershipSlot,
  paddedRows,
  type Retrieval,
  type RowsOf,
  type Tower,
  type World,
  type WorldContext,
} from '../world.ts';
import type {colours} from './index.spec.ts';
import {distanceOf, HUES, hueOf, type Lab, labOf} from './oklab.ts';

export type ColoursSpec = PartValue<typeof colours>;

/** The content of `colours/colours.json`. */
interface Table {
  name: string[];
  /** Six hexadecimal digits for each, one after another. */
  colour: string;
  /** A character for each: 1 where it is kept unseen. */
  test: string;
}

/** Words of the longest name. */
const LENGTH = 6;
/** Deviation of the shift of a colour at strength 1, in units of the colours' own. */
const SHIFT = 0.5;
/** From this distance in OKLab on, a colour is no answer to the name of another one. */
const FAR = 0.1;
/** Seen colours and names that searches look among. */
const KNOWN = 500;

export async function openColours(spec: ColoursSpec, resources: Resources): Promise<World> {
  return new ColoursWorld(spec, await storedJson<Table>(resources, 'colours/colours.json'));
}

/** Row i of either table is colour i. */
class ColoursWorld implements World {
  readonly towers: readonly [Tower, Tower];
  readonly items: number;
  readonly slots: Slots;
  readonly points: World['points'];
  readonly unseenSets: readonly RowsOf[] = [0, 1].map((tower) => ({tower, rows: 'world/unseen'}));
  readonly unseenGroups = 'world/unseenHues';
  readonly labelled: Labelled;
  readonly retrieval: Retrieval;
  readonly splits: Readonly<Record<string, Retrieval>>;
  readonly #train: Int32Array;
  readonly #own: boolean;
  readonly #weighs: boolean;

  constructor({points, partner, weight}: ColoursSpec, {name, colour, test}: Table) {
    const all = Array.from({length: points}, (_, row) => Math.floor((row * name.length) / points));
    const rows = all.map((_, row) => row);
    const hex = all.map((at) => `#${colour.slice(6 * at, 6 * at + 6)}`);
    const labs = hex.map(labOf);
    const hues = labs.map(hueOf);
    const seen = rows.filter((row) => test[all[row]] === '0');
    const unseen = rows.filter((row) => test[all[row]] === '1');
    const names = all.map((at) => name[at]);
    const {size: vocabulary, tokensOf} = vocabularyOf(seen.map((row) => wordsOf(names[row])));
    this.#train = Int32Array.from(seen);
    this.#own = partner === 'own';
    this.#weighs = weight !== 'equal';
    this.items = seen.length;
    this.towers = [
      {input: {kind: 'vectors', size: 3}, table: 'world/colours', classes: 'world/hues'},
      {
        input: {kind: 'tokens', vocabulary, length: LENGTH},
        table: 'world/names',
        classes: 'world/hues',
      },
    ];
    const details = rows.map((row) => (test[all[row]] === '1' ? 'never trained on' : 'trained on'));
    this.points = {
      kind: 'things',
      groups: HUES,
      groupOf: [...hues, ...hues],
      names: [...names, ...names],
      details: [...details.map((one) => `a colour, ${one}`), ...details.map((one) => `a name, ${one}`)],
      things: [...rows, ...rows],
      colours: [...hex, ...hex],
      texts: points,
    };
    const {slot, labelled} = labelledThings(1, seen, unseen, (row) => hues[row], HUES.length);
    this.labelled = labelled;
    const known = evenly(seen, KNOWN);
    const sets = {'world/unseen': unseen, 'world/known': known};
    const search = (queries: keyof typeof sets, documents: keyof typeof sets): Retrieval => ({
      queries: {tower: 1, rows: queries},
      documents: {tower: 0, rows: documents},
      relevance: relevanceOf(
        ...([sets[queries], sets[documents]].map((of) => of.map((row) => labs[row])) as [Lab[], Lab[]]),
      ),
    });
    this.retrieval = search('world/unseen', 'world/unseen');
    this.splits = {
      ndcgKnown: search('world/known', 'world/known'),
      ndcgNovelQuery: search('world/unseen', 'world/known'),
      ndcgNovelDocument: search('world/known', 'world/unseen'),
    };
    const unseenHues = unseen.map((row) => hues[row]);
    this.slots = {
      'world/colours': dataSlot([points, 3], standardised(labs, seen)),
      'world/names': dataSlot(
        [points, LENGTH],
        paddedRows(
          names.map((one) => tokensOf(wordsOf(one))),
          LENGTH,
        ),
      ),
      'world/train': dataSlot([seen.length], this.#train),
      'world/unseen': dataSlot([unseen.length], Int32Array.from(unseen)),
      'world/known': dataSlot([known.length], Int32Array.from(known)),
      'world/unseenHues': membershipSlot([...unseenHues, ...unseenHues], HUES.length),
      'world/hues': dataSlot([points], Int32Array.from(hues)),
      ...slot,
      ...(!this.#own && gradedSlots(seen, labs, partner, weight)),
    };
  }

  batch(context: WorldContext, size: number): InputViews {
    const table = {tensor: context.get('world/train'), rows: this.#train};
    const order = context.key('batch/colours');
    const keys = [context.key('batch/shift'), context.key('batch/blanks')] as const;
    if (this.#own) {
      const rows = permuted(order, this.#train.length, size, table);
      return views(context, [rows, rows], ...keys);
    }
    const chosen = permuted(order, this.#train.length, size);
    const place = drawnPlaces(chosen, uniform(context.key('batch/partners'), [size]));
    const documents = gatherRows(context.get(PARTNERS), place);
    return {
      ...views(context, [documents, gatherRows(table.tensor, chosen)], ...keys),
      // A colour that is the partner of several names is nobody's negative among them.
      labels: tf.tile(documents, [1, 2]),
      ...(this.#weighs && {weights: gatherRows(context.get(WEIGHTS), place)}),
    };
  }

  unseenViews(context: WorldContext): InputViews {
    const rows = tf.expandDims(context.get('world/unseen'), 0);
    const keys = [context.key('unseen/shift', 'always'), context.key('unseen/blanks', 'always')] as const;
    return {...views(context, [rows, rows], ...keys), ...(!this.#own && {labels: tf.tile(rows, [1, 2])})};
  }
}

/** The colours of some rows, and the names of some. */
function views(
  context: WorldContext,
  [colours, names]: readonly [tf.Tensor, tf.Tensor],
  shift: Keys,
  blanks: Keys,
): InputViews {
  const deviation = context.fromHot(['world.strength'], 1, (strength) => [strength * SHIFT]);
  return {
    inputs: [
      noisyRows(context.get('world/colours'), colours, shift, deviation),
      maskWords(context.get('world/names'), names, blanks, context.hot('world.strength')),
    ],
    rows: [colours, names],
  };
}

/** 1 for the colour itself, falling to 0 for one that is far from it. */
const relevance = (a: Lab, b: Lab): number => Math.max(0, 1 - distanceOf(a, b) / FAR);

/** Of each document for each query, [queries x documents]. */
const relevanceOf = (queries: readonly Lab[], documents: readonly Lab[]): Float32Array =>
  Float32Array.from({length: queries.length * documents.length}, (_, at) =>
    relevance(queries[Math.floor(at / documents.length)], documents[at % documents.length]),
  );

const PARTNERS = 'world/partners';
const WEIGHTS = 'world/pairWeights';
/** Equally likely partners of each name. A colour stands among them as often as its probability says, to the nearest place. */
const PLACES = 256;

const WEIGHT_OF: Readonly<Record<ColoursSpec['weight'], (relevance: number, rank: number) => number>> = {
  equal: () => 1,
  linear: (relevance) => relevance,
  log: (relevance) => ln(1 + 99 * relevance) / ln(100),
  rank: (_, rank) => 1 / rank,
};

/** Possible partners of each seen name, `PLACES` of them each, and the weights of the pairs. */
function gradedSlots(
  seen: readonly number[],
  labs: readonly Lab[],
  partner: ColoursSpec['partner'],
  weight: ColoursSpec['weight'],
): Slots {
  const [partners, weights] = [new Int32Array(seen.length * PLACES), new Float32Array(seen.length * PLACES)];
  for (const [i, query] of seen.entries()) {
    const relevant: {row: number; of: number}[] = [];
    for (const row of seen) {
      const of = relevance(labs[query], labs[row]);
      if (of > 0) relevant.push({row, of});
    }
    relevant.sort((a, b) => b.of - a.of);
    const share = ({of}: {of: number}) => (partner === 'graded' ? of : 1);
    const total = relevant.reduce((sum, one) => sum + share(one), 0);
    let [at, until] = [0, share(relevant[0])];
    for (let k = 0; k < PLACES; k++) {
      while (((k + 0.5) / PLACES) * total > until && at + 1 < relevant.length) until += share(relevant[++at]);
      partners[i * PLACES + k] = relevant[at].row;
      weights[i * PLACES + k] = WEIGHT_OF[weight](relevant[at].of, at + 1);
    }
  }
  return {[PARTNERS]: dataSlot([partners.length], partners), [WEIGHTS]: dataSlot([weights.length], weights)};
}

/** For each of the names, [R, N], one of its places: that of a uniform number. */
function drawnPlaces(names: tf.Tensor, u: tf.Tensor): tf.Tensor {
  const places = constant(`places ${PLACES}`, [1], () => Int32Array.of(PLACES));
  return tf.add(tf.mul(names, places), tf.cast(tf.floor(tf.mul(u, PLACES)), 'int32'));
}

/** Each coordinate with mean 0 and deviation 1 over the rows that are trained on, [N, 3]. */
function standardised(labs: readonly Lab[], seen: readonly number[]): Float32Array {
  const out = new Float32Array(labs.length * 3);
  for (const k of [0, 1, 2]) {
    const mean = seen.reduce((sum, row) => sum + labs[row][k], 0) / seen.length;
    const variance = seen.reduce((sum, row) => sum + (labs[row][k] - mean) ** 2, 0) / seen.length;
    for (const [row, lab] of labs.entries()) out[3 * row + k] = (lab[k] - mean) / Math.sqrt(variance);
  }
  return out;
}
