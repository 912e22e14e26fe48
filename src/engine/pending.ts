/** What phases emitted and nobody has read yet, and how it becomes metrics and frames. */
import type {RawFrame} from '../spec/index.ts';
import {sizeOf} from './kernel.ts';
import type {Collected, TickMetrics} from './records.ts';

export interface Pending {
  name: string;
  stage: string;
  tick: number;
  /** Whose frame it is, should it be one. */
  member: number;
  shape: number[];
  /** Of the program that emitted it: the run may have entered another stage before it is read. */
  digest?: DigestOfValues;
  reduction?: (data: Float32Array) => Pick<RawFrame, 'shape' | 'data'>;
}

type Metrics = Record<string, number>;

/** Metrics from the values of one replica. */
export type DigestOfValues = (
  data: Float32Array,
  shape: readonly number[],
  replica: number,
) => Metrics | Promise<Metrics>;

/** `data` has the numbers of everything pending, one after another. */
export async function unpack(pending: readonly Pending[], data: Float32Array, replicas: number): Promise<Collected> {
  const byTick = new Map<string, TickMetrics>();
  const frames: RawFrame[] = [];
  const record = (stage: string, tick: number, name: string, values: number[]) => {
    const key = `${stage} ${tick}`;
    if (!byTick.has(key)) byTick.set(key, {stage, tick, values: {}});
    byTick.get(key)!.values[name] = values;
  };
  let at = 0;
  for (const {name, stage, tick, member, shape, digest, reduction} of pending) {
    const size = sizeOf(shape);
    const values = data.slice(at, at + size);
    at += size;
    if (shape.length === 1 && size === replicas) {
      record(stage, tick, name, [...values]);
    } else if (digest) {
      const digested = await digestEach(values, shape, replicas, digest);
      for (const metric of Object.keys(digested[0])) {
        const each = digested.map((one) => one[metric]);
        record(stage, tick, metric, each);
      }
    } else {
      frames.push({name, stage, tick, member, ...(reduction?.(values) ?? {shape, data: values})});
    }
  }
  return {metrics: [...byTick.values()], frames};
}

/** The digest of each replica's part of a frame [R, ...shape]. */
function digestEach(values: Float32Array, [, ...shape]: number[], replicas: number, digest: DigestOfValues) {
  const size = values.length / replicas;
  const parts = Array.from({length: replicas}, (_, r) => values.subarray(r * size, (r + 1) * size));
  return Promise.all(parts.map((part, r) => digest(part, shape, r)));
}
