/** The description of a call, and the similarities of a few anchors and a chunk of others. */
import {APART, preciseTile, roundUp, tile, TILE_COLUMNS, TILE_ROWS, turn} from './gemm';

export const AFFINE: i32 = 0;
export const LINEAR: i32 = 1;
export const SQUARED: i32 = 2;
export const HINGE: i32 = 3;

/** Leaves out pairs with equal labels, except the own positive. Any other number except 0 keeps only equal labels. */
const DIFFERENT: i32 = 1;

/** Anchors at a time. */
export const ROWS: usize = 8;
/** Others at a time. */
export const CHUNK: usize = 128;
/** Bytes from one row of similarities to the next. */
export const STEP: usize = CHUNK << 2;
/** Bytes from one dimension of a chunk of others to the next. */
export const LINE: usize = STEP + APART;
/**
 * Up to so many dimensions similarities are computed in double precision: at a temperature of 0.005 an error of theirs
 * is 200 times as large in the exponent.
 */
const PRECISE: usize = 16;

const LOG2_E: f64 = 1.4426950408889634;
/** The similarity of a pair that does not count. */
export const LEFT_OUT: f32 = -Infinity;

/** The description of a call, written by the caller, 4 bytes each. */
@unmanaged
export class Pairs {
  term: i32;
  /** Addresses of p0 and, where the term has it, p1. */
  parameters: usize;
  /** Anchors [n, d] and others [m, d]. */
  u: usize;
  v: usize;
  n: usize;
  m: usize;
  d: usize;
  /** Other (i + shift) mod m is the positive of anchor i; -1: there is none. */
  shift: i32;
  contrast: u32;
  counted: u32;
  same: u32;
  labels: i32;
  uLabels: usize;
  vLabels: usize;
  scratch: usize;

  get p0(): f32 {
    return load<f32>(this.parameters);
  }

  get p1(): f32 {
    return this.term == AFFINE || this.term == HINGE ? load<f32>(this.parameters, 4) : 0;
  }

  /** The others are multiplied by it, so that the greatest similarity has the greatest value. */
  get sign(): f32 {
    return this.term == AFFINE && this.p0 < 0 ? -1 : 1;
  }

  /** exp(p0 s + p1) = 2^(scale sign s) exp(p1); never 0, because LEFT_OUT times it is to stay infinite. */
  get scale(): v128 {
    return f32x4.splat(<f32>Math.max(Math.abs(<f64>this.p0) * LOG2_E, 1e-30));
  }

  get precise(): bool {
    return this.d <= PRECISE;
  }

  /** What is known of the similarities of eight anchors and a chunk of others: a reference [8], and the matrix. */
  get references(): usize {
    return this.scratch;
  }

  get matrix(): usize {
    return this.references + ROWS * 8;
  }

  /** The others in single precision: chunk after chunk, each [d, CHUNK]. */
  get turned(): usize {
    return this.matrix + ROWS * STEP;
  }

  /** Bytes from the first chunk of others to that of other j, its first. */
  before(j: usize): usize {
    return (j / CHUNK) * this.d * LINE;
  }

  /** The others, and the eight anchors, in double precision. */
  get preciseTurned(): usize {
    return this.turned + turnedBytes(this.m, this.d);
  }

  get preciseAnchors(): usize {
    return this.preciseTurned + (this.precise ? 2 * turnedBytes(this.m, this.d) : 0);
  }

  get rest(): usize {
    return this.preciseAnchors + (this.precise ? this.d * ROWS * 8 : 0);
  }

  /** The positive of anchor i; an invalid index if it has none. */
  own(i: usize): usize {
    return this.shift < 0 ? usize.MAX_VALUE : (i + this.shift) % this.m;
  }

  /** sign <u_i, v_j>, with the bits that the matrix has. */
  similarity(i: usize, j: usize): f64 {
    const u = this.u + i * this.d * 4;
    const v = this.v + j * this.d * 4;
    const bytes = this.d << 2;
    if (this.precise) {
      let total: f64 = 0;
      for (let k: usize = 0; k < bytes; k += 4) total += <f64>load<f32>(u + k) * <f64>load<f32>(v + k);
      return this.sign * total;
    }
    let total: f32 = 0;
    for (let k: usize = 0; k < bytes; k += 4) total += load<f32>(u + k) * load<f32>(v + k);
    return this.sign * total;
  }

  /** The similarity of anchor i and its positive, 0 if it has none. */
  ownSimilarity(i: usize): f64 {
    return this.shift < 0 ? 0 : this.similarity(i, this.own(i));
  }

  /** The anchor whose positive is other j, where there are as many anchors as others. */
  anchorOf(j: usize): usize {
    return this.shift < 0 ? 0 : (j + this.m - this.shift) % this.m;
  }

  /** What the similarities of an anchor are compared with; only hinge asks for i and its positive j. */
  threshold(saved: f32, i: usize, j: usize): f64 {
    if (this.term == AFFINE) return (<f64>saved - this.p1) / Math.abs(<f64>this.p0);
    return this.term == HINGE && this.shift >= 0 ? this.similarity(i, j) : 0;
  }

  /** sign df / ds, without what depends on s. */
  get slope(): f32 {
    return this.term == SQUARED ? 2 * this.p0 : this.sign * this.p0;
  }

  /** What is added to the weight of an anchor's own pair. */
  ofOwn(i: usize, own: usize, dy: f32, saved: f32): f32 {
    if (this.term == HINGE) return dy * saved;
    if (!this.contrast) return 0;
    return -dy * this.slope * (this.term == SQUARED ? <f32>this.similarity(i, own) : 1);
  }

