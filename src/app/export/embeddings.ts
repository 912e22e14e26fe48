/** The vectors of every point as .npz: a zip of .npy files, which NumPy opens by itself. */
import type {EmbeddingFrame} from '../../panels/data.ts';
import type {Experiment} from '../experiment/experiment.ts';
import {npyOf} from './npy.ts';
import {zipOf} from './zip.ts';

/** Milliseconds after which a frame will not come any more. */
const LATEST = 20_000;

/**
 * - `points` float32 [M, D]: the head's output on the unit sphere; `representations` float32 [M, K] for search, unit length.
 *   Row i of both, and of everything else, is the same thing.
 * - `names` and `details`: what it is. `groups` int32: its group, by its place in `group_names`. `things` int32: equal for
 *   rows that show the same thing. `unseen`: whether it was kept out of training, where that is known.
 * - `step` int32: after how many updates.
 */
export async function embeddings(experiment: Experiment): Promise<Blob> {
  const {points: set, phase} = experiment.store.getState();
  if (!set) throw new Error('The points are still on their way: wait until they are on the sphere.');
  experiment.lookBack(undefined);
  if (phase === 'training') experiment.pause();
  try {
    const points = await frameOf(experiment, 'points');
    const representations = await frameOf(experiment, 'representations');
    const all = Array.from({length: points.count}, (_, row) => row);
    const details = all.map((row) => set.detail(row));
    const unseen = details.map((detail) => Number(detail.includes('never trained on')));
    const files = {
      points: vectors(points),
      representations: vectors(representations),
      groups: npyOf({shape: [all.length], data: Int32Array.from(all, (row) => set.groupOf[row])}),
      group_names: npyOf({shape: [set.groups.length], data: set.groups}),
      things: npyOf({shape: [all.length], data: Int32Array.from(all, (row) => set.thing(row))}),
      names: npyOf({shape: [all.length], data: all.map((row) => set.name(row))}),
      details: npyOf({shape: [all.length], data: details}),
      ...(unseen.includes(1) && {unseen: npyOf({shape: [all.length], data: Uint8Array.from(unseen)})}),
      step: npyOf({shape: [1], data: Int32Array.of(points.tick)}),
    };
    const named = Object.entries(files).map(([name, bytes]) => [`${name}.npy`, bytes]);
    return await zipOf(Object.fromEntries(named));
  } finally {
    if (phase === 'training') experiment.play();
  }
}

const vectors = ({count, dimension, data}: EmbeddingFrame) => npyOf({shape: [count, dimension], data});

/** The frame of the present step, which the run stands at. */
function frameOf(experiment: Experiment, name: string): Promise<EmbeddingFrame> {
  const {store} = experiment;
  const newest = () => store.getState().frames[name] as EmbeddingFrame | undefined;
  const isThere = () => newest()?.tick === store.getState().position;
  return new Promise((resolve, reject) => {
    const end = (act: () => void) => {
      clearTimeout(timer);
      unsubscribe();
      act();
    };
    const timer = setTimeout(
      () => end(() => reject(new Error('The run did not give its points: restart it and try again.'))),
      LATEST,
    );
    const look = () => isThere() && end(() => resolve(newest()!));
    const unsubscribe = store.subscribe(look);
    experiment.want(name);
    look();
  });
}
