/**
 * Frames that the page has asked for. Each is shown once, as soon as it differs from the last one that was shown; together
 * they take at most a quarter of the time.
 */
import type {Population} from '../engine/population.ts';
import type {FrameSpec} from '../spec/index.ts';
import type {Tell} from './events.ts';
import type {Readings} from './readings.ts';

/** While the run trains, frames that took f ms are followed by a pause of this many times f. */
const PAUSE = 3;
/** Milliseconds. The pause has a limit because the first frame is slow: everything is done for the first time. */
const LONGEST_PAUSE = 300;

/** The frames of the present stage's program, by name. */
export type Declared = Readonly<Record<string, FrameSpec>>;

interface Wish {
  frame: string;
  /** The chosen member when left out. */
  member?: number;
}

/** Identifies what a frame shows: equal frames have the same version. */
export type Version = (renewedBy: FrameSpec['renewedBy']) => string;

export class Frames {
  readonly #run: Population;
  readonly #readings: Readings;
  readonly #tell: Tell;
  readonly #version: Version;
  readonly #wishes = new Map<string, Wish>();
  /** Versions that were shown, by frame and member. */
  readonly #shown = new Map<string, string>();
  #next = 0;

  constructor(run: Population, readings: Readings, version: Version, tell: Tell) {
    this.#run = run;
    this.#readings = readings;
    this.#version = version;
    this.#tell = tell;
  }

  want(frame: string, members?: readonly number[]): void {
    const wishes: Wish[] = members ? members.map((member) => ({frame, member})) : [{frame}];
    for (const wish of wishes) this.#wishes.set(keyOf(frame, wish.member), wish);
  }

  /** Shows every frame again when asked, because another member was chosen. */
  forget(): void {
    this.#shown.clear();
  }

  /** Drops wishes for what the present program does not declare. */
  keep(declared: Declared): void {
    for (const [key, {frame}] of this.#wishes) if (!Object.hasOwn(declared, frame)) this.#wishes.delete(key);
  }

  /** Shows those frames that were asked for and are new. Resolves to whether there were any. */
  async show(declared: Declared, training: boolean): Promise<boolean> {
    const start = performance.now();
    if (training && start < this.#next) return false;
    const due = this.#due(declared);
    if (due.length === 0) return false;
    const frames = await this.#readings.frames(() => {
      for (const {frame, member} of due) this.#run.show(declared[frame].phase, {member});
    });
    const names = new Set(due.map(({frame}) => frame));
    for (const {name, stage, member, tick, shape, data} of frames) {
      if (!names.has(name)) continue;
      this.#tell({type: 'frame', frame: name, stage, member, tick, shape, data}, [data.buffer as ArrayBuffer]);
    }
    const end = performance.now();
    this.#next = end + Math.min(PAUSE * (end - start), LONGEST_PAUSE);
    return true;
  }

  /** Takes the wishes that can be fulfilled now. */
  #due(declared: Declared): Required<Wish>[] {
    const due: Required<Wish>[] = [];
    for (const [key, {frame, member = this.#run.chosen}] of this.#wishes) {
      const version = this.#version(declared[frame].renewedBy);
      const shown = keyOf(frame, member);
      if (this.#shown.get(shown) === version) continue;
      this.#wishes.delete(key);
      this.#shown.set(shown, version);
      due.push({frame, member});
    }
    return due;
  }
}

const keyOf = (frame: string, member: number | undefined) => `${member ?? 'chosen'} ${frame}`;
