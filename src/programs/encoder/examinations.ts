/** Metrics that are computed on the CPU from vectors that were read back. Loaded when the first ones have come. */
import type {Digest} from '../../engine/program.ts';
import {classCollapse} from '../../metrics/classCollapse/compute.ts';
import {kNearest} from '../../metrics/kNearest/compute.ts';
import {linearProbe} from '../../metrics/linearProbe/compute.ts';
import {longTail} from '../../metrics/longTail/compute.ts';
import {meanClassifier} from '../../metrics/meanClassifier/compute.ts';
import {ofMinority} from '../../metrics/minority/compute.ts';
import {
  type Neighbourhoods,
  nearestByCosine,
  nearestByDistance,
  neighbourhoodPreservation,
} from '../../metrics/neighbourhoodPreservation/compute.ts';
import {retrieval} from '../../metrics/retrieval/compute.ts';
import type {LabelledRows} from '../../metrics/shared/labelledRows.ts';
import type {Rows} from '../../metrics/shared/rows.ts';
import {cosinesOfPairs, spearman} from '../../metrics/spearman/compute.ts';
import {ofSplit} from '../../metrics/split/compute.ts';
import {sufficiency} from '../../metrics/sufficiency/compute.ts';
import {evenly, type World} from '../../worlds/world.ts';
import type {Examination} from './examined.ts';

/** Number of items whose neighbourhoods are compared; the time grows with its square. */
const NEIGHBOURS_OF = 300;

export const examinations: Record<Examination, Digest<unknown, World>> = {
  labelled(data, [, dimension], _spec, {labelled}) {
    const rows = {...labelled!, data, dimension};
    const {second, minority} = labelled!;
    return {
      kNearest: kNearest(rows),
      linearProbe: linearProbe(rows),
      classCollapse: classCollapse(rows),
      ...meanClassifier(rows),
      ...(second && ofSecond({...rows, ...second})),
      ...(minority !== undefined && ofMinority(rows, minority)),
    };
  },

  halves: (data, [, dimension], _spec, {labelled}) => ({
    ...ofSplit({...labelled!, data, dimension}, labelled!.second!),
  }),

  /** The scores of all classes. */
  classified: (data, [, dimension], _spec, {labelled}) => ({
    ...longTail({...labelled!, data, dimension}, labelled!.shares),
  }),

  /** The representation of the origin, then of the unit vectors. */
  axes(data, [, dimension], _spec, {signals}) {
    const columns = Float64Array.from(data.subarray(dimension), (value, i) => value - data[i % dimension]);
    return {...sufficiency(columns, signals!)};
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

  splits(data, [, dimension], _spec, {splits, slots}) {
    let from = 0;
    return Object.fromEntries(
      Object.entries(splits!).map(([name, {queries, documents, relevance}]) => {
        const [asked, given] = [queries, documents].map(({rows}) => slots[rows].shape[0]);
        const own = data.subarray(from * dimension, (from + asked + given) * dimension);
        from += asked + given;
        return [name, retrieval({data: own, dimension}, relevance, asked).ndcgAt10];
      }),
    );
  },
};

/** The second labelling, measured as the first. */
const ofSecond = (rows: LabelledRows) => ({
  secondKNearest: kNearest(rows),
  secondLinearProbe: linearProbe(rows),
  secondCollapse: classCollapse(rows),
});

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

const known = new WeakMap<World, Neighbourhoods>();

/** Neighbours in the input, which does not change: found once. */
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
