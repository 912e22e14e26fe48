/** The results of a bench: the file that a visitor saves, and the lines that the command prints. */
import * as v from 'valibot';
import {burstSchema, issuedSchema, type Size, sizeSchema} from '../../worker/bench/protocol.ts';

const bytes = v.pipe(v.number(), v.integer(), v.minValue(0));
const time = v.pipe(v.number(), v.minValue(0));

const rowSchema = v.object({
  variant: v.string(),
  ...sizeSchema.entries,
  /** Medians over the rounds, milliseconds per tick; absent when nothing was measured. */
  javascript: v.optional(time),
  whole: v.optional(time),
  /** Every round in order; round i of all variants was measured side by side. */
  rounds: v.array(burstSchema),
  /** The number of ticks in each round. */
  ticks: bytes,
  issued: v.optional(issuedSchema),
  /** Bytes of all buffers on the GPU, in use or not. */
  bytes: v.optional(bytes),
  /** A sentence that says why nothing was measured. */
  problem: v.optional(v.string()),
});
export type Row = v.InferOutput<typeof rowSchema>;

const measuredSchema = v.object({variant: v.string(), ...sizeSchema.entries});

export const benchSchema = v.object({
  format: v.literal('contrastive-lab bench'),
  version: v.literal(1),
  date: v.pipe(v.string(), v.isoTimestamp()),
  browser: v.string(),
  cores: bytes,
  adapter: v.nullable(v.object({label: v.string(), software: v.boolean()})),
  quick: v.boolean(),
  rows: v.array(rowSchema),
  /** Bytes that a recorded step of one member holds. */
  memory: v.array(v.object({pairs: bytes, bytes})),
  /** The time of a tick of `of`, divided by that of `to`. */
  ratios: v.array(v.object({of: measuredSchema, to: measuredSchema, value: time})),
});
export type BenchReport = v.InferOutput<typeof benchSchema>;

/** The median; undefined for an empty list. */
export const median = (values: readonly number[]): number | undefined => {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** The variant that each variant is compared with, at the same size. */
const COMPARED: readonly (readonly [of: string, to: string])[] = [
  ['captured', 'composed-webgpu'],
  ['captured', 'eager'],
  ['captured', 'jax-webgpu'],
  ['eager', 'composed-webgpu'],
  ['wasm', 'composed-wasm'],
  ['wasm', 'jax-wasm'],
  ['wasm', 'torch'],
];

const place = ({variant, pairs, members}: Row) => ({variant, pairs, members});

/**
 * Ratios of times. Two variants of the same size: the median of the ratios within each round, because other work of the
 * machine slows both sides of a round. And a population against one member.
 */
export function ratiosOf(rows: readonly Row[]): BenchReport['ratios'] {
  const ratios: BenchReport['ratios'] = [];
  for (const to of rows) {
    for (const row of rows) {
      const compared = COMPARED.some(([a, b]) => row.variant === a && to.variant === b) && sameSize(row, to);
      const rounds = Math.min(row.rounds.length, to.rounds.length);
      if (compared && rounds > 0) {
        const each = row.rounds.slice(0, rounds).map(({whole}, i) => whole / to.rounds[i].whole);
        ratios.push({of: place(row), to: place(to), value: median(each)!});
      }
      const grown = row.variant === to.variant && row.pairs === to.pairs && row.members > to.members;
      if (grown && row.whole !== undefined && to.whole) {
        ratios.push({of: place(row), to: place(to), value: row.whole / to.whole});
      }
    }
  }
  return ratios;
}

const sameSize = (a: Size, b: Size) => a.pairs === b.pairs && a.members === b.members;
