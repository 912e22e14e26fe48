import type {PointSet} from '../data.ts';
import {drawPicture} from './picture.ts';

/** The most pictures that are prepared in one draw, so that a draw stays short. */
const AT_ONCE = 500;

/** The pictures of a point set, scaled down once. Pixels are the device's. */
export class PictureSheet {
  readonly #canvas: OffscreenCanvas;
  readonly #context: OffscreenCanvasRenderingContext2D;
  readonly #columns: number;
  /** With a gap of a pixel all round, so that pictures between pixels do not bleed into one another. */
  readonly #cell: number;
  readonly #ready: Uint8Array;
  readonly #points: PointSet;
  readonly #rows: Uint32Array;
  readonly #size: number;
  readonly #dark: boolean;
  #next = 0;

  /** `rows` with pictures, in the order in which they are likely to be needed, and the pictures' `size`. */
  constructor(points: PointSet, rows: Uint32Array, size: number, dark: boolean) {
    this.#points = points;
    this.#rows = rows;
    this.#size = size;
    this.#dark = dark;
    // Even, so that a centre on a whole pixel puts the corner on one.
    this.#cell = 2 * Math.ceil(size / 2) + 2;
    this.#columns = Math.ceil(Math.sqrt(points.count));
    const lines = Math.ceil(points.count / this.#columns);
    this.#canvas = new OffscreenCanvas(this.#columns * this.#cell, lines * this.#cell);
    this.#context = this.#canvas.getContext('2d')!;
    this.#ready = new Uint8Array(points.count);
  }

  /**
   * Prepares pictures: first the needed ones, then others while time allows. True while some are missing. Call it
   * before a drawing and not during it: copying is slow from a canvas that changes between two copies.
   */
  prepare(wanted: Uint8Array): boolean {
    let left = AT_ONCE;
    for (const row of this.#rows) if (wanted[row] && left > 0 && this.#make(row)) left--;
    while (left > 0 && this.#next < this.#rows.length) if (this.#make(this.#rows[this.#next++])) left--;
    return this.#next < this.#rows.length;
  }

  #make(row: number): boolean {
    if (this.#ready[row]) return false;
    this.#ready[row] = 1;
    const sprite = this.#points.sprite?.(row);
    if (!sprite) return false;
    const [x, y] = this.#corner(row);
    drawPicture(this.#context, sprite, x + this.#cell / 2, y + this.#cell / 2, this.#size, this.#dark);
    return true;
  }

  #corner(row: number): [number, number] {
    return [(row % this.#columns) * this.#cell, Math.floor(row / this.#columns) * this.#cell];
  }

  /** Draws a row's picture with its centre at (x, y); false if it is not ready. */
  draw(context: CanvasRenderingContext2D, row: number, x: number, y: number): boolean {
    if (!this.#ready[row]) return false;
    const c = this.#cell;
    const [left, top] = this.#corner(row);
    context.drawImage(this.#canvas, left, top, c, c, x - c / 2, y - c / 2, c, c);
    return true;
  }
}
