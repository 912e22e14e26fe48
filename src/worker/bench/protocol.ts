/** Messages between the bench's page and one of its workers. A worker measures one variant at one size. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

export const sizeSchema = v.object({
  /** Positive pairs in a batch, N. */
  pairs: positive,
  /** Models trained at once, R. */
  members: positive,
});
export type Size = v.InferOutput<typeof sizeSchema>;

export const benchCommandSchema = v.variant('type', [
  /** Comes first: opens the variant and runs two ticks, of which the second is examined. */
  v.object({type: v.literal('open'), variant: v.string(), size: sizeSchema}),
  /** Issues ticks without waiting, then waits until all of their work is done. */
  v.object({type: v.literal('measure'), ticks: positive}),
  /** Comes alone: records ticks of one member with several batch sizes, and runs none of them. */
  v.object({type: v.literal('record'), pairs: v.array(positive)}),
]);
export type BenchCommand = v.InferOutput<typeof benchCommandSchema>;

/** What one tick issued on the GPU. */
export const issuedSchema = v.object({launches: count, copies: count});
export type Issued = v.InferOutput<typeof issuedSchema>;

/** Milliseconds per tick. */
export const burstSchema = v.object({
  /** Until everything was issued, where JavaScript does that. */
  javascript: v.optional(v.number()),
  /** Until the last tick's loss could be read. */
  whole: v.number(),
});
export type Burst = v.InferOutput<typeof burstSchema>;

export const benchReportSchema = v.variant('type', [
  v.object({
    type: v.literal('opened'),
    /** Milliseconds of the second tick. */
    whole: v.number(),
    /** Where the variant runs on WebGPU and its launches can be seen. */
    issued: v.optional(issuedSchema),
    /** All buffers on the GPU, in use or not. */
    bytes: v.optional(count),
  }),
  v.object({type: v.literal('measured'), ...burstSchema.entries}),
  /** What each of the recordings holds. */
  v.object({type: v.literal('recorded'), bytes: v.array(count)}),
  v.object({type: v.literal('failed'), sentence: v.string()}),
]);
export type BenchReport = v.InferOutput<typeof benchReportSchema>;
