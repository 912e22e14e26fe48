/** Earlier frames of a run, so that the reader can look back. */
import type {RawFrame} from '../../spec/index.ts';

const MOST = 160;
const SCALE = 32767;

interface Placed {
  /** On the timeline of the whole run. */
  position: number;
}

/** Frames evenly spread over the run: when there are too many, every second one goes. */
export class Earlier<F extends Placed> {
  #kept: F[] = [];
  #spacing = 0;

  /** Adds a frame; returns false if it comes too soon after the last one and is not kept. */
  add(frame: F): boolean {
    const last = this.#kept.at(-1);
    if (last && frame.position - last.position < Math.max(1, this.#spacing)) return false;
    this.#kept.push(frame);
    if (this.#kept.length > MOST) {
      this.#kept = this.#kept.filter((_, i) => i % 2 === 0);
      this.#spacing = (this.#kept.at(-1)!.position - this.#kept[0].position) / this.#kept.length;
    }
    return true;
  }

  get kept(): readonly F[] {
    return this.#kept;
  }

  /** The frame nearest to the position, of those that count. */
  nearest(position: number, counts: (frame: F) => boolean = () => true): F | undefined {
    let best: F | undefined;
    for (const kept of this.#kept.filter(counts)) {
      if (!best || Math.abs(kept.position - position) < Math.abs(best.position - position)) best = kept;
    }
    return best;
  }

  /** Forgets what came after the position. */
  dropAfter(position: number): void {
    this.#kept = this.#kept.filter((kept) => kept.position <= position);
  }
}

interface Packed extends Placed {
  raw: Omit<RawFrame, 'data'>;
  /** Numbers from -1 to 1 are kept times 32767, in half the memory. */
  data: Float32Array | Int16Array;
}

/** One history for each frame and member that was shown. */
export class FrameHistory {
  readonly #earlier = new Map<string, Earlier<Packed>>();

  /** `unit` frames hold numbers from -1 to 1. */
  add(position: number, {data, ...raw}: RawFrame, unit: boolean): boolean {
    const key = keyOf(raw.name, raw.member);
    const earlier = this.#earlier.get(key) ?? new Earlier<Packed>();
    this.#earlier.set(key, earlier);
    const kept = unit ? Int16Array.from(data, (x) => Math.round(x * SCALE)) : data;
    return earlier.add({position, raw, data: kept});
  }

  /** Positions at which a member can be looked back to: in each stage those of the frame that was kept most often. */
  positions(member: number): number[] {
    const longest = new Map<string, readonly Packed[]>();
    for (const [key, {kept}] of this.#earlier) {
      if (!key.endsWith(keyOf('', member))) continue;
      for (const stage of new Set(kept.map(({raw}) => raw.stage))) {
        const frames = kept.filter(({raw}) => raw.stage === stage);
        if (frames.length > (longest.get(stage)?.length ?? 0)) longest.set(stage, frames);
      }
    }
    return [...longest.values()].flatMap((frames) => frames.map(({position}) => position)).sort((a, b) => a - b);
  }

  /** The frame nearest to the position, of each name: one of the stage that lies there, if there is any. */
  at(position: number, member: number, stage: string): RawFrame[] {
    return [...this.#earlier].flatMap(([key, earlier]) => {
      if (!key.endsWith(keyOf('', member))) return [];
      const found = earlier.nearest(position, ({raw}) => raw.stage === stage) ?? earlier.nearest(position);
      if (!found) return [];
      const data = found.data instanceof Int16Array ? Float32Array.from(found.data, (x) => x / SCALE) : found.data;
      return [{...found.raw, data}];
    });
  }

  /** Forgets what came after the position. */
  dropAfter(position: number): void {
    for (const earlier of this.#earlier.values()) earlier.dropAfter(position);
  }

  clear(): void {
    this.#earlier.clear();
  }
}

const keyOf = (name: string, member: number) => `${name} ${member}`;
