/** Asks for the neighbours of the point that the reader looks at, again and again while the run trains. */
import type {LabExperiment} from '../kit/experiment.ts';
import type {RunState} from '../kit/state.ts';

/** Milliseconds after which the neighbours of a shown point are looked up again. */
const EVERY = 2000;

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
  ];
  return () => {
    for (const end of ends) end();
  };
}
