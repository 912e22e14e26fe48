/** Earlier pictures of a run, so that one can look back. */
import type {EmbeddingFrame} from '../../panels/data.ts';

const MOST = 160;
const SCALE = 32767;

/** Frames evenly spread over the run: when there are too many, every second one goes. */
export class Earlier<F extends {tick: number}> {
  #kept: F[] = [];
  #spacing = 0;

  /** Whether it is kept: not when it comes too soon after the last. */
  add(frame: F): boolean {
    const last = this.#kept.at(-1);
    if (last && frame.tick - last.tick < Math.max(1, this.#spacing)) return false;
    this.#kept.push(frame);
    if (this.#kept.length > MOST) {
      this.#kept = this.#kept.filter((_, i) => i % 2 === 0);
      this.#spacing = (this.#kept.at(-1)!.tick - this.#kept[0].tick) / this.#kept.length;
    }
    return true;
  }

  get ticks(): number[] {
    return this.#kept.map(({tick}) => tick);
  }

  /** The frame nearest to the tick. */
  nearest(tick: number): F | undefined {
    let best: F | undefined;
    for (const kept of this.#kept) {
      if (!best || Math.abs(kept.tick - tick) < Math.abs(best.tick - tick)) best = kept;
    }
    return best;
  }

  /** Forgets what came after the tick. */
  dropAfter(tick: number): void {
    this.#kept = this.#kept.filter((kept) => kept.tick <= tick);
  }

  clear(): void {
    this.#kept = [];
    this.#spacing = 0;
  }
}

interface Packed {
  tick: number;
  count: number;
  dimension: number;
  /** Coordinates of unit vectors times 32767. */
  data: Int16Array;
}

/** Of the embedding, in half precision. */
export class History {
  readonly #earlier = new Earlier<Packed>();

  add({data, ...frame}: EmbeddingFrame): boolean {
    return this.#earlier.add({...frame, data: Int16Array.from(data, (x) => Math.round(x * SCALE))});
  }

  get ticks(): number[] {
    return this.#earlier.ticks;
  }

  nearest(tick: number): EmbeddingFrame | undefined {
    const found = this.#earlier.nearest(tick);
    return found && {...found, data: Float32Array.from(found.data, (x) => x / SCALE)};
  }

  dropAfter(tick: number): void {
    this.#earlier.dropAfter(tick);
  }

  clear(): void {
    this.#earlier.clear();
  }
}
