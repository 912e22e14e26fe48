import type {EmbeddingFrame, PointSet} from '../data.ts';
import {Glide, Pace} from './glide.ts';
import {shuffledRows} from './hash.ts';
import {
  aroundCircle,
  type Disc,
  drawingOrder,
  inThree,
  type Kind,
  kindOf,
  newPlaces,
  type Places,
  pick,
  seen,
} from './layout.ts';
import {Placement} from './placement.ts';
import {type Block, principalDirections, project, projectOnto} from './principal.ts';

/** Milliseconds in which a picture appears or disappears. */
const FADE = 140;
const LONGEST_STEP = 40;
/** The glide takes a little longer than the wait for the next frame, so that points do not stop in between. */
const SLACK = 1.1;
/** Pictures stand only on points that face the reader by at least this much. */
const FACING = 0.05;

interface Arrangement {
  now: number;
  /** The turn [3, 3]. */
  matrix: Float64Array;
  disc: Disc;
  width: number;
  height: number;
  /** The size of a picture in pixels. */
  size: number;
  /** 0 for faded rows; undefined if no row is faded. */
  emphasis: Uint8Array | undefined;
  /** Whether the reader asks for reduced motion. */
  still: boolean;
}

/** The points of the panel between frames: where they are, what lies in front, which ones show their picture. */
export class Scene {
  kind: Kind = 'sphere';
  frame: EmbeddingFrame | undefined;
  /** Share of the spread that a projection shows. */
  share = 1;
  places: Places = newPlaces(0);
  /** Rows from back to front, by kinds of dots, and where each kind begins. */
  order = new Uint32Array(0);
  starts = new Uint32Array(1);
  /** The opacity of each row's picture, 0 to 1. */
  presence = new Float32Array(0);
  /** Rows that have a picture, by falling priority. */
  pictured = new Uint32Array(0);
  /** 0 for faded rows. */
  emphasis: Uint8Array | undefined;
  readonly glide = new Glide();
  readonly placement = new Placement();
  readonly #pace = new Pace();
  #points: PointSet | undefined;
  #block: Block | undefined;
  /** The three directions of a projection, [3, dimension]. */
  #directions: Float64Array | undefined;
  #arranged = 0;
  #fresh = true;

  get count(): number {
    return this.glide.count;
  }

  /** True if these are other points than before: nothing of the old ones is left. */
  setPoints(points: PointSet | undefined): boolean {
    if (points === this.#points) return false;
    this.#points = points;
    this.clear();
    const {sprite} = points ?? {};
    this.pictured =
      points && sprite ? shuffledRows(points.count).filter((row) => sprite.call(points, row)) : this.order;
    return true;
  }

  /** Removes the frame: nothing is shown. */
  clear(): void {
    this.frame = undefined;
    this.#resize(0);
  }

  /**
   * Takes up a frame: its points set off. A frame of other points than those of the panel shows nothing. True when
   * there were no points like these before, so that they stand where they belong at once. `glide` says how many
   * milliseconds they take, where that is not until the next frame.
   */
  take(frame: EmbeddingFrame, now: number, still: boolean, glide?: number): boolean {
    this.frame = frame;
    this.#pace.note(now);
    const kind = kindOf(frame.of?.dimension ?? frame.dimension);
    const count = frame.count === this.#points?.count ? frame.count : 0;
    const resized = this.#resize(count);
    const fresh = resized || kind !== this.kind || count === 0;
    this.kind = kind;
    this.#fresh ||= fresh;
    if (count > 0) this.#target(frame, !fresh);
    this.glide.depart(now, fresh || still ? 0 : (glide ?? SLACK * this.#pace.interval));
    return fresh && count > 0;
  }

  #resize(count: number): boolean {
    if (!this.glide.resize(count)) return false;
    this.places = newPlaces(count);
    this.order = new Uint32Array(count);
    this.presence = new Float32Array(count);
    this.#fresh = true;
    return true;
  }

  /** Writes the positions that the frame asks for, [count, 3]. */
  #target(frame: EmbeddingFrame, follow: boolean): void {
    const {count, dimension, data, of} = frame;
    const {to} = this.glide;
    this.share = of?.share ?? 1;
    if (dimension <= 3) inThree(data, count, dimension, to);
    else {
      const {directions, block} = principalDirections(frame, this.#block);
      this.#block = block;
      this.share = projectOnto(frame, directions, to, follow);
      this.#directions = directions;
    }
  }

  /** Other vectors of the newest frame's space [count, dimension], where the picture has them: [count, 3]. */
  positionsOf(vectors: Float32Array, dimension: number): Float32Array {
    const count = vectors.length / dimension;
    const out = new Float32Array(3 * count);
    if (dimension <= 3) inThree(vectors, count, dimension, out);
    else if (this.#directions?.length === 3 * dimension) project(vectors, this.#directions, out);
    return out;
  }

  /** Updates all places for this moment. True while something moves. */
  arrange({now, matrix, disc, width, height, size, emphasis, still}: Arrangement): boolean {
    this.emphasis = emphasis;
    const gliding = this.glide.advance(now, this.kind !== 'projection');
    if (this.kind === 'circle') aroundCircle(this.glide.at, disc, this.places);
    else seen(this.glide.at, matrix, disc, this.places);
    const {x, y, depth} = this.places;
    const points = this.#points;
    if (points && this.count > 0) {
      this.starts = drawingOrder(depth, points.groupOf, points.groups.length, emphasis, this.order);
      const may = (row: number) => depth[row] > FACING && (!emphasis || emphasis[row] === 1);
      this.placement.place(this.pictured, x, y, may, {apart: 1.8 * size, width, height});
    }
    // After a rest the time since the last drawing says nothing about the fade.
    const step = Math.min(now - this.#arranged, LONGEST_STEP) / FADE;
    const fading = this.#fade(still || this.#fresh ? Number.POSITIVE_INFINITY : step);
    this.#arranged = now;
    this.#fresh = false;
    return gliding || fading;
  }

  #fade(step: number): boolean {
    const {presence} = this;
    const {placed} = this.placement;
    if (this.count === 0) return false;
    let fading = false;
    for (const row of this.pictured) {
      const goal = placed[row];
      if (presence[row] === goal) continue;
      presence[row] = goal === 1 ? Math.min(1, presence[row] + step) : Math.max(0, presence[row] - step);
      fading ||= presence[row] !== goal;
    }
    return fading;
  }

  /** The row that a pointer at these pixels means. */
  pick(px: number, py: number, near?: number): number | undefined {
    const {presence, emphasis} = this;
    const behind = this.kind === 'projection';
    const may = (row: number) => !emphasis || emphasis[row] === 1;
    const bonus = (row: number) => (presence[row] > 0.5 ? 4 : 0);
    return pick(this.places, px, py, {behind, may, bonus}, near);
  }

  /** The mean of the points' positions, where the frame has them. */
  middle(): [number, number, number] {
    const sum: [number, number, number] = [0, 0, 0];
    this.glide.to.forEach((value, i) => {
      sum[i % 3] += value / this.count;
    });
    return sum;
  }

  /** Where a row is seen: pixels from the disc's centre in radii, y up, and depth. */
  viewOf(row: number, disc: Disc): [number, number, number] {
    const {x, y, depth} = this.places;
    return [(x[row] - disc.x) / disc.radius, (disc.y - y[row]) / disc.radius, depth[row]];
  }
}
