import {barMask, colourOf, DotPixels, discMask, type Mask} from './dotPixels.ts';
import type {Disc} from './layout.ts';

/** Beyond the disc, in pixels: a dot on its edge is whole. */
const MARGIN = 8;
/** Masks that are kept: those of two sizes of the sphere, which changes while a window is drawn larger. */
const KEPT = 200;
/** Sizes of dots are told apart by this part of a pixel. */
const FINE = 64;

/** The dots of a sphere as one picture, drawn into its canvas when they are all there. In pixels of the device. */
export class DotSheet {
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly #context = this.#canvas.getContext('2d', {willReadFrequently: true})!;
  readonly #masks = new Map<string, Mask>();
  readonly #colours = new Map<string, number>();
  #pixels = new DotPixels(1, 1);
  #image = new ImageData(this.#pixels.bytes, 1);
  #left = 0;
  #top = 0;

  /** Begins an empty picture of the disc, of which one unit is so many pixels. */
  begin({x, y, radius}: Disc, ratio: number): void {
    const side = Math.ceil(2 * (radius * ratio + MARGIN));
    this.#left = Math.round(x * ratio - side / 2);
    this.#top = Math.round(y * ratio - side / 2);
    if (side === this.#pixels.width) {
      this.#pixels.clear();
      return;
    }
    this.#pixels = new DotPixels(side, side);
    this.#image = new ImageData(this.#pixels.bytes, side);
    [this.#canvas.width, this.#canvas.height] = [side, side];
  }

  disc(radius: number): Mask {
    return this.#mask(`disc ${Math.round(FINE * radius)}`, () => discMask(radius));
  }

  bar(halfWidth: number, halfHeight: number): Mask {
    return this.#mask(`bar ${Math.round(FINE * halfWidth)} ${Math.round(FINE * halfHeight)}`, () =>
      barMask(halfWidth, halfHeight),
    );
  }

  /** A colour of the style sheet, or of the data. */
  colour(text: string): number {
    let known = this.#colours.get(text);
    if (known === undefined) {
      this.#context.fillStyle = text;
      this.#context.fillRect(0, 0, 1, 1);
      const [red, green, blue] = this.#context.getImageData(0, 0, 1, 1).data;
      known = colourOf(red, green, blue);
      this.#colours.set(text, known);
    }
    return known;
  }

  stamp(mask: Mask, x: number, y: number, colour: number, opacity: number): void {
    this.#pixels.stamp(mask, x - this.#left, y - this.#top, colour, opacity);
  }

  /** Draws what was stamped, over what is in the canvas. */
  draw(context: CanvasRenderingContext2D): void {
    this.#context.putImageData(this.#image, 0, 0);
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.#canvas, this.#left, this.#top);
    context.restore();
  }

  #mask(key: string, make: () => Mask): Mask {
    let known = this.#masks.get(key);
    if (!known) {
      if (this.#masks.size >= KEPT) this.#masks.clear();
      known = make();
      this.#masks.set(key, known);
    }
    return known;
  }
}
