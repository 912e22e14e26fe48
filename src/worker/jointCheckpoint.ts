/** A checkpoint of a sharded population, joined from those of its shards. */
import {joinCheckpoints} from '../engine/checkpoints.ts';
import type {Checkpoint} from '../engine/records.ts';
import {EVERY, pauseAfter} from '../runner/checkpoints.ts';

export class JointCheckpoint<Shard> {
  readonly #parts = new Map<Shard, Checkpoint>();
  /** The checkpoint that is being made: whether it was asked for, and since when all shards know of it. */
  #wanted: {asked: boolean; since?: number} | undefined;
  #next = performance.now() + EVERY;

  /** Whether a checkpoint is being made: until it is there, nothing else may change the run. */
  get wanted(): boolean {
    return this.#wanted !== undefined;
  }

  /** Whether the shards have not been told yet. */
  get untold(): boolean {
    return this.#wanted !== undefined && this.#wanted.since === undefined;
  }

  /** Whether a checkpoint is due that nobody has asked for. */
  get isDue(): boolean {
    return performance.now() > this.#next;
  }

  want(asked: boolean): void {
    this.#wanted ??= {asked};
  }

  /** Notes that all shards were told to give theirs. */
  begin(): void {
    this.#wanted!.since = performance.now();
    this.#parts.clear();
  }

  /** The whole checkpoint, once all shards have given parts of one and the same tick. */
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
    this.#next = now + pauseAfter(now - since);
    return {checkpoint: joinCheckpoints(parts), asked};
  }
}
