/**
 * What is measured more seldom than the rest, because it is computed on the CPU from vectors that are read back: how well
 * simple classifiers do on the frozen representation, what became of neighbourhoods, what a search finds.
 */
import * as tf from '@tensorflow/tfjs-core';
import type {Context, Program} from '../engine/program.ts';
import {classCollapse} from '../metrics/classCollapse.ts';
import {kNearest} from '../metrics/kNearest.ts';
import {linearProbe} from '../metrics/linearProbe.ts';
import {
  type Neighbourhoods,
  nearestByCosine,
  nearestByDistance,
  neighbourhoodPreservation,
} from '../metrics/neighbourhoodPreservation.ts';
import {retrieval} from '../metrics/retrieval.ts';
import type {Rows} from '../metrics/rows.ts';
import {cosinesOfPairs, spearman} from '../metrics/spearman.ts';
import {evenly, type RowsOf, type World} from '../worlds/world.ts';

/** What the encoder makes of some rows, [R, N, D]. */
export interface Embed {
  representation(rows: RowsOf): tf.Tensor;
  /** On the sphere: only there do the things of two towers have places in common. */
  point(rows: RowsOf): tf.Tensor;
}

/** Things whose neighbourhoods are compared: their number enters squared. */
const NEIGHBOURS_OF = 300;

/** Emits vectors of whatever the world knows enough about; their metrics are computed by `examinations`. */
export function examine({world, emit}: Pick<Context<unknown, World>, 'world' | 'emit'>, embed: Embed): void {
  const {labelled, graded, retrieval: search} = world;
  if (labelled) emit('labelled', embed.representation(labelled));
  if (haveDistances(world)) emit('unseen', embed.representation(world.unseenSets[0]));
  if (graded) emit('graded', embed.representation(graded));
  if (search) {
    const part = search.queries.tower === search.documents.tower ? 'representation' : 'point';
    emit('retrieval', tf.concat([embed[part](search.queries), embed[part](search.documents)], 1));
  }
}

export const examinations: NonNullable<Program<unknown, World>['digests']> = {
  labelled(data, [, dimension], _spec, {labelled}) {
    const rows = {...labelled!, data, dimension};
    return {kNearest: kNearest(rows), linearProbe: linearProbe(rows), classCollapse: classCollapse(rows)};
  },

  unseen(data, [count, dimension], _spec, world) {
    const chosen = choice(count);
    const now = nearestByCosine(pick({data, dimension}, chosen));
    return {neighbourhoodPreservation: neighbourhoodPreservation(inputNeighbourhoods(world, chosen), now)};
  },

  graded: (data, [, dimension], _spec, {graded}) => ({
    spearman: spearman(cosinesOfPairs({data, dimension}), graded!.similarity),
  }),

  retrieval(data, [, dimension], _spec, {retrieval: search, slots}) {
    const [queries] = slots[search!.queries.rows].shape;
    return retrieval({data, dimension}, search!.relevance, queries);
  },
};

const choice = (count: number) =>
  evenly(
    Array.from({length: count}, (_, i) => i),
    NEIGHBOURS_OF,
  );

function pick({data, dimension}: Rows, rows: ArrayLike<number>): Rows {
  const out = new Float64Array(rows.length * dimension);
  for (let i = 0; i < rows.length; i++) {
    for (let k = 0; k < dimension; k++) out[i * dimension + k] = data[rows[i] * dimension + k];
  }
  return {data: out, dimension};
}

/** The numbers of tokens say nothing about how far texts are apart. */
const haveDistances = ({towers, unseenSets}: World) => towers[unseenSets[0].tower].input.kind !== 'tokens';

const known = new WeakMap<World, Neighbourhoods>();

/** In the input, which does not change: found once. */
function inputNeighbourhoods(world: World, chosen: readonly number[]): Neighbourhoods {
  const found = known.get(world);
  if (found) return found;
  const {tower, rows} = world.unseenSets[0];
  const table = world.slots[world.towers[tower].table];
  const values = (slot: string) => world.slots[slot].initial!([0, 0]);
  const all = values(rows);
  const inputs = {data: values(world.towers[tower].table), dimension: table.shape[1]};
  const made = nearestByDistance(
    pick(
      inputs,
      chosen.map((i) => all[i]),
    ),
  );
  known.set(world, made);
  return made;
}
