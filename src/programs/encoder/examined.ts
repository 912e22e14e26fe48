/**
 * Slow metrics, measured less often than the others because the CPU computes them from vectors that are read back: how well
 * simple classifiers do on the frozen representation, how far neighbourhoods are preserved, what a search finds.
 */
import * as tf from '@tensorflow/tfjs-core';
import type {Context, Digest} from '../../engine/program.ts';
import type {RowsOf, World} from '../../worlds/world.ts';

/** What the encoder makes of some rows, [R, N, D]. */
export interface Embed {
  representation(rows: RowsOf): tf.Tensor;
  /** Points on the sphere: only there can items of two towers be compared. */
  point(rows: RowsOf): tf.Tensor;
}

/** Emits the vectors that the world knows enough about; the digests below turn them into metrics. */
export function examine({world, emit}: Pick<Context<unknown, World>, 'world' | 'emit'>, embed: Embed): void {
  const {labelled, graded, retrieval: search, splits} = world;
  if (labelled) emit('labelled', embed.representation(labelled));
  if (haveDistances(world)) emit('unseen', embed.representation(world.unseenSets[0]));
  if (graded) emit('graded', embed.representation(graded));
  if (search) {
    const part = search.queries.tower === search.documents.tower ? 'representation' : 'point';
    emit('retrieval', tf.concat([embed[part](search.queries), embed[part](search.documents)], 1));
    if (!splits) return;
    const sets = Object.values(splits).flatMap(({queries, documents}) => [queries, documents]);
    emit(
      'splits',
      tf.concat(
        sets.map((set) => embed[part](set)),
        1,
      ),
    );
  }
}

export type Examination = 'labelled' | 'classified' | 'halves' | 'axes' | 'unseen' | 'graded' | 'retrieval' | 'splits';

/** Their code is loaded with the first of them, because no run begins with one. */
const examination =
  (name: Examination): Digest<unknown, World> =>
  async (...read) =>
    (await import('./examinations.ts')).examinations[name](...read);

export const examinations: Record<Examination, Digest<unknown, World>> = {
  labelled: examination('labelled'),
  classified: examination('classified'),
  halves: examination('halves'),
  axes: examination('axes'),
  unseen: examination('unseen'),
  graded: examination('graded'),
  retrieval: examination('retrieval'),
  splits: examination('splits'),
};

/** Token numbers say nothing about the distance between texts, so texts have no neighbourhoods in the input. */
const haveDistances = ({towers, unseenSets}: World) => towers[unseenSets[0].tower].input.kind !== 'tokens';
