/** The glyphs world: letters in several faces, where either the letter or the face makes a pair. */
import * as tf from '@tensorflow/tfjs-core';
import type {Slots} from '../../engine/program.ts';
import {type Resources, storedJson} from '../../engine/resources.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {permuted} from '../../kernels/random.ts';
import type {PartValue} from '../../spec/index.ts';
import {inkOfAtlas} from '../shared/atlas.ts';
import {changedPictures, meanOf, scaledInk} from '../shared/changes.ts';
import {nextOfGroup, partnerSlots, partnersOf} from '../shared/partners.ts';
import {
  dataSlot,
  type InputViews,
  type Labelled,
  labelledThings,
  membershipSlot,
  type RowsOf,
  type Tower,
  type World,
  type WorldContext,
} from '../world.ts';
import type {glyphs} from './index.spec.ts';

export type GlyphsSpec = PartValue<typeof glyphs>;

/** The content of `glyphs/glyphs.json`. */
interface Table {
  cell: number;
  columns: number;
  count: number;
  faces: string[];
  /** Of each picture: its face, its letter, and 1 where it is kept unseen. */
  face: number[];
  letter: string;
  test: string;
}

const ATLAS = 'glyphs/glyphs.png';
/** The most unseen pictures of each letter or typeface that are searched for: every pair of such sets is a search. */
const SETS = 4;

const KINDS: Record<GlyphsSpec['letters'][number], RegExp> = {capitals: /[A-Z]/, small: /[a-z]/, digits: /[0-9]/};

export async function openGlyphs(spec: GlyphsSpec, resources: Resources): Promise<World> {
  const [table, png] = await Promise.all([storedJson<Table>(resources, 'glyphs/glyphs.json'), resources.file(ATLAS)]);
  const side = Number(spec.resolution);
  return new GlyphsWorld(spec, table, await inkOfAtlas(png, table, side), side);
}

/** The rows are the pictures of the letters that are chosen, in the order of the atlas. */
class GlyphsWorld implements World {
  readonly towers: readonly [Tower];
  readonly items: number;
  readonly slots: Slots;
  readonly points: World['points'];
  readonly unseenSets: readonly RowsOf[];
  readonly unseenGroups = 'world/unseenClasses';
  readonly labelled: Labelled;
  readonly #shape: {side: number; channels: 1};
  readonly #train: Int32Array;
  /** The ink of a fully black pixel, less that of blank paper. */
  readonly #black: number;

  constructor({task, classes, letters}: GlyphsSpec, table: Table, ink: Float32Array, side: number) {
    const size = side * side;
    const cells = Array.from(table.letter, (_, cell) => cell).filter((cell) =>
      letters.some((kind) => KINDS[kind].test(table.letter[cell])),
    );
    const all = cells.map((_, row) => row);
    const letterOf = (row: number) => table.letter[cells[row]];
    const alphabet = [...new Set(all.map(letterOf))];
    const faces = [...new Set(cells.map((cell) => table.face[cell]))];
    const numberOf = {
      letter: (row: number) => alphabet.indexOf(letterOf(row)),
      face: (row: number) => faces.indexOf(table.face[cells[row]]),
    };
    const names = {letter: alphabet, face: faces.map((face) => table.faces[face])};
    const [same, classOf] = [numberOf[task], numberOf[classes]];
    const isUnseen = (row: number) => table.test[cells[row]] === '1';
    const seen = all.filter((row) => !isUnseen(row));
    const unseen = all.filter(isUnseen);
    const sets = setsOf(unseen, same, names[task].length);

    this.#train = Int32Array.from(seen);
    this.#shape = {side, channels: 1};
    this.towers = [{input: {kind: 'pictures', ...this.#shape}, table: 'world/pictures', classes: 'world/classes'}];
    this.items = seen.length;
    this.unseenSets = sets.map((_, k) => ({tower: 0, rows: `world/unseen/${k}`}));
    this.points = {
      kind: 'things',
      groups: names[classes],
      groupOf: all.map(classOf),
      names: all.map((row) => `${letterOf(row)} in ${names.face[numberOf.face(row)]}`),
      details: all.map((row) => (isUnseen(row) ? 'never trained on' : 'trained on')),
      things: all.map(same),
      sprites: {file: ATLAS, cell: table.cell, columns: table.columns, ink: true, at: cells},
    };
    const other = classes === 'letter' ? 'face' : 'letter';
    const {slot, labelled} = labelledThings(0, seen, unseen, classOf, names[classes].length, {
      of: numberOf[other],
      classes: names[other].length,
    });
    this.labelled = labelled;
    const chosen = new Float32Array(cells.length * size);
    for (const [row, cell] of cells.entries()) {
      chosen.set(ink.subarray(cell * size, (cell + 1) * size), row * size);
    }
    const {pictures, scale} = scaledInk(chosen, size, seen);
    this.#black = scale;
    this.slots = {
      'world/pictures': dataSlot([cells.length, size], pictures),
      'world/mean': dataSlot([1, 1, size], meanOf(pictures, size, seen)),
      'world/train': dataSlot([seen.length], this.#train),
      'world/classes': dataSlot([cells.length], Int32Array.from(all, classOf)),
      'world/same': dataSlot([cells.length], Int32Array.from(all, same)),
      'world/unseenPairs': dataSlot([2 * unseen.length], Int32Array.from([...unseen, ...nextOfGroup(unseen, same)])),
      'world/unseenClasses': membershipSlot(sets.flat().map(classOf), names[classes].length),
      ...Object.fromEntries(
        sets.map((rows, k) => [`world/unseen/${k}`, dataSlot([rows.length], Int32Array.from(rows))]),
      ),
      ...slot,
      ...partnerSlots(seen, same, cells.length),
    };
  }

  batch(context: WorldContext, size: number): InputViews {
    const table = {tensor: context.get('world/train'), rows: this.#train};
    const first = permuted(context.key('batch/pictures'), this.#train.length, size, table);
    const second = partnersOf(context, first, context.key('batch/partners'));
    return this.#views(context, tf.concat([first, second], 1), 'batch');
  }

  unseenViews(context: WorldContext): InputViews {
    const rows = tf.tile(tf.expandDims(context.get('world/unseenPairs'), 0), [context.replicas, 1]);
    return this.#views(context, rows, 'unseen');
  }

  unseenRaw(context: WorldContext): {raw: tf.Tensor[]; centred: tf.Tensor[]} {
    const sets = this.unseenSets.map(({rows}) =>
      gatherRows(context.get('world/pictures'), tf.expandDims(context.get(rows), 0)),
    );
    return {
      // Brightness up to a factor, which does not change cosines.
      raw: sets.map((set) => tf.sub(this.#black, set)),
      centred: sets.map((set) => tf.sub(set, context.get('world/mean'))),
    };
  }

  #views(context: WorldContext, rows: tf.Tensor, use: 'batch' | 'unseen'): InputViews {
    const inputs = [changedPictures(context, context.get('world/pictures'), rows, this.#shape, use)];
    // A batch has more pairs than there are letters or typefaces, so some show the same.
    return {inputs, rows: [rows], labels: gatherRows(context.get('world/same'), rows)};
  }
}

/** Sets of unseen rows, one row of each of the groups in every set. */
function setsOf(unseen: readonly number[], groupOf: (row: number) => number, groups: number): number[][] {
  const members = Array.from({length: groups}, (_, group) => unseen.filter((row) => groupOf(row) === group));
  const count = Math.min(SETS, ...members.map((rows) => rows.length));
  return Array.from({length: count}, (_, k) => members.map((rows) => rows[k]));
}
