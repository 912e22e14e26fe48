import type {Mark} from '../data.ts';
import type {Scale} from './scale.ts';

/** Marks closer than this, in pixels, are drawn as one. */
const GAP = 5;

/** Marks within the scale's domain, ascending, with their x. Of marks that are too close together, the latest stays. */
export function visibleMarks(marks: readonly Mark[], x: Scale): {mark: Mark; at: number}[] {
  const [first, last] = x.domain();
  const places = marks
    .filter(({tick}) => tick >= first && tick <= last)
    .map((mark) => ({mark, at: x(mark.tick)}))
    .sort((a, b) => a.at - b.at);
  return places.filter(({at}, i) => i === places.length - 1 || places[i + 1].at - at >= GAP);
}
