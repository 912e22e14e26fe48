/** A ball whose surface has the colours of a function on it. */
import type {Palette} from '../frame/palette.ts';
import {drawNearLines, drawRim} from '../hypersphere/drawBody.ts';
import type {Disc} from '../hypersphere/layout.ts';
import {NODES, valueAt} from './cube.ts';
import {densityRamp} from './ramp.ts';

/** CSS pixels that are painted at once: the function changes slowly. */
const COARSE = 1.5;
/** Opacity of the circles of latitude and longitude. */
const LINES = 0.13;
/** Milliseconds from one function to the next. */
const CHANGE = 260;

export class PaintedBall {
  /** Levels at the nodes: where they go, where they are. */
  readonly #to = new Float32Array(NODES);
  readonly #now = new Float32Array(NODES);
  readonly #from = new Float32Array(NODES);
  #start = Number.NEGATIVE_INFINITY;
  #known = false;
  #image: {size: number; data: ImageData; canvas: OffscreenCanvas} | undefined;
  #stops: readonly string[] | undefined;
  #ramp: Uint8ClampedArray = new Uint8ClampedArray();

  /** Takes new levels: `write` fills them in. They fade in, unless the reader wants stillness. */
  set(write: (levels: Float32Array) => void, now: number, still: boolean): void {
    this.#from.set(this.#now);
    write(this.#to);
    this.#start = still || !this.#known ? Number.NEGATIVE_INFINITY : now;
    this.#known = true;
  }

  ramp({density}: Palette): Uint8ClampedArray {
    if (this.#stops?.join() !== density.join()) {
      this.#stops = density;
      this.#ramp = densityRamp(density);
    }
    return this.#ramp;
  }

  /** Draws it after the turn m [3, 3]; true while colours are on their way. */
  draw(context: CanvasRenderingContext2D, palette: Palette, disc: Disc, m: Float64Array, now: number): boolean {
    const t = Math.min(1, (now - this.#start) / CHANGE);
    for (let i = 0; i < NODES; i++) this.#now[i] = this.#from[i] + t * (this.#to[i] - this.#from[i]);
    const {canvas, data, size} = this.#imageOf(disc);
    paint(data, this.#now, this.ramp(palette), m);
    canvas.getContext('2d')!.putImageData(data, 0, 0);
    const {x, y, radius} = disc;
    context.save();
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.clip();
    context.drawImage(canvas, 0, 0, size, size, x - radius, y - radius, 2 * radius, 2 * radius);
    shade(context, palette, disc);
    context.restore();
    drawNearLines(context, palette.ink, disc, m, LINES);
    drawRim(context, palette, disc);
    return t < 1;
  }

  #imageOf({radius}: Disc) {
    const size = Math.max(8, Math.round((2 * radius) / COARSE));
    if (this.#image?.size !== size) {
      this.#image = {size, data: new ImageData(size, size), canvas: new OffscreenCanvas(size, size)};
    }
    return this.#image;
  }
}

/** Every pixel of a square around the ball; those beside it have the colour of the rim. */
function paint({data, width}: ImageData, levels: Float32Array, ramp: Uint8ClampedArray, m: Float64Array): void {
  for (let row = 0, at = 0; row < width; row++) {
    for (let column = 0; column < width; column++, at += 4) {
      const x = (2 * column + 1) / width - 1;
      const y = 1 - (2 * row + 1) / width;
      const z = Math.sqrt(Math.max(0, 1 - x * x - y * y));
      const level = valueAt(
        levels,
        m[0] * x + m[3] * y + m[6] * z,
        m[1] * x + m[4] * y + m[7] * z,
        m[2] * x + m[5] * y + m[8] * z,
      );
      const colour = 3 * Math.round(255 * level);
      data[at] = ramp[colour];
      data[at + 1] = ramp[colour + 1];
      data[at + 2] = ramp[colour + 2];
      data[at + 3] = 255;
    }
  }
}

/** A little darker where the ball turns away. There is no other light: brightness means density. */
export function shade(context: CanvasRenderingContext2D, {dark}: Palette, {x, y, radius}: Disc): void {
  const round = context.createRadialGradient(x, y, 0.6 * radius, x, y, radius);
  round.addColorStop(0, 'rgb(0 0 0 / 0)');
  round.addColorStop(0.7, dark ? 'rgb(0 0 0 / 0.12)' : 'rgb(0 0 0 / 0.04)');
  round.addColorStop(1, dark ? 'rgb(0 0 0 / 0.42)' : 'rgb(0 0 0 / 0.16)');
  context.fillStyle = round;
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}
