/** What the kernels compute, in double precision and one replica at a time. */
import {dot, like, type Matrix, multiply, sum, transpose, type Vector} from './matrix.ts';

/** y = act(x w + b), and for dL/dy = dy the gradients g w^T, x^T g and sum g with g = dy act'(y). */
export function dense(x: Matrix, w: Matrix, b: Vector, relu: boolean, dy?: Matrix) {
  const before = multiply(x, w).map((row) => row.map((value, o) => value + b[o]));
  const y = like(before, (i, o) => (relu ? Math.max(0, before[i][o]) : before[i][o]));
  const g = dy && like(dy, (i, o) => (relu && before[i][o] <= 0 ? 0 : dy[i][o]));
  return {y, dx: g && multiply(g, transpose(w)), dw: g && multiply(transpose(x), g), db: g && transpose(g).map(sum)};
}

/** x / sqrt(|x|^2 + epsilon) and its gradient for dL/dy = dy. */
export function normalise(x: Matrix, dy: Matrix, epsilon = 1e-12) {
  const lengths = x.map((row) => Math.sqrt(dot(row, row) + epsilon));
  const y = like(x, (i, d) => x[i][d] / lengths[i]);
  return {y, dx: like(x, (i, d) => (dy[i][d] - y[i][d] * dot(dy[i], y[i])) / lengths[i])};
}

export interface Picture {
  side: number;
  channels: number;
  /** The value at (x, y), channel c: number (y side + x) channels + c; 0 beyond the edge. */
  values: Vector;
}

/** The affine map, gain, tint, centre and half the sides of the erased rectangle, as `changes` documents them. */
export type Change = readonly number[];

/** The largest of each change. */
export interface Most {
  shift: number;
  zoom: number;
  turn: number;
  gain: number;
  tint: number;
  flip: number;
  erase: number;
  stretch: number;
}

/** The change for ten uniform draws: shift, zoom, turn, gain, flip, erased rectangle, tint and how far that is no square. */
export function changeOf(draws: readonly number[], most: Most): Change {
  const [dx, dy, zoom, turn, gain, flip, eraseX, eraseY, tint, stretch] = draws;
  const upTo = (draw: number, largest: number) => (2 * draw - 1) * largest;
  const slope = upTo(turn, most.turn);
  const scale = (1 + upTo(zoom, most.zoom)) / Math.sqrt(1 + slope * slope);
  const mirror = flip < most.flip ? -1 : 1;
  const longer = upTo(stretch, most.stretch);
  return [
    scale * mirror,
    -scale * slope,
    scale * slope * mirror,
    scale,
    upTo(dx, most.shift),
    upTo(dy, most.shift),
    1 + upTo(gain, most.gain),
    upTo(tint, most.tint),
    eraseX - 0.5,
    eraseY - 0.5,
    (most.erase / 2) * (1 + longer),
    (most.erase / 2) * (1 - longer),
  ];
}

/** The changed picture; `unsure` marks pixels on the very edge of the erased rectangle. */
export function augment({side, channels, values}: Picture, change: Change) {
  const [xx, xy, yx, yy, x0, y0, gain, tint, ex, ey, halfX, halfY] = change;
  const out: Vector = [];
  const unsure: boolean[] = [];
  const at = (x: number, y: number, c: number) =>
    x < 0 || y < 0 || x >= side || y >= side ? 0 : values[(y * side + x) * channels + c];
  for (let py = 0; py < side; py++) {
    for (let px = 0; px < side; px++) {
      const [x, y] = [px, py].map((p) => (p + 0.5) / side - 0.5);
      const [u, v] = [xx * x + xy * y + x0, yx * x + yy * y + y0].map((p) => (p + 0.5) * side - 0.5);
      const [left, top] = [Math.floor(u), Math.floor(v)];
      const inside = [Math.abs(x - ex) - halfX, Math.abs(y - ey) - halfY];
      for (let c = 0; c < channels; c++) {
        const [fx, fy] = [u - left, v - top];
        const upper = (1 - fx) * at(left, top, c) + fx * at(left + 1, top, c);
        const lower = (1 - fx) * at(left, top + 1, c) + fx * at(left + 1, top + 1, c);
        const position = channels === 1 ? 0 : (2 * c) / (channels - 1) - 1;
        const erased = Math.max(...inside) < 0;
        out.push(erased ? 0 : ((1 - fy) * upper + fy * lower) * (gain + position * tint));
        unsure.push(inside.some((distance) => Math.abs(distance) < 1e-5));
      }
    }
  }
  return {out, unsure};
}

/**
 * A convolution of 3 x 3 pixels with stride 2 and ReLU: channel o of place (py, px) is the ReLU of b_o + the sum of
 * w[(3 ky + kx) C + c][o] times channel c of the pixel (2 py + ky - 1, 2 px + kx - 1), and its gradients for dL/dy = dy.
 * `dy` and y have a row for each place.
 */
export function convolution({side, channels, values}: Picture, w: Matrix, b: Vector, dy: Matrix) {
  const along = Math.ceil(side / 2);
  const [dx, dw, db] = [values.map(() => 0), w.map((row) => row.map(() => 0)), b.map(() => 0)];
  const y = Array.from({length: along * along}, (_, place) => {
    const [py, px] = [Math.floor(place / along), place % along];
    /** Calls back for every number of a pixel that is inside: its row in w, and where it lies. */
    const each = (tell: (row: number, at: number) => void) => {
      for (let pixelY = Math.max(0, 2 * py - 1); pixelY <= Math.min(side - 1, 2 * py + 1); pixelY++) {
        for (let pixelX = Math.max(0, 2 * px - 1); pixelX <= Math.min(side - 1, 2 * px + 1); pixelX++) {
          const tap = 3 * (pixelY - 2 * py + 1) + pixelX - 2 * px + 1;
          for (let c = 0; c < channels; c++) tell(tap * channels + c, (pixelY * side + pixelX) * channels + c);
        }
      }
    };
    return b.map((bias, o) => {
      let before = bias;
      each((row, at) => {
        before += w[row][o] * values[at];
      });
      if (before <= 0) return 0;
      db[o] += dy[place][o];
      each((row, at) => {
        dw[row][o] += dy[place][o] * values[at];
        dx[at] += dy[place][o] * w[row][o];
      });
      return before;
    });
  });
  return {y, dx, dw, db};
}