  turnOthers(): void {
    const to = this.turned;
    const bytes = turnedBytes(this.m, this.d);
    memory.fill(to, 0, bytes);
    for (let j: usize = 0; j < this.m; j += CHUNK) {
      turn(to + this.before(j), LINE, this.v + j * this.d * 4, this.d << 2, min(this.m - j, CHUNK), this.d);
    }
    if (this.sign < 0) {
      for (let at = to; at < to + bytes; at += 16) v128.store(at, f32x4.neg(v128.load(at)));
    }
    if (!this.precise) return;
    for (let at: usize = 0; at < bytes; at += 8) {
      v128.store(this.preciseTurned + 2 * at, f64x2.promote_low_f32x4(v128.load_zero<u64>(to + at)));
    }
  }

  /** Others from j on in whole tiles: past the last one they are LEFT_OUT. */
  width(j: usize): usize {
    return roundUp(min(this.m - j, CHUNK), TILE_COLUMNS);
  }

  /**
   * Fills the matrix for the anchors from i (past the end: the last one again) and the others from j: similarities less
   * the anchor's reference.
   */
  compare(i: usize, j: usize): void {
    const width = this.width(j);
    const last = this.n - 1;
    for (let r: usize = 0; r < ROWS; r += TILE_ROWS) {
      const row = this.u + min(i + r, last) * this.d * 4;
      const second = this.u + min(i + r + 1, last) * this.d * 4;
      if (this.precise) this.comparePrecisely(r, row, second, j, width);
      else this.compareRows(r, row, second, j, width);
    }
    const columns = min(this.m - j, CHUNK);
    if (width == columns && !this.same && this.counted && !this.labels) return;
    for (let r: usize = 0; r < ROWS; r++) this.leaveOut(this.matrix + r * STEP, min(i + r, last), j, columns, width);
  }

  comparePrecisely(r: usize, row: usize, second: usize, j: usize, width: usize): void {
    const anchor = this.preciseAnchors + r * this.d * 8;
    const next = anchor + this.d * 8;
    for (let k: usize = 0; k < this.d; k++) {
      store<f64>(anchor + (k << 3), load<f32>(row + (k << 2)));
      store<f64>(next + (k << 3), load<f32>(second + (k << 2)));
    }
    const reference = load<f64>(this.references + (r << 3));
    const reference2 = load<f64>(this.references + (r << 3), 8);
    const others = this.preciseTurned + 2 * this.before(j);
    for (let k: usize = 0; k < width; k += 8) {
      const to = this.matrix + r * STEP + (k << 2);
      preciseTile(anchor, next, this.d, others + (k << 3), 2 * LINE, to, STEP, reference, reference2);
    }
  }

  compareRows(r: usize, row: usize, second: usize, j: usize, width: usize): void {
    const to = this.matrix + r * STEP;
    const others = this.turned + this.before(j);
    for (let k: usize = 0; k < width; k += TILE_COLUMNS) {
      tile(row, second, this.d, others + (k << 2), LINE, to + (k << 2), STEP, false);
    }
    if (this.term != AFFINE) return;
    for (let k: usize = 0; k < 2; k++) {
      const reference = f32x4.splat(<f32>load<f64>(this.references + ((r + k) << 3)));
      const end = to + k * STEP + (width << 2);
      for (let at = to + k * STEP; at < end; at += 16) v128.store(at, f32x4.sub(v128.load(at), reference));
    }
  }

  leaveOut(row: usize, i: usize, j: usize, columns: usize, width: usize): void {
    // Not below `columns` where they lie outside this chunk.
    const own = this.own(i) - j;
    const same = i - j;
    if (this.labels) {
      const kept = own < columns ? load<f32>(row + (own << 2)) : 0;
      this.leaveOutByLabel(row, load<i32>(this.uLabels + (i << 2)), this.vLabels + (j << 2), columns);
      if (this.labels == DIFFERENT && own < columns) store<f32>(row + (own << 2), kept);
    }
    if (!this.counted && own < columns) store<f32>(row + (own << 2), LEFT_OUT);
    if (this.same && same < columns) store<f32>(row + (same << 2), LEFT_OUT);
    for (let k = columns; k < width; k++) store<f32>(row + (k << 2), LEFT_OUT);
  }

  leaveOutByLabel(row: usize, label: i32, others: usize, columns: usize): void {
    const different = this.labels == DIFFERENT;
    const flip = i32x4.splat(different ? 0 : -1);
    let k: usize = 0;
    for (; k + 4 <= columns; k += 4) {
      const at = row + (k << 2);
      const out = v128.xor(i32x4.eq(v128.load(others + (k << 2)), i32x4.splat(label)), flip);
      v128.store(at, v128.bitselect(f32x4.splat(LEFT_OUT), v128.load(at), out));
    }
    for (; k < columns; k++) {
      if ((load<i32>(others + (k << 2)) == label) == different) store<f32>(row + (k << 2), LEFT_OUT);
    }
  }
}

/** Bytes of all others in single precision. */
export function turnedBytes(m: usize, d: usize): usize {
  return ((m + CHUNK - 1) / CHUNK) * d * LINE;
}

/** Bytes of scratch before `rest`. */
export function pairsScratch(m: usize, d: usize): usize {
  return ROWS * (8 + STEP) + turnedBytes(m, d) + (d <= PRECISE ? 2 * turnedBytes(m, d) + d * ROWS * 8 : 0);
}
