import type {PointSet} from '../data.ts';
import type {Palette} from '../frame/palette.ts';
import type {DotSheet} from './DotSheet.ts';
import type {Mask} from './dotPixels.ts';
import {type DotKind, dotKind, dotKinds, type Kind, LEVELS} from './layout.ts';
import type {Scene} from './scene.ts';

/** Dots are larger where there is more room for each. */
export const dotScale = (count: number, radius: number): number =>
  Math.min(1.35, Math.max(0.72, (radius / 300) ** 0.5 * (5000 / Math.max(1, count)) ** 0.25));

const STEPPED_BACK = 0.13;

/** Radius in pixels and opacity of a dot. Behind the sphere it is faint; in a ball it fades with its depth. */
function dotLook(kind: Kind, {level, stepsBack}: DotKind, scale: number): {radius: number; alpha: number} {
  const t = level / (LEVELS - 1);
  const look = (radius: number, alpha: number) => ({
    radius: radius * scale,
    alpha: alpha * (stepsBack ? STEPPED_BACK : 1),
  });
  if (kind === 'circle') return look(1.8, 0.75);
  if (kind === 'projection') return look(1.1 + 1.4 * t, 0.1 + 0.8 * t ** 1.6);
  if (t < 0.5) return look(1.1 + 0.5 * t, 0.2 + 0.12 * t);
  return look(1.6 + 1.4 * (t - 0.5), 0.78 + 0.3 * (t - 0.5));
}

/** Below this radius in device pixels the eye does not tell a square from a disc, which takes three times as long. */
const SQUARE = 1.45;

/** Points that are words are drawn as short lines of the same area; this is their length, in sides of the square. */
const LINE = 1.9;

/** The dots of the kinds from `first` to before `last`, except those under a finished picture; as pixels where there is a sheet. */
export function drawDots(
  context: CanvasRenderingContext2D,
  palette: Palette,
  scene: Scene,
  points: PointSet,
  scale: number,
  kinds: readonly [number, number],
  sheet?: DotSheet,
): void {
  if (sheet) stampDots(context, palette, scene, points, scale, kinds, sheet);
  else traceDots(context, palette, scene, points, scale, kinds);
}

/** The sheet must have been begun. */
function stampDots(
  context: CanvasRenderingContext2D,
  palette: Palette,
  scene: Scene,
  points: PointSet,
  scale: number,
  kinds: readonly [number, number],
  sheet: DotSheet,
): void {
  const {order, places, presence} = scene;
  const {x, y} = places;
  const ratio = context.getTransform().a;
  const colours = palette.groups.map((text) => sheet.colour(text));
  let of: number | undefined;
  let disc!: Mask;
  let bar: Mask | undefined;
  for (const {group, radius, alpha, from, to} of looksOf(scene, points, scale, kinds)) {
    // Many kinds after one another are of one size.
    if (radius !== of) {
      const half = sideOf(radius) * ratio;
      of = radius;
      disc = sheet.disc(radius * ratio);
      bar = points.text && sheet.bar(LINE * half, half / LINE);
    }
    const colour = colours[group % colours.length];
    for (let i = from; i < to; i++) {
      const row = order[i];
      if (presence[row] === 1) continue;
      const own = points.colour?.(row);
      const mask = bar && points.text!(row) ? bar : disc;
      sheet.stamp(mask, x[row] * ratio, y[row] * ratio, own ? sheet.colour(own) : colour, alpha);
    }
  }
  sheet.draw(context);
}

/** Of each kind of dots that there is: its look, and where its rows begin and end in the order of drawing. */
function* looksOf({kind, starts}: Scene, points: PointSet, scale: number, [first, last]: readonly [number, number]) {
  const groups = points.groups.length;
  for (let number = first; number < last; number++) {
    const [from, to] = [starts[number], starts[number + 1]];
    if (from === to) continue;
    const look = dotKind(number, groups);
    yield {group: look.group, ...dotLook(kind, look, scale), from, to};
  }
}

/** Half the side of a square that has the area of a disc. */
const sideOf = (radius: number): number => (Math.sqrt(Math.PI) / 2) * radius;

/**
 * Each disc is a path of its own: browsers draw a lone arc by a short cut, and one path of thousands of arcs slowly (measured:
 * 6,252 dots by copies of an image 20 ms, in nine paths 11 ms, in paths of their own 9 ms, as squares 4 ms).
 */
function traceDots(
  context: CanvasRenderingContext2D,
  palette: Palette,
  scene: Scene,
  points: PointSet,
  scale: number,
  kinds: readonly [number, number],
): void {
  const {order, places, presence} = scene;
  const {x, y} = places;
  const ratio = context.getTransform().a;
  for (const {group, radius, alpha, from, to} of looksOf(scene, points, scale, kinds)) {
    const square = radius * ratio < SQUARE;
    const half = sideOf(radius);
    context.fillStyle = palette.groups[group % palette.groups.length];
    context.globalAlpha = alpha;
    for (let i = from; i < to; i++) {
      const row = order[i];
      if (presence[row] === 1) continue;
      const own = points.colour?.(row);
      if (own) context.fillStyle = own;
      if (points.text?.(row))
        context.fillRect(x[row] - LINE * half, y[row] - half / LINE, 2 * LINE * half, (2 * half) / LINE);
      else if (square) context.fillRect(x[row] - half, y[row] - half, 2 * half, 2 * half);
      else {
        context.beginPath();
        context.arc(x[row], y[row], radius, 0, 2 * Math.PI);
        context.fill();
      }
    }
  }
  context.globalAlpha = 1;
}

/** The number of the first kind of dot that lies in front. */
export const firstInFront = (groups: number): number => dotKinds(groups) / 2;
