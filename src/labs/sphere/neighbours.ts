/** The neighbours of the point that the reader looks at: asked for again and again while the run trains. */
import {nearest} from '../../metrics/nearest.ts';
import type {EmbeddingFrame, Neighbours} from '../../panels/data.ts';
import {remembered} from '../../panels/remembered.ts';
import type {LabExperiment} from '../kit/experiment.ts';
import type {RunState} from '../kit/state.ts';

/** Milliseconds after which the neighbours of a shown point are looked up again. */
const EVERY = 2000;

/**
 * Those of the step that is shown: the newest, or when the reader looks back, the nearest in the head, which is drawn. Of
 * earlier steps nothing else is kept.
 */
export const shownNeighbours: (state: RunState) => (Neighbours & {inHead?: true}) | undefined = remembered(
  ({lookingAt, answers, frames, points, hovered}) => {
    if (lookingAt === undefined) return answers.neighbours as Neighbours | undefined;
    const frame = frames.points as EmbeddingFrame | undefined;
    if (!frame || !points || hovered === undefined || hovered >= frame.count) return undefined;
    return {row: hovered, inHead: true, ...nearest({...frame, thing: points.thing}, hovered)};
  },
  ({lookingAt, answers, frames, points, hovered}) =>
    lookingAt === undefined ? [answers.neighbours] : [lookingAt, frames.points, points, hovered],
);

/** Returns a function that ends it. */
export function followNeighbours(experiment: LabExperiment): () => void {
  let asked = 0;
  /** The point that was shown last; at first, point 0. */
  let last = 0;

  /** The neighbours of the shown point as they are now; while a panel compares them, those of the point shown last. */
  function ask(): void {
    const {hovered} = experiment.store.getState();
    last = hovered ?? last;
    const row = hovered ?? (experiment.watches('representations') ? last : undefined);
    if (row === undefined) return;
    asked = performance.now();
    experiment.ask('neighbours', {row});
  }

  const hoverChanged = () => {
    experiment.forgetAnswer('neighbours');
    ask();
  };
  const newPoints = () => {
    if (performance.now() - asked > EVERY) ask();
  };
  const ends = [
    experiment.store.subscribe(({hovered}: RunState) => hovered, hoverChanged),
    experiment.store.subscribe(({frames}: RunState) => frames.points, newPoints),
    experiment.store.subscribe(({frames}: RunState) => frames.representations, ask),
    // When the run stands still, the last answer is of some steps before.
    experiment.store.subscribe(({phase}: RunState) => phase !== 'training', ask),
    experiment.store.subscribe(({member}: RunState) => member, ask),
  ];
  return () => {
    for (const end of ends) end();
  };
}
