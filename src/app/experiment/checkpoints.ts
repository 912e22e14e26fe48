/** Earlier checkpoints of a run, from which it can go on in another way. */
import type {Checkpoint} from '../../engine/records.ts';
import {positionOf, type Spec} from '../../spec/index.ts';

/** Checkpoints and bytes that are kept of one run at most; the newest is kept in any case. */
const MOST = 48;
const MOST_BYTES = 64 * 2 ** 20;

export const bytesOf = ({cohorts}: Checkpoint): number =>
  cohorts.reduce(
    (sum, {slots, finished}) => sum + [...slots, ...finished].reduce((all, [, values]) => all + values.byteLength, 0),
    0,
  );

interface Kept {
  checkpoint: Checkpoint;
  bytes: number;
}

/** Spread over the run: where there are too many, the one goes whose neighbours lie closest to each other. */
export class CheckpointHistory {
  #kept: Kept[] = [];

  /** Adds one that is newer than all before it. */
  add(spec: Spec, checkpoint: Checkpoint): void {
    const at = positionIn(spec, checkpoint);
    this.#kept = this.#kept.filter((one) => positionIn(spec, one.checkpoint) < at);
    this.#kept.push({checkpoint, bytes: bytesOf(checkpoint)});
    while (this.#kept.length > 1 && (this.#kept.length > MOST || this.bytes > MOST_BYTES)) this.#thin(spec);
  }

  get bytes(): number {
    return this.#kept.reduce((sum, {bytes}) => sum + bytes, 0);
  }

  /** The last one at a position or before it; undefined where there is only the beginning of the run. */
  before(spec: Spec, position: number): Checkpoint | undefined {
    return this.#kept.findLast(({checkpoint}) => positionIn(spec, checkpoint) <= position)?.checkpoint;
  }

  clear(): void {
    this.#kept = [];
  }

  #thin(spec: Spec): void {
    const places = this.#kept.map(({checkpoint}) => positionIn(spec, checkpoint));
    let closest = 0;
    for (let i = 1; i < places.length - 1; i++) {
      const gap = (k: number) => places[k + 1] - (places[k - 1] ?? 0);
      if (gap(i) < gap(closest)) closest = i;
    }
    this.#kept.splice(closest, 1);
  }
}

const positionIn = (spec: Spec, {stage, tick}: Checkpoint): number => positionOf(spec, spec.stages[stage].id, tick);
