/**
 * The state of a run as pieces of bytes, and back; its curves as lists of numbers, and back. A piece is small enough that
 * copying it does not hold up the page.
 */
import * as v from 'valibot';
import type {Checkpoint, SlotValues, Values} from '../../engine/records.ts';
import type {Series} from '../../panels/data.ts';
import {type Move, membersOf, type Spec} from '../../spec/index.ts';
import {thinned} from '../compare/thinned.ts';
import {RunLog} from '../experiment/log.ts';
import {byteLength, type Layout} from './record.ts';

/** Bytes of a piece; a multiple of four. */
export const PIECE = 2 ** 20;
/** Points of all curves together that are kept as they were measured; of longer ones fewer are. */
const MOST_POINTS = 2 ** 18;
/** Points of one curve that are kept in any case. */
const LEAST_POINTS = 100;

const arraysOf = ({cohorts}: Checkpoint): Values[] =>
  cohorts.flatMap(({slots, finished}) => [...slots, ...finished].map(([, values]) => values));

/** How a state lies in its pieces. */
export function layoutOf({stage, tick, cohorts}: Checkpoint): Pick<Layout, 'stage' | 'tick' | 'cohorts'> {
  const laid = ([name, values, axis]: SlotValues): Layout['cohorts'][number]['slots'][number] => [
    name,
    values instanceof Int32Array ? 'int32' : 'float32',
    values.length,
    axis,
  ];
  return {
    stage,
    tick,
    cohorts: cohorts.map(({slots, finished, ...rest}) => ({
      ...rest,
      slots: slots.map(laid),
      finished: finished.map(laid),
    })),
  };
}

/** All bytes of a state in turn, each piece a copy. */
export function* piecesOf(checkpoint: Checkpoint): Generator<Uint8Array<ArrayBuffer>> {
  let left = arraysOf(checkpoint).reduce((sum, {byteLength: bytes}) => sum + bytes, 0);
  let piece = new Uint8Array(Math.min(PIECE, left));
  let filled = 0;
  for (const {buffer, byteOffset, byteLength: bytes} of arraysOf(checkpoint)) {
    const source = new Uint8Array(buffer, byteOffset, bytes);
    for (let from = 0; from < bytes; ) {
      const part = source.subarray(from, from + piece.length - filled);
      piece.set(part, filled);
      from += part.length;
      filled += part.length;
      if (filled < piece.length) continue;
      yield piece;
      left -= filled;
      piece = new Uint8Array(Math.min(PIECE, left));
      filled = 0;
    }
  }
}

export const countPieces = (layout: Pick<Layout, 'cohorts'>): number => Math.ceil(byteLength(layout) / PIECE);

/** SHA-256 of a piece; null where the browser makes none (a page that does not come by https). */
export async function digestOf(piece: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const digest = await crypto.subtle?.digest('SHA-256', piece);
  return digest ? btoa(String.fromCharCode(...new Uint8Array(digest))) : null;
}

/** The state from what was stored as its pieces; undefined where one is missing, or is not what was written. */
export async function unpack(
  layout: Layout,
  stored: readonly unknown[],
  moves: readonly Move[],
): Promise<Checkpoint | undefined> {
  const size = byteLength(layout);
  if (stored.length !== countPieces(layout) || layout.digests.length !== stored.length) return undefined;
  const bytes = new Uint8Array(size);
  for (const [i, piece] of stored.entries()) {
    const expected = Math.min(PIECE, size - i * PIECE);
    if (!isBytes(piece) || piece.length !== expected) return undefined;
    const digest = layout.digests[i] === null ? null : await digestOf(piece);
    if (digest !== null && digest !== layout.digests[i]) return undefined;
    bytes.set(piece, i * PIECE);
  }
  let at = 0;
  const take = ([name, kind, length, axis]: Layout['cohorts'][number]['slots'][number]): SlotValues => {
    const Kind = kind === 'int32' ? Int32Array : Float32Array;
    // A buffer of its own: it is handed to the worker.
    const values = new Kind(bytes.buffer.slice(at, at + 4 * length));
    at += 4 * length;
    return [name, values, axis];
  };
  const {stage, tick, cohorts} = layout;
  return {
    ...{stage, tick, moves: [...moves]},
    cohorts: cohorts.map(({slots, finished, ...rest}) => ({
      ...rest,
      slots: slots.map(take),
      finished: finished.map(take),
    })),
  };
}

const isBytes = (piece: unknown): piece is Uint8Array<ArrayBuffer> => piece instanceof Uint8Array;

const numbers = v.instance(Float64Array);
const curvesSchema = v.array(
  v.pipe(
    v.object({
      name: v.pipe(v.string(), v.maxLength(200)),
      member: v.pipe(v.number(), v.integer(), v.minValue(0)),
      ticks: numbers,
      values: numbers,
    }),
    v.check(({ticks, values}) => ticks.length === values.length && ticks.every(Number.isSafeInteger), 'is no curve'),
  ),
);

export type Curves = v.InferOutput<typeof curvesSchema>;

/** Lets the page draw. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
/** Milliseconds of work without a pause. */
const SLICE = 8;

/** Calls back for each of a list, with pauses. */
async function inSlices<T>(all: readonly T[], act: (one: T) => void): Promise<void> {
  let since = performance.now();
  for (const one of all) {
    if (performance.now() - since > SLICE) {
      await pause();
      since = performance.now();
    }
    act(one);
  }
}

/** What a run has measured so far, of all members. */
export async function packCurves(log: RunLog, spec: Spec): Promise<Curves> {
  const all = log
    .get()
    .names()
    .flatMap((name) => membersOf(spec).map(({index: member}) => ({name, member, series: log.series(name, member)})))
    .filter(({series}) => series.ticks.length > 0);
  const points = all.reduce((sum, {series}) => sum + series.ticks.length, 0);
  const most = Math.max(LEAST_POINTS, Math.floor(MOST_POINTS / Math.max(1, all.length)));
  const curves: Curves = [];
  await inSlices(all, ({name, member, series}) => {
    const {ticks, values}: Series = points > MOST_POINTS ? thinned(series, most) : series;
    curves.push({name, member, ticks: Float64Array.from(ticks), values: Float64Array.from(values)});
  });
  return curves;
}

/** A log of curves as they were stored: an empty one where they cannot be read, because the run goes on without them, too. */
export async function unpackCurves(stored: unknown): Promise<RunLog> {
  const log = new RunLog((_, position) => position);
  const read = v.safeParse(curvesSchema, stored);
  if (!read.success) return log;
  await inSlices(read.output, ({name, member, ticks, values}) =>
    log.add(Array.from(ticks, (tick, i) => ({stage: '', tick, members: [member], values: {[name]: [values[i]]}}))),
  );
  return log;
}
