/**
 * A result as the text of a link, and back. A head in JSON says what there is; the numbers follow as bytes; both are deflated
 * with a dictionary, and the first character says which one. Reading treats the text as hostile: its length is bounded before
 * anything is done, what it unpacks to is bounded too, and every count is checked before the numbers are read.
 */
import {deflateSync, strFromU8, strToU8} from 'fflate';
import * as v from 'valibot';
import {fromBase64Url, toBase64Url} from '../base64.ts';
import {inflated} from '../inflate.ts';
import type {Checked} from '../spec.ts';
import type {Curve, Result} from './result.ts';

/** The most characters of a result in a link. */
export const MOST_TEXT = 4096;
/** Four times what fits at most, about. */
const MOST_BYTES = 16_384;

/** Never edit one that a published link may use: add the next one. */
const DICTIONARIES: Record<string, string> = {
  A:
    '"recallAt1RawPixels""recallAt1CentredPixels""recallAt5RawPixels""recallAt5CentredPixels""meanClassifier""linearProbe""kNearest"' +
    '"choiceLoss""accuracyLonger""accuracyShorter""goldAgreement""goldCorrelation""calibrationError""rewardMargin""lengthShare"' +
    '"lengthCorrelationOfGold""lengthRankCorrelation""lengthControlledAccuracy""bestOf16Gold""bestOfAllGold""bestOfAllProxy"' +
    '"mutualInformation""mutualInformationBound""neighbourhoodPreservation""effectiveRank""headRank""tolerance""anisotropy"' +
    '"gradientNorm""testLoss""recallAt5""recallAt1""accuracy""lengthCorrelation""uniformity""alignment""loss"' +
    '20,20,20,20,20,20,20,20,20,20,40,40,40,40,40,40,100,100,100,100]],"c":[["loss",0],["alignment",1],["uniformity",1],' +
    '"p":[1200,6252,3,300]}{"b":"webgpu","b":"wasm","s":1200,"m":0,"l":20,"f":[["loss",0],["testLoss",0],["alignment",0],',
};
const DICTIONARY = 'A';

const MOST = {finals: 80, losses: 20, lists: 12, ticks: 64, curves: 12, points: 400, dimension: 16};

const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const anyTick = whole(1e9);
const name = v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/));
/** A list whose length is looked at before what it holds. */
const few = <T extends v.GenericSchema>(most: number, one: T) =>
  v.pipe(v.array(v.unknown()), v.maxLength(most), v.array(one));

const headSchema = v.strictObject({
  /** Backend, build. */
  b: v.pipe(v.string(), v.regex(/^[a-z]{2,12}$/)),
  d: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-z]{1,40}$/))),
  /** Steps, member. */
  s: anyTick,
  m: whole(1000),
  /** Metrics, each with how many steps before the end it was measured. */
  f: few(MOST.finals, v.strictTuple([name, anyTick])),
  /** How many first losses. */
  l: whole(MOST.losses),
  /** Lists of ticks: each tick as the distance from the one before. */
  t: few(MOST.lists, few(MOST.ticks, anyTick)),
  /** Curves, each with the index of its ticks. */
  c: few(MOST.curves, v.strictTuple([name, whole(MOST.lists)])),
  /** Tick, points of the figure, dimension, points here. */
  p: v.optional(
    v.strictTuple([
      anyTick,
      v.pipe(whole(1e7), v.minValue(1)),
      v.pipe(whole(MOST.dimension), v.minValue(1)),
      whole(MOST.points),
    ]),
  ),
});

type Head = v.InferOutput<typeof headSchema>;

