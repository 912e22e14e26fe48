/** What the encoder program's phases work with, as numbers of one member: for the plan of memory. */
import type {Program} from '../../engine/program.ts';
import {sizeOfInput} from '../../nn/inputs.ts';
import {weightsOf} from '../../nn/mlp.ts';
import {needsOf} from '../../objectives/contrastive/index.spec.ts';
import type {RowsOf, World} from '../../worlds/world.ts';
import type {EncoderSettings} from './index.spec.ts';
import {predictorOf} from './learning.ts';
import {settingOf} from './momentum.ts';
import {chunkOf, towersOf} from './networks.ts';

type Numbers = ReturnType<NonNullable<Program['working']>>;

/** Rows of inputs in a training step, of both views together, and of negatives of their own. */
const rowsOf = ({training, objective}: EncoderSettings, world: World): number =>
  (needsOf(objective.kind).third ? 3 : 2) * Math.min(training.batch, world.items);

/** Outputs of all layers and their gradients. */
function layersOf(spec: EncoderSettings, world: World): {together: number; layers: number} {
  const towers = towersOf(spec, world);
  const rows = rowsOf(spec, world);
  const together = rows / 2 > chunkOf(spec) ? chunkOf(spec) * towers.length : rows;
  const share = together / towers.length;
  return {
    together,
    layers: towers.reduce((sum, {encoder}) => sum + 2 * share * (encoder.units.total + spec.model.head), 0),
  };
}

/** Of a training step: outputs of all layers and their gradients, gradients of the weights, and what the objective compares. */
export function working(spec: EncoderSettings, world: World): Numbers {
  const towers = towersOf(spec, world);
  const rows = rowsOf(spec, world);
  const {head, representation} = spec.model;
  const {together, layers} = layersOf(spec, world);
  const weights = towers.reduce((sum, {encoder, head}) => sum + encoder.weights + weightsOf(head.sizes), 0);
  const needs = needsOf(spec.objective.kind);
  // For the momentum encoder: outputs of all layers, and the copies that replace the old ones.
  const copies = needs.targets ? layers / 2 + weights : 0;
  const predictor = needs.predictor ? predictorOf(spec).sizes : [];
  // Where the similarities of all pairs are stored: each twice, with gradients.
  const compared = needs.mostPairs ? rows * (settingOf(spec.objective, 'queue') || rows / 2) : 0;
  // Which key goes where in the queue of classes, and the queue after it.
  const queued = needs.classQueue ? settingOf(spec.objective, 'queue') * (2 * rows + 2 * head) : 0;
  const guesses = 2 * rows * predictor.reduce((sum, size) => sum + size, 0) + weightsOf(predictor);
  return {
    total: layers + weights + copies + guesses + queued + 2 * compared + 4 * rows * (head + representation),
    largest: Math.max(rows * head, compared, ...towers.map(({encoder}) => together * encoder.units.largest)),
  };
}

/** What operations keep beside the outputs of layers, as a share of them (and of their gradients, in training). */
const BESIDE = 0.5;
const BESIDE_ALONE = 0.2;
/** Copies of inputs as they are gathered, changed, turned into views and shown. */
const INPUTS = 5;
/** Matrices of the similarities of two sets that a search holds at once. */
const SEARCH = 12;

/** Of the largest of all phases: of training with all that operations keep, of measuring, and of showing all points. */
export function peak(spec: EncoderSettings, world: World): Numbers {
  const towers = towersOf(spec, world);
  const {head, representation} = spec.model;
  const outputs = 2 * (representation + head);
  const {total, largest} = working(spec, world);
  const inputOf = (tower: number) => sizeOfInput(world.towers[tower].input);
  const countOf = (slot: string) => world.slots[slot].shape[0];
  const atOnce = (tower: number, rows: number) => Math.min(rows, towers[tower].encoder.atOnce ?? rows);
  // Rows that go through an encoder without gradients.
  const through = (tower: number, rows: number, copies: number) =>
    atOnce(tower, rows) * (1 + BESIDE_ALONE) * (towers[tower].encoder.units.total + head) +
    rows * (copies * inputOf(tower) + outputs);
  const throughAll = (sets: readonly RowsOf[]) =>
    sets.reduce((sum, {rows}) => sum + countOf(rows) * outputs, 0) +
    Math.max(0, ...sets.map(({tower, rows}) => through(tower, countOf(rows), 1)));

  const {unseenSets, labelled, graded, retrieval, splits = {}, unseenRaw} = world;
  const unseen = Math.max(...unseenSets.map(({rows}) => countOf(rows)));
  const views = towers
    .map((_, tower) => through(tower, (2 * unseen) / towers.length, INPUTS))
    .reduce((a, b) => a + b, 0);
  const compared = needsOf(spec.objective.kind).mostPairs ? 2 * (2 * unseen) ** 2 : 0;
  // Fixed pairs of seen and of unseen things, and the similarities of the batches that they are compared in.
  const fixed = world.fixedViews ? 2 * views + (compared > 0 ? 8 * unseen * rowsOf(spec, world) : 0) : 0;
  const search = unseenSets.length > 1 ? SEARCH * unseen ** 2 : 0;
  const searches = [...(retrieval ? [retrieval] : []), ...Object.values(splits)];
  const examined = [
    labelled,
    world.salient ? labelled : undefined,
    unseenSets[0],
    graded,
    ...searches.flatMap(({queries, documents}) => [queries, documents]),
  ];
  const raw = unseenRaw ? unseenSets.reduce((sum, {tower, rows}) => sum + 5 * countOf(rows) * inputOf(tower), 0) : 0;
  const tables = world.towers.map(({table}, tower) => ({tower, rows: world.slots[table].shape[0]}));
  const training =
    total +
    BESIDE * layersOf(spec, world).layers +
    towers.reduce((sum, _, tower) => sum + (INPUTS * rowsOf(spec, world) * inputOf(tower)) / towers.length, 0);
  return {
    total: Math.max(
      training,
      views + throughAll(unseenSets) + compared + search,
      throughAll(examined.filter((set) => set !== undefined)) + fixed,
      raw + search,
      tables.reduce((sum, {tower, rows}) => sum + through(tower, rows, 1) + rows * outputs, 0),
    ),
    largest: Math.max(
      largest,
      ...tables.map(({tower, rows}) => atOnce(tower, rows) * towers[tower].encoder.units.largest),
      ...tables.map(({rows}) => rows * Math.max(representation, head)),
    ),
  };
}
