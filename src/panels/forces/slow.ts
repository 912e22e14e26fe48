/** One training step in acts, for one view of the next batch: the state of slow motion, without a page. */
import type {ForceLaw} from '../../objectives/contrastive/law.spec.ts';
import type {BatchFrame, EmbeddingFrame} from '../data.ts';
import {anchorsOf, type Forces, forcesOn, partnerOf} from './weights.ts';

/**
 * - pair: the anchor and its positive
 * - pull: the force of the positive
 * - push: the forces of the negatives
 * - sum: the sum of all forces
 * - move: the optimiser has made one step
 */
export type Act = 'pair' | 'pull' | 'push' | 'sum' | 'move';

/** The acts of a loss without known weights, which has only the sum. */
export const actsOf = (law: ForceLaw | undefined): readonly Act[] =>
  law ? ['pair', 'pull', 'push', 'sum', 'move'] : ['pair', 'sum', 'move'];

/** How a point has moved by one step, in degrees. */
interface Moved {
  angle: number;
  /** The angle between its movement and the push. */
  off: number;
  /** Its movement along the sphere, [dimension]. */
  way: number[];
}

export interface SlowState {
  frame: BatchFrame;
  law: ForceLaw | undefined;
  /** A view. */
  anchor: number;
  positive: number;
  act: Act;
  forces: Forces | undefined;
  /** The push on the anchor, from the frame. */
  push: Float32Array;
  /** The row that the reader wanted, if it is not in the batch. */
  missed: number | undefined;
  /** The points before the step, once the step is made. */
  before: EmbeddingFrame | undefined;
  moved: Moved | undefined;
}

const vectorOf = (data: ArrayLike<number> & {subarray(a: number, b: number): Float32Array}, at: number, size: number) =>
  data.subarray(at * size, (at + 1) * size);

/** The story of a step at one anchor. */
export function stateOf(frame: BatchFrame, law: ForceLaw | undefined, anchor: number, act: Act = 'pair'): SlowState {
  const known = law && forcesOn(frame, law, anchor);
  return {
    frame,
    law,
    anchor,
    positive: partnerOf(frame, anchor),
    act: actsOf(law).includes(act) ? act : 'sum',
    forces: known,
    push: vectorOf(frame.pushes, anchor, frame.dimension),
    missed: undefined,
    before: undefined,
    moved: undefined,
  };
}

/** The view of a row, or the nearest view if the batch does not hold the row; `exact` says which. */
export function viewFor(
  frame: BatchFrame,
  law: ForceLaw | undefined,
  row: number,
  embedding: EmbeddingFrame,
): {view: number; exact: boolean} {
  const anchors = anchorsOf(frame, law);
  const known = frame.rows.subarray(0, anchors).indexOf(row);
  if (known >= 0) return {view: known, exact: true};
  const at = vectorOf(embedding.data, row, embedding.dimension);
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let view = 0; view < anchors; view++) {
    const similarity = dot(vectorOf(frame.points, view, frame.dimension), at);
    if (similarity > most) [best, most] = [view, similarity];
  }
  return {view: best, exact: false};
}

/** The movement of the anchor's point between two frames of all points. */
export function movedBy({frame, anchor, push}: SlowState, before: EmbeddingFrame, after: EmbeddingFrame): Moved {
  const row = frame.rows[anchor];
  const [from, to] = [before, after].map(({data, dimension}) => vectorOf(data, row, dimension));
  const along = dot(from, to);
  const way = Array.from(to, (x, d) => x - along * from[d]);
  // The push acts on the view, which lies a little beside its point: its component along the sphere at the point counts.
  const outward = dot(push, from);
  const pushed = push.map((x, d) => x - outward * from[d]);
  return {angle: degrees(along), off: degrees(dot(way, pushed) / (Math.hypot(...way) * Math.hypot(...pushed))), way};
}

export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[d];
  return sum;
};