export function encodeResult(result: Result): string {
  const {backend, build, position, member, finals, losses, curves, points} = result;
  const lists = new Map<string, number>();
  const listOf = ({ticks}: Curve) => {
    const key = JSON.stringify(ticks.map((tick, i) => tick - (i === 0 ? 0 : ticks[i - 1])));
    if (!lists.has(key)) lists.set(key, lists.size);
    return lists.get(key)!;
  };
  const head: Head = {
    ...{b: backend, ...(build !== undefined && {d: build}), s: position, m: member},
    f: finals.map(({metric, tick}): [string, number] => [metric, position - tick]),
    l: losses.length,
    t: [],
    c: curves.map((curve): [string, number] => [curve.metric, listOf(curve)]),
    ...(points && {p: [points.tick, points.count, points.dimension, points.data.length / points.dimension]}),
  };
  head.t = [...lists.keys()].map((key) => JSON.parse(key));
  const text = strToU8(JSON.stringify(head));
  const bytes = new DataView(new ArrayBuffer(sizeOf(head) + text.length));
  let at = 0;
  const float = (value: number) => {
    bytes.setFloat32(at, value, true);
    at += 4;
  };
  bytes.setUint16(0, text.length, true);
  new Uint8Array(bytes.buffer).set(text, 2);
  at = 2 + text.length;
  for (const {value} of finals) float(value);
  for (const loss of losses) float(loss);
  for (const {low, high, values} of curves) {
    float(low);
    float(high);
    for (const value of values) {
      bytes.setUint16(at, value, true);
      at += 2;
    }
  }
  if (points) new Uint8Array(bytes.buffer).set(points.data, at);
  const dictionary = strToU8(DICTIONARIES[DICTIONARY]);
  return DICTIONARY + toBase64Url(deflateSync(new Uint8Array(bytes.buffer), {level: 9, dictionary}));
}

/** How many bytes the numbers take that a head announces, with the two that say how long it is. */
function sizeOf({f, l, t, c, p}: Head): number {
  const curves = c.reduce((sum, [, list]) => sum + 8 + 2 * (t[list]?.length ?? 0), 0);
  return 2 + 4 * (f.length + l) + curves + (p ? p[2] * p[3] : 0);
}

const damaged: Checked<never> = {
  ok: false,
  sentences: ['The result in this link is damaged, so there is nothing to compare with: ask for the link again.'],
};

/** The result of a link, or a sentence. Never throws. */
export function decodeResult(text: string): Checked<Result> {
  if (text.length > MOST_TEXT) return damaged;
  const dictionary = Object.hasOwn(DICTIONARIES, text[0]) ? DICTIONARIES[text[0]] : undefined;
  const packed = dictionary === undefined ? undefined : fromBase64Url(text.slice(1));
  if (!packed || dictionary === undefined) return damaged;
  try {
    const result = read(inflated(packed, MOST_BYTES, dictionary));
    return result ? {ok: true, value: result} : damaged;
  } catch {
    return damaged;
  }
}

function read(bytes: Uint8Array): Result | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint16(0, true);
  const checked = v.safeParse(headSchema, JSON.parse(strFromU8(bytes.subarray(2, 2 + length))), {abortEarly: true});
  if (!checked.success || sizeOf(checked.output) + length !== bytes.length) return undefined;
  const {b, d, s, m, f, l, t, c, p} = checked.output;
  if (c.some(([, list]) => list >= t.length) || f.some(([, before]) => before > s)) return undefined;
  let at = 2 + length;
  const float = () => {
    const value = view.getFloat32(at, true);
    at += 4;
    if (!Number.isFinite(value)) throw new Error('A number is not finite.');
    return value;
  };
  const step = () => {
    at += 2;
    return view.getUint16(at - 2, true);
  };
  const ticks = t.map((list) => {
    let tick = 0;
    return list.map((since) => (tick += since));
  });
  const result: Result = {
    ...{backend: b, ...(d !== undefined && {build: d}), position: s, member: m},
    finals: f.map(([metric, before]) => ({metric, tick: s - before, value: float()})),
    losses: Array.from({length: l}, float),
    curves: c.map(([metric, list]) => ({
      ...{metric, ticks: ticks[list], low: float(), high: float()},
      values: ticks[list].map(step),
    })),
  };
  if (!p) return result;
  const [tick, count, dimension] = p;
  return {...result, points: {tick, count, dimension, data: bytes.slice(at)}};
}
