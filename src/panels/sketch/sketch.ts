/** A line or curve drawn by hand over a chart: what a press or a drag of the pointer does to its values. Pure. */
import {type Axis, along, at} from '../../lessons/kit/axis.ts';

export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Point {
  x: number;
  y: number;
}

export interface Sketched {
  x: Axis;
  y: Axis;
  places: readonly number[];
  values: readonly number[];
}

const between = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** The x of a place in pixels. */
export const across = ({left, right}: Plot, x: Axis, place: number): number => left + along(x, place) * (right - left);

/** The y of a value in pixels. */
export const upward = ({top, bottom}: Plot, y: Axis, value: number): number =>
  bottom - along(y, value) * (bottom - top);

const valueAtPixel = ({top, bottom}: Plot, y: Axis, pixel: number): number =>
  at(y, between((bottom - pixel) / (bottom - top), 0, 1));

/** The index of the place nearest to a pixel. */
export function nearestPlace(plot: Plot, {x, places}: Sketched, pixel: number): number {
  const distance = (i: number) => Math.abs(across(plot, x, places[i]) - pixel);
  return places.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0);
}

/** The values after a drag from one point to another: every place that it passed lies on it. */
export function dragged(plot: Plot, sketch: Sketched, from: Point, to: Point): number[] {
  const values = [...sketch.values];
  const [first, last] = [nearestPlace(plot, sketch, from.x), nearestPlace(plot, sketch, to.x)];
  const way = Math.sign(last - first);
  for (let i = first; way !== 0 && i !== last; i += way) {
    const share = (across(plot, sketch.x, sketch.places[i]) - from.x) / (to.x - from.x || 1);
    values[i] = valueAtPixel(plot, sketch.y, from.y + between(share, 0, 1) * (to.y - from.y));
  }
  values[last] = valueAtPixel(plot, sketch.y, to.y);
  return values;
}

/** The values of a line after one of its ends was pulled: the nearer one holds the pointer. */
export function pulled(plot: Plot, sketch: Sketched, end: number, to: Point): number[] {
  return sketch.values.map((value, i) => (i === end ? valueAtPixel(plot, sketch.y, to.y) : value));
}
