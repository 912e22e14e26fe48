/** The learnt weights beside those of the annotators. */
import {extent} from 'd3-array';
import {correlation} from '../../metrics/shared/statistics.ts';
import type {Domain} from '../chart/scale.ts';
import type {WeightsFrame} from '../data.ts';
import {once} from '../shared/once.ts';

/** Whether anybody knows what the annotators go by. */
export const knowsTaste = ({taste}: WeightsFrame): boolean => taste.some((x) => x !== 0);

/** What the axis must hold: 0, and what lies on both sides of it. */
export function weightReach({learnt, taste}: WeightsFrame): Domain {
  const [low = 0, high = 0] = extent([...learnt, ...taste]) as [number | undefined, number | undefined];
  return [Math.min(-0.25, 1.08 * low), Math.max(0.25, 1.08 * high)];
}

/** The attribute whose weight is farthest from the annotators'. */
export function farthest({names, learnt, taste}: WeightsFrame): {name: string; by: number} | undefined {
  let best: {name: string; by: number} | undefined;
  names.forEach((name, i) => {
    const by = learnt[i] - taste[i];
    if (!best || Math.abs(by) > Math.abs(best.by)) best = {name, by};
  });
  return best;
}

export const likeness = ({learnt, taste}: WeightsFrame): number => correlation(learnt, taste);

/** Rows from the top: as the world lists them beside a taste, else by weight, the one of another kind last. */
export const orderOf = once((frame: WeightsFrame): readonly number[] => {
  const all = frame.names.map((_, i) => i);
  if (knowsTaste(frame)) return all;
  const {learnt, apart} = frame;
  return all.sort((a, b) => Number(a === apart) - Number(b === apart) || learnt[b] - learnt[a]);
});
