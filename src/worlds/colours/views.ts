/** The colours world: colours and their names, each read by an encoder of its own. */
import * as tf from '@tensorflow/tfjs-core';
import type {Keys, Slots} from '../../engine/program.ts';
import type {Resources} from '../../engine/resources.ts';
import {maskWords} from '../../kernels/maskWords.ts';
import {noisyRows} from '../../kernels/noisyRows.ts';
import {permuted} from '../../kernels/random.ts';
import type {PartValue} from '../../spec/index.ts';
import {vocabularyOf, wordsOf} from '../shared/words.ts';
import {
  dataSlot,
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

export async function openColours(spec: ColoursSpec, resources: Resources): Promise<World> {
  const text = await resources.file('colours/colours.json');
  return new ColoursWorld(spec, JSON.parse(new TextDecoder().decode(text)) as Table);
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
  readonly #train: Int32Array;

  constructor({points}: ColoursSpec, {name, colour, test}: Table) {
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
    this.retrieval = {
      queries: {tower: 1, rows: 'world/unseen'},
      documents: {tower: 0, rows: 'world/unseen'},
      relevance: relevanceOf(unseen.map((row) => labs[row])),
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
      'world/unseenHues': membershipSlot([...unseenHues, ...unseenHues], HUES.length),
      'world/hues': dataSlot([points], Int32Array.from(hues)),
      ...slot,
    };
  }

  batch(context: WorldContext, size: number): InputViews {
    const table = {tensor: context.get('world/train'), rows: this.#train};
    const rows = permuted(context.key('batch/colours'), this.#train.length, size, table);
    return views(context, rows, context.key('batch/shift'), context.key('batch/blanks'));
  }

  unseenViews(context: WorldContext): InputViews {
    const rows = tf.expandDims(context.get('world/unseen'), 0);
    return views(context, rows, context.key('unseen/shift', 'always'), context.key('unseen/blanks', 'always'));
  }
}

/** The colours of some rows, and their names. */
function views(context: WorldContext, rows: tf.Tensor, shift: Keys, blanks: Keys): InputViews {
  const deviation = context.fromHot(['world.strength'], 1, (strength) => [strength * SHIFT]);
  return {
    inputs: [
      noisyRows(context.get('world/colours'), rows, shift, deviation),
      maskWords(context.get('world/names'), rows, blanks, context.hot('world.strength')),
    ],
    rows: [rows, rows],
  };
}

/** 1 for the colour itself, falling to 0 for one that is far from it. */
function relevanceOf(labs: readonly Lab[]): Float32Array {
  const count = labs.length;
  return Float32Array.from({length: count * count}, (_, at) =>
    Math.max(0, 1 - distanceOf(labs[Math.floor(at / count)], labs[at % count]) / FAR),
  );
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
