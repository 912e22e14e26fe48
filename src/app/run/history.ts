/** Earlier pictures of the embedding, so that one can look back. */
import type {EmbeddingFrame} from '../../panels/data.ts';

interface Kept {
  tick: number;
  count: number;
  dimension: number;
  /** Coordinates of unit vectors times 32767. */
  data: Int16Array;
}

const MOST = 160;
const SCALE = 32767;

/** Frames in half precision, evenly spread over the run: when there are too many, every second one goes. */
export class History {
  #kept: Kept[] = [];
  #spacing = 0;

  add({tick, count, dimension, data}: EmbeddingFrame): boolean {
    const last = this.#kept.at(-1);
    if (last && tick - last.tick < Math.max(1, this.#spacing)) return false;
    this.#kept.push({tick, count, dimension, data: Int16Array.from(data, (x) => Math.round(x * SCALE))});
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
  nearest(tick: number): EmbeddingFrame | undefined {
    let best: Kept | undefined;
    for (const kept of this.#kept) {
      if (!best || Math.abs(kept.tick - tick) < Math.abs(best.tick - tick)) best = kept;
    }
    return best && {...best, data: Float32Array.from(best.data, (x) => x / SCALE)};
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
