/** The picture of a pinned run: where its points were, or its rewards, packed small, with what is needed to draw it again. */
import * as v from 'valibot';
import {CHANNELS} from '../../metrics/shared/channels.ts';
import type {EmbeddingFrame, FrontierFrame, RewardFrame} from '../../panels/data.ts';
import {frameOf, Onlooker, type Seen} from '../../panels/hypersphere/alignment.ts';
import type {Points} from '../../worlds/points.ts';

/** Points that are kept of a sphere: all of every world but long files. */
export const MOST_ROWS = 8000;
/** Coordinates lie between -1 and 1. */
const SCALE = 32767;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const texts = v.custom<string[]>((list) => Array.isArray(list) && list.every((one) => typeof one === 'string'));
const wholes = v.custom<number[]>((list) => Array.isArray(list) && list.every(Number.isInteger));

const things = v.object({
  kind: v.literal('things'),
  groups: texts,
  groupOf: wholes,
  names: v.optional(texts),
  details: v.optional(texts),
  things: v.optional(wholes),
  sprites: v.optional(
    v.object({file: v.string(), cell: v.number(), columns: v.number(), ink: v.boolean(), at: wholes}),
  ),
  colours: v.optional(texts),
  texts: v.optional(whole),
});

const world = v.variant('kind', [
  v.object({kind: v.literal('emoji'), styles: texts, concepts: whole, keywords: v.optional(v.boolean())}),
  things,
]);

const sphere = v.object({
  kind: v.literal('sphere'),
  tick: whole,
  /** Every how many-th row of the run is kept. */
  every: v.pipe(whole, v.minValue(1)),
  /** [count, 3] */
  data: v.instance(Int16Array),
  of: v.object({dimension: v.pipe(whole, v.minValue(1)), share: v.number()}),
  world,
});

const rewards = v.object({
  kind: v.literal('rewards'),
  tick: whole,
  pairs: whole,
  unit: v.number(),
  counted: v.picklist(['tokens', 'words']),
  channels: v.record(v.string(), v.instance(Float32Array)),
});

const reached = v.array(v.object({at: v.number(), divergence: v.number(), proxy: v.number(), gold: v.number()}));
const spread = v.object({mean: v.number(), deviation: v.number()});

const frontier = v.object({
  kind: v.literal('frontier'),
  tick: whole,
  optimum: reached,
  bestOf: reached,
  reference: v.object({proxy: spread, gold: spread}),
});

const pictureSchema = v.pipe(
  v.variant('kind', [sphere, rewards, frontier]),
  v.check((picture) => isWhole(picture), 'has lists of different lengths'),
);

export type SpherePicture = v.InferOutput<typeof sphere>;
export type RewardsPicture = v.InferOutput<typeof rewards>;
export type FrontierPicture = v.InferOutput<typeof frontier>;
export type Picture = SpherePicture | RewardsPicture | FrontierPicture;

function isWhole(picture: Picture): boolean {
  if (picture.kind === 'rewards') {
    return CHANNELS.every((name) => picture.channels[name]?.length === picture.pairs);
  }
  if (picture.kind === 'frontier') return true;
  const {world: known, data} = picture;
  if (known.kind === 'emoji') return true;
  const count = data.length / 3;
  if (known.groupOf.some((group) => !(group in known.groups))) return false;
  return [known.groupOf, known.names, known.details, known.things, known.sprites?.at, known.colours].every(
    (list) => list === undefined || list.length === count,
  );
}

/** A picture as it was stored; undefined if this lab cannot read it. */
export function readPicture(stored: unknown): Picture | undefined {
  const read = v.safeParse(pictureSchema, stored);
  return read.success ? read.output : undefined;
}

export function packSphere(frame: EmbeddingFrame, points: Points, most = MOST_ROWS): SpherePicture {
  const {positions, of} = new Onlooker().see(frame);
  const every = points.kind === 'emoji' ? 1 : Math.max(1, Math.ceil(frame.count / most));
  const count = Math.ceil(frame.count / every);
  const data = new Int16Array(3 * count);
  for (let row = 0; row < count; row++) {
    for (let k = 0; k < 3; k++) data[3 * row + k] = Math.round(SCALE * clamp(positions[3 * row * every + k]));
  }
  return {kind: 'sphere', tick: frame.tick, every, data, of, world: thinnedWorld(points, every)};
}

const clamp = (value: number): number => Math.min(1, Math.max(-1, value));

/** What is needed of a world to draw every k-th of its points. */
function thinnedWorld(points: Points, every: number): SpherePicture['world'] {
  if (points.kind === 'emoji') return points;
  const {compared: _, ...known} = points;
  if (every === 1) return known;
  const some = <T>(list: readonly T[]): T[] => list.filter((__, row) => row % every === 0);
  const {groupOf, names, details, things, sprites, colours, texts} = known;
  return {
    ...known,
    groupOf: some(groupOf),
    ...(names && {names: some(names)}),
    ...(details && {details: some(details)}),
    ...(things && {things: some(things)}),
    ...(sprites && {sprites: {...sprites, at: some(sprites.at)}}),
    ...(colours && {colours: some(colours)}),
    ...(texts !== undefined && {texts: Math.ceil(texts / every)}),
  };
}

/** The frame that shows it again. */
export function unpackSphere({data, of, tick}: SpherePicture): EmbeddingFrame {
  const seen: Seen = {positions: Float32Array.from(data, (value) => value / SCALE), of};
  return frameOf(seen, tick);
}

export const packRewards = ({tick, pairs, unit, counted, channels}: RewardFrame): RewardsPicture => ({
  kind: 'rewards',
  tick,
  pairs,
  unit,
  counted,
  channels: Object.fromEntries(CHANNELS.map((name) => [name, channels[name].slice()])),
});

export const unpackRewards = ({kind: _, channels, ...rest}: RewardsPicture): RewardFrame => ({
  ...rest,
  channels: channels as RewardFrame['channels'],
});

/** Steps of the optimum may be infinitely dear: JSON would lose them, the store of the browser does not. */
export const packFrontier = ({tick, optimum, bestOf, reference}: FrontierFrame): FrontierPicture => ({
  kind: 'frontier',
  ...{tick, optimum: [...optimum], bestOf: [...bestOf], reference},
});