/** The angle of a cosine, in degrees. */
export const degrees = (cosine: number): number => (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;

/** The smallest number of negatives, strongest first, that have half of the negatives' weight. */
export function halfOf({negatives}: Forces): number {
  const total = negatives.reduce((sum, {share}) => sum + share, 0);
  let [count, sum] = [0, 0];
  while (count < negatives.length && sum < total / 2) sum += negatives[count++].share;
  return count;
}

// --- The model -----------------------------------------------------------------------------------------------------

interface Surroundings {
  /** The newest picture of all points. */
  embedding(): EmbeddingFrame | undefined;
  /** Trains one tick. */
  step(): void;
  isOver(): boolean;
  changed(): void;
}

/** The reader's place in the story. The batch is kept until the reader has seen the step. */
export class SlowMotion {
  state: SlowState | undefined;
  readonly #around: Surroundings;
  #law: ForceLaw | undefined;
  #newest: BatchFrame | undefined;
  /** A row to begin with. */
  #wanted: number | undefined;

  constructor(around: Surroundings, wanted: number | undefined) {
    this.#around = around;
    this.#wanted = wanted;
  }

  /** A batch has come, or none is left. */
  take(frame: BatchFrame | undefined): void {
    this.#newest = frame;
    const {state} = this;
    if (!frame) this.#set(undefined);
    else if (!state) this.#begin(frame, this.#wanted);
    else if (state.act === 'move') return;
    else if (frame.tick === state.frame.tick && frame.rows[state.anchor] === state.frame.rows[state.anchor]) {
      this.#set({...stateOf(frame, this.#law, state.anchor, state.act), missed: state.missed});
    } else this.#begin(frame, state.frame.rows[state.anchor]);
  }

  setLaw(law: ForceLaw | undefined): void {
    this.#law = law;
    const {state} = this;
    if (!state || state.act === 'move') return;
    const anchor = Math.min(state.anchor, anchorsOf(state.frame, law) - 1);
    this.#set({...stateOf(state.frame, law, anchor, state.act), missed: state.missed});
  }

  /** The points of a step have come. */
  arrived(embedding: EmbeddingFrame | undefined): void {
    const {state} = this;
    if (!embedding || !state?.before || embedding.tick <= state.before.tick || state.moved) return;
    this.#set({...state, moved: movedBy(state, state.before, embedding)});
  }

  /** The reader points at a row. */
  choose(row: number): void {
    const frame = this.state?.act === 'move' ? this.#newest : this.state?.frame;
    if (frame) this.#begin(frame, row, this.state?.act === 'move' ? 'pair' : this.state?.act);
  }

  /** Another anchor of the batch. */
  another(by: 1 | -1): void {
    const {state} = this;
    if (!state || state.act === 'move') return;
    const anchors = anchorsOf(state.frame, this.#law);
    this.#set(stateOf(state.frame, this.#law, (state.anchor + by + anchors) % anchors, state.act));
  }

  /** The next act; after the last one the next step begins. */
  next(): void {
    const {state} = this;
    if (!state) return;
    const acts = actsOf(this.#law);
    const act = acts[acts.indexOf(state.act) + 1];
    if (!act) {
      if (this.#newest && this.#newest.tick > state.frame.tick)
        this.#begin(this.#newest, state.frame.rows[state.anchor]);
      return;
    }
    if (act !== 'move') this.#set({...state, act});
    else {
      const before = this.#around.embedding();
      if (!before || this.#around.isOver()) return;
      this.#set({...state, act, before});
      this.#around.step();
    }
  }

  /** The act before; a step that was made stays made. */
  back(): void {
    const {state} = this;
    if (!state || state.act === 'move') return;
    const acts = actsOf(this.#law);
    this.#set({...state, act: acts[Math.max(0, acts.indexOf(state.act) - 1)]});
  }

  #begin(frame: BatchFrame, row: number | undefined, act?: Act): void {
    const embedding = this.#around.embedding();
    if (row === undefined || !embedding || embedding.dimension !== frame.dimension) {
      this.#set(stateOf(frame, this.#law, 0, act));
      return;
    }
    const {view, exact} = viewFor(frame, this.#law, row, embedding);
    this.#set({...stateOf(frame, this.#law, view, act), missed: exact ? undefined : row});
  }

  #set(state: SlowState | undefined): void {
    this.state = state;
    this.#around.changed();
  }
}
