/** A checkpoint of a sharded population, joined from those of its shards. */
import {joinCheckpoints} from '../engine/checkpoints.ts';
import type {Checkpoint} from '../engine/records.ts';

/** Milliseconds of training between two checkpoints. One that took c ms is followed by so many times c without one. */
const EVERY = 5000;
const PAUSE = 20;

export class JointCheckpoint<Shard> {
  readonly #parts = new Map<Shard, Checkpoint>();
  /** The one that is being made: whether it was asked for, and since when all shards know of it. */
  #wanted: {asked: boolean; since?: number} | undefined;
  #next = performance.now() + EVERY;

  /** Whether one is wanted: nothing else may change the run until it is there. */
  get wanted(): boolean {
    return this.#wanted !== undefined;
  }

  /** Whether shards are still to be told of it. */
  get untold(): boolean {
    return this.#wanted !== undefined && this.#wanted.since === undefined;
  }

  /** Whether it is time for one that nobody has asked for. */
  get isDue(): boolean {
    return performance.now() > this.#next;
  }

  want(asked: boolean): void {
    this.#wanted ??= {asked};
  }

  /** All shards are told to give theirs. */
  begin(): void {
    this.#wanted!.since = performance.now();
    this.#parts.clear();
  }

  /** The whole, once there are parts of all shards that are at one tick. */
  add(shard: Shard, part: Checkpoint, shards: number): {checkpoint: Checkpoint; asked: boolean} | undefined {
    this.#parts.set(shard, part);
    const parts = [...this.#parts.values()];
    const isAlike = ({stage, tick, moves}: Checkpoint) =>
      stage === part.stage && tick === part.tick && moves.length === part.moves.length;
    if (parts.length < shards || !parts.every(isAlike)) return undefined;
    const {asked = false, since = performance.now()} = this.#wanted ?? {};
    this.#parts.clear();
    this.#wanted = undefined;
    const now = performance.now();
    this.#next = now + Math.max(EVERY, PAUSE * (now - since));
    return {checkpoint: joinCheckpoints(parts), asked};
  }
}
