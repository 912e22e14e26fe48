/** A world of a reader's own texts: one for each thing, or two that belong together. */
import * as tf from '@tensorflow/tfjs-core';
import type {Keys, Slots} from '../../engine/program.ts';
import {maskWords} from '../../kernels/maskWords.ts';
import {pairRows} from '../../kernels/pairRows.ts';
import {
  dataSlot,
  type InputViews,
  type Labelled,
  labelledThings,
  membershipSlot,
  paddedRows,
  type RowsOf,
  type Tower,
  type World,
  type WorldContext,
} from '../world.ts';
import {tokensIn, vocabularyOf, wordsOf} from './rawWords.ts';

export interface Texts {
  /** The texts of all things, in one wording or in two. */
  wordings: readonly (readonly string[])[];
  groups: string[];
  groupOf: number[];
  names?: string[];
  isUnseen(thing: number): boolean;
}

/** Only so many words of a text are read. */
const MOST_LENGTH = 48;
/** Only so many characters of a text are shown. */
const SHOWN = 160;

/** Row w C + c is thing c in wording w. */
export class TextsWorld implements World {
  readonly towers: readonly [Tower];
  readonly items: number;
  readonly slots: Slots;
  readonly points: World['points'];
  readonly unseenSets: readonly RowsOf[];
  readonly unseenGroups = 'world/unseenClasses';
  readonly labelled?: Labelled;
  readonly #train: Int32Array;
  readonly #wordings: number;
  readonly #things: number;

  constructor({wordings, groups, groupOf, names, isUnseen}: Texts) {
    const count = groupOf.length;
    const all = groupOf.map((_, c) => c);
    const train = all.filter((c) => !isUnseen(c));
    const unseen = all.filter(isUnseen);
    this.#train = Int32Array.from(train);
    this.#wordings = wordings.length;
    this.#things = count;
    this.items = train.length;
    const inWordings = (things: readonly number[]) => wordings.map((_, w) => things.map((c) => w * count + c));
    const everywhere = (things: readonly number[]) => inWordings(things).flat();
    const classOf = (row: number) => groupOf[row % count];

    const words = wordings.flat().map(wordsOf);
    const vocabulary = vocabularyOf(everywhere(train).map((row) => words[row]));
    const length = Math.min(MOST_LENGTH, Math.max(...words.map((text) => text.length)));
    const classes = groupOf.some((group) => group !== groupOf[0]);
    this.towers = [
      {
        input: {kind: 'tokens', vocabulary: vocabulary.length, length},
        table: 'world/texts',
        ...(classes && {classes: 'world/classes'}),
      },
    ];
    this.points = {
      kind: 'things',
      groups,
      groupOf: words.map((_, row) => classOf(row)),
      names: wordings.flat().map((text) => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text)),
      details: words.map((_, row) => detailOf(row % count)),
      things: words.map((_, row) => row % count),
    };
    function detailOf(c: number): string {
      const name = names?.[c] ?? (classes ? groups[groupOf[c]] : `row ${c + 1} of those used`);
      return `${name}, ${isUnseen(c) ? 'never trained on' : 'trained on'}`;
    }
    this.unseenSets = wordings.map((_, w) => ({tower: 0, rows: `world/unseen/${w}`}));
    const sets = inWordings(unseen);
    this.slots = {
      'world/texts': dataSlot([words.length, length], paddedRows(words.map(tokensIn(vocabulary)), length)),
      'world/train': dataSlot([train.length], this.#train),
      ...Object.fromEntries(
        sets.map((rows, w) => [`world/unseen/${w}`, dataSlot([rows.length], Int32Array.from(rows))]),
      ),
      // The first and the last wording of each thing. With one wording this is the same text twice.
      'world/unseenPairs': dataSlot([2 * unseen.length], Int32Array.from([...sets[0], ...sets[sets.length - 1]])),
      'world/unseenClasses': membershipSlot(everywhere(unseen).map(classOf), groups.length),
    };
    if (!classes) return;
    const {slot, labelled} = labelledThings(0, everywhere(train), everywhere(unseen), classOf, groups.length);
    this.labelled = labelled;
    const ofRows = Int32Array.from(words, (_, row) => classOf(row));
    this.slots = {...this.slots, 'world/classes': dataSlot([words.length], ofRows), ...slot};
  }

  batch(context: WorldContext, size: number): InputViews {
    const table = {tensor: context.get('world/train'), rows: this.#train};
    const rows = pairRows(table, context.key('batch/texts'), context.key('batch/wordings'), {
      count: size,
      styles: this.#wordings,
      things: this.#things,
      across: this.#wordings > 1,
    });
    return this.#views(context, rows, context.key(['batch/blanks/a', 'batch/blanks/b']));
  }

  unseenViews(context: WorldContext): InputViews {
    const rows = tf.expandDims(context.get('world/unseenPairs'), 0);
    return this.#views(context, rows, context.key(['unseen/blanks/a', 'unseen/blanks/b'], 'always'));
  }

  #views(context: WorldContext, rows: tf.Tensor, keys: Keys): InputViews {
    return {inputs: [maskWords(context.get('world/texts'), rows, keys, context.hot('world.dropped'))], rows: [rows]};
  }
}
