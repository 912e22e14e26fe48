/**
 * Dots as pixels in memory: each is a small mask that is laid over what is there. A browser that draws by software takes four
 * times as long for as many small paths (measured: 6,252 dots, 11 ms a frame as paths and squares, 2.4 ms as pixels).
 */

/** Places within a pixel, along each side, at which a dot's centre may lie. */
const PLACES = 4;
/** Samples of a pixel, along each side, that say how much of it a dot covers. */
const SAMPLES = 8;

/** What a dot covers of each pixel, of 255, with its centre at each of the places. */
export interface Mask {
  width: number;
  height: number;
  /** From the pixel of the centre to the first column and row. */
  left: number;
  top: number;
  /** [PLACES · PLACES, height · width] */
  covered: Uint8Array;
}

/** `covers` says whether a dot around the origin covers a point; it reaches so many pixels to each side. */
function mask(acrossX: number, acrossY: number, covers: (x: number, y: number) => boolean): Mask {
  const [left, top] = [-Math.ceil(acrossX), -Math.ceil(acrossY)];
  const [width, height] = [2 - 2 * left, 2 - 2 * top];
  const covered = new Uint8Array(PLACES * PLACES * width * height);
  let at = 0;
  for (let place = 0; place < PLACES * PLACES; place++) {
    const [shiftX, shiftY] = [((place % PLACES) + 0.5) / PLACES, (Math.floor(place / PLACES) + 0.5) / PLACES];
    for (let row = top; row < top + height; row++) {
      for (let column = left; column < left + width; column++) {
        let hits = 0;
        for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
          const x = column + ((sample % SAMPLES) + 0.5) / SAMPLES - shiftX;
          const y = row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES - shiftY;
          if (covers(x, y)) hits++;
        }
        covered[at++] = Math.round((255 * hits) / (SAMPLES * SAMPLES));
      }
    }
  }
  return {width, height, left, top, covered};
}

/** Lengths are in pixels. */
export const discMask = (radius: number): Mask => mask(radius, radius, (x, y) => x * x + y * y <= radius * radius);

export const barMask = (halfWidth: number, halfHeight: number): Mask =>
  mask(halfWidth, halfHeight, (x, y) => Math.abs(x) <= halfWidth && Math.abs(y) <= halfHeight);

/** A colour as a pixel holds it, without its opacity: blue, green, red from the highest byte that is used. */
export const colourOf = (red: number, green: number, blue: number): number => (blue << 16) | (green << 8) | red;

/** A picture of [height, width] pixels as canvases take it: red, green, blue, opacity, not multiplied by it. */
export class DotPixels {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
  readonly #pixels: Uint32Array;

  constructor(width: number, height: number) {
    [this.width, this.height] = [width, height];
    this.bytes = new Uint8ClampedArray(4 * width * height);
    // Every machine with a browser stores the lowest byte first.
    this.#pixels = new Uint32Array(this.bytes.buffer);
  }

  clear(): void {
    this.#pixels.fill(0);
  }

  /** Lays a dot over what is there: its centre in pixels, its opacity between 0 and 1. */
  stamp({width, height, left, top, covered}: Mask, x: number, y: number, colour: number, opacity: number): void {
    const pixels = this.#pixels;
    const [cellX, cellY] = [Math.floor(x), Math.floor(y)];
    const place = Math.floor((y - cellY) * PLACES) * PLACES + Math.floor((x - cellX) * PLACES);
    const [firstX, firstY] = [cellX + left, cellY + top];
    const [fromX, toX] = [Math.max(0, -firstX), Math.min(width, this.width - firstX)];
    const [fromY, toY] = [Math.max(0, -firstY), Math.min(height, this.height - firstY)];
    for (let v = fromY; v < toY; v++) {
      const from = (place * height + v) * width;
      const to = (firstY + v) * this.width + firstX;
      for (let u = fromX; u < toX; u++) {
        const cover = covered[from + u];
        if (cover === 0) continue;
        const own = cover * opacity;
        const before = pixels[to + u];
        pixels[to + u] = before === 0 ? (((own + 0.5) << 24) | colour) >>> 0 : over(colour, own, before);
      }
    }
  }
}

/** The colour with an opacity of so many 255ths over a pixel (Porter and Duff). */
function over(colour: number, own: number, before: number): number {
  const whole = own + (before >>> 24) * (1 - own / 255);
  const share = own / whole;
  const red = before & 255;
  const green = (before >>> 8) & 255;
  const blue = (before >>> 16) & 255;
  return (
    (((whole + 0.5) << 24) |
      ((blue + ((colour >>> 16) - blue) * share + 0.5) << 16) |
      ((green + (((colour >>> 8) & 255) - green) * share + 0.5) << 8) |
      (red + ((colour & 255) - red) * share + 0.5)) >>>
    0
  );
}
