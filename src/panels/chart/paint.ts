/** Strokes that all charts share. Coordinates are CSS pixels. */
import type {Domain} from './scale.ts';

const HAIR = 1;
export const DASHES = [3, 4];

export interface Stroke {
  colour: string;
  width?: number;
  alpha?: number;
  dashes?: number[];
}

/** Strokes a line; values that are not finite leave a gap. */
export function strokeLine(
  context: CanvasRenderingContext2D,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  {colour, width = 2, alpha = 1, dashes = []}: Stroke,
): void {
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.globalAlpha = alpha;
  context.lineJoin = 'round';
  context.lineCap = dashes.length > 0 ? 'butt' : 'round';
  context.setLineDash(dashes);
  context.beginPath();
  let pen = false;
  for (let i = 0; i < xs.length; i++) {
    if (!Number.isFinite(ys[i]) || !Number.isFinite(xs[i])) pen = false;
    else if (pen) context.lineTo(xs[i], ys[i]);
    else {
      context.moveTo(xs[i], ys[i]);
      pen = true;
    }
  }
  context.stroke();
  context.restore();
}

/** Fills the area between a line and the ground below it. */
export function fillUnder(
  context: CanvasRenderingContext2D,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  ground: number,
  {colour, alpha = 1}: Pick<Stroke, 'colour' | 'alpha'>,
): void {
  if (xs.length === 0) return;
  context.save();
  context.fillStyle = colour;
  context.globalAlpha = alpha;
  context.beginPath();
  context.moveTo(xs[0], ground);
  for (let i = 0; i < xs.length; i++) context.lineTo(xs[i], ys[i]);
  context.lineTo(xs[xs.length - 1], ground);
  context.fill();
  context.restore();
}

/** Paints what lies between two places of the x axis, and hardly above or below the plot. */
export function paintWithin(
  context: CanvasRenderingContext2D,
  {top, bottom}: {top: number; bottom: number},
  [from, to]: readonly [number, number],
  paint: () => void,
): void {
  context.save();
  context.beginPath();
  context.rect(from, top - 4, Math.max(0, to - from), bottom - top + 6);
  context.clip();
  paint();
  context.restore();
}

export function vertical(context: CanvasRenderingContext2D, x: number, [top, bottom]: Domain, stroke: Stroke): void {
  const sharp = Math.round(x) + 0.5;
  strokeLine(context, [sharp, sharp], [top, bottom], {width: HAIR, ...stroke});
}

export function horizontal(context: CanvasRenderingContext2D, y: number, [left, right]: Domain, stroke: Stroke): void {
  const sharp = Math.round(y) + 0.5;
  strokeLine(context, [left, right], [sharp, sharp], {width: HAIR, ...stroke});
}

/** A dot with a rim in the page's colour, so that it stands out from the lines below it; `hollow`: only its outline. */
export function dot(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  {radius, colour, ground, hollow = false}: {radius: number; colour: string; ground: string; hollow?: boolean},
): void {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return;
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.lineWidth = hollow ? 1.5 : 3;
  context.strokeStyle = hollow ? colour : ground;
  context.fillStyle = hollow ? ground : colour;
  if (!hollow) context.stroke();
  context.fill();
  if (hollow) context.stroke();
  context.restore();
}
