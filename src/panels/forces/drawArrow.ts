/** One arrow along the sphere. */
import {PIECES} from './field.ts';

export interface ArrowLook {
  colour: string;
  width: number;
  /** The greatest length of the head in pixels; short arrows have shorter heads. */
  head: number;
  /** Opacity on the side that faces the reader; `hidden` is the opacity on the other side. */
  alpha: number;
  hidden: number;
}

/** Shorter arrows are drawn as dots. */
const SHORTEST = 1.5;

/** Draws a curve [PIECES + 1, 3] of pixels and depth with a head at its end. */
export function drawArrow(context: CanvasRenderingContext2D, curve: Float64Array, look: ArrowLook): void {
  const last = 3 * PIECES;
  const [x, y] = [curve[last], curve[last + 1]];
  const length = Math.hypot(x - curve[0], y - curve[1]);
  context.globalAlpha = curve[2] + curve[last + 2] >= 0 ? look.alpha : look.hidden;
  context.fillStyle = look.colour;
  if (length < SHORTEST) {
    context.beginPath();
    context.arc(x, y, look.width, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  // The head has the direction of the last piece; the shaft ends inside it.
  const [dx, dy] = [x - curve[last - 3], y - curve[last - 2]];
  const run = Math.hypot(dx, dy) || 1;
  const head = Math.min(look.head, 0.6 * length);
  const [ux, uy] = [dx / run, dy / run];
  const [bx, by] = [x - head * ux, y - head * uy];
  const half = 0.42 * head;
  context.strokeStyle = look.colour;
  context.lineWidth = look.width;
  context.beginPath();
  context.moveTo(curve[0], curve[1]);
  for (let k = 3; k < last; k += 3) {
    if ((curve[k] - x) * ux + (curve[k + 1] - y) * uy < -0.8 * head) context.lineTo(curve[k], curve[k + 1]);
  }
  context.lineTo(x - 0.8 * head * ux, y - 0.8 * head * uy);
  context.stroke();
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(bx - half * uy, by + half * ux);
  context.lineTo(bx + half * uy, by - half * ux);
  context.fill();
}
