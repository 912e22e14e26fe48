/** The layout of the push by similarity: pure functions, in CSS pixels. */
import {formatShare, formatValue} from '../chart/format.ts';
import {type Box, boxOf, type Label, type Place, placeLabels, type Wanted} from '../chart/labels.ts';
import type {Row} from '../chart/overlay.ts';
import {makeScale, type Scale} from '../chart/scale.ts';
import {BINS, binOf, type Negatives} from './similarities.ts';
import type {Profile, Weighed} from './weighing.ts';

export interface Bar {
  left: number;
  right: number;
  /** Below the ground where negatives are pulled. */
  top: number;
}

export interface Curve extends Profile {
  x: number[];
  y: number[];
}

export interface TemperatureLayout {
  plot: Box;
  x: Scale;
  y: Scale;
  /** Where a push of 0 is, in pixels: bars stand on it. */
  ground: number;
  negatives: Bar[];
  push: Bar[];
  positives: Bar[];
  curves: Curve[];
  labels: Label[];
}

export interface TemperatureInput {
  width: number;
  height: number;
  negatives: Negatives | undefined;
  /** Undefined where no push belongs to a single negative. */
  weighed: Weighed | undefined;
}

const MARGIN = {top: 18, right: 26, bottom: 32, left: 26};
/** The part of the height that the tallest bar takes at most. */
const TALLEST = 0.72;
/** The share of a bin that fills it. */
const FULL = 1 / 12;
/** Gap between bars, pixels. */
const GAP = 1;

export function temperatureLayout({width, height, negatives, weighed}: TemperatureInput): TemperatureLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const {push, profiles = []} = weighed ?? {};
  const x = makeScale('linear', [-1, 1], [plot.left, plot.right]);
  const lowest = Math.min(0, ...heightsOf(push?.shares ?? []), ...profiles.map((profile) => profile.lowest));
  const y = makeScale('linear', [lowest, 1], [plot.bottom, plot.top]);
  const curves = negatives ? profiles.map((profile) => curveOf(profile, negatives, x, y)) : [];
  const shares = negatives ? sharesOf(negatives.histogram) : undefined;
  const bars = shares ? barsOf(shares, x, y) : [];
  const pushed = push ? barsOf(push.shares, x, y) : [];
  const positives = negatives ? barsOf(sharesOf(negatives.positives), x, y) : [];
  const ground = y(0);
  return {
    ...{plot, x, y, ground, curves, positives},
    negatives: bars,
    push: pushed,
    labels: labelsOf({
      ...{plot, ground, width, positives},
      present: curves.find((curve) => curve.present),
      others: curves.filter((curve) => !curve.present),
      negatives: bars,
      push: pushed,
    }),
  };
}

export function sharesOf(histogram: ArrayLike<number>): Float64Array {
  const shares = Float64Array.from(histogram);
  const total = shares.reduce((a, b) => a + b, 0);
  return total > 0 ? shares.map((count) => count / total) : shares;
}

/** Heights of bars of shares. Each histogram has its own scale, the same while no bin holds more than a twelfth of it. */
function heightsOf(shares: ArrayLike<number>): number[] {
  const full = Math.max(FULL, ...Array.from(shares, Math.abs));
  return Array.from(shares, (share) => (TALLEST * share) / full);
}

const barsOf = (shares: ArrayLike<number>, x: Scale, y: Scale): Bar[] =>
  heightsOf(shares).map((height, bin) => ({
    left: x((2 * bin) / BINS - 1),
    right: x((2 * bin + 2) / BINS - 1) - GAP,
    top: y(height),
  }));

/** The curve of a profile up to the hardest negative: from the left, or from the easiest one where some are pulled. */
function curveOf(profile: Profile, {least, greatest}: Negatives, x: Scale, y: Scale): Curve {
  const places = pixels(x(profile.lowest < 0 ? least : -1), x(greatest));
  return {...profile, x: places, y: places.map((place) => y(profile.relative(x.invert(place))))};
}

function pixels(from: number, to: number): number[] {
  const count = Math.max(1, Math.ceil(to - from));
  return Array.from({length: count + 1}, (_, i) => from + ((to - from) * i) / count);
}

/** Heights at which a curve may carry its name, best first. */
const HEIGHTS = [0.62, 0.5, 0.74, 0.38, 0.28, 0.86, 0.2, 0.13];
/** Parts of a curve's width under which it may carry its name. */
const UNDER = [0.3, 0.6, 0.8];
/** Between a curve and its name, and half the height of the name. */
const BESIDE = 6;
const HALF = 7;

/** The obstacles for a name; the present curve must never be covered. */
interface Ground {
  plot: Box;
  ground: number;
  width: number;
  present: Curve | undefined;
  others: readonly Curve[];
  negatives: readonly Bar[];
  push: readonly Bar[];
  positives: readonly Bar[];
}

function labelsOf(ground: Ground): Label[] {
  const {plot, width, present, others} = ground;
  const steepest = Math.min(...[...others, ...(present ? [present] : [])].map((curve) => curve.temperature));
  const name = (curve: Curve): Wanted => {
    const beside = besideCurve(curve, plot, curve.temperature === steepest);
    const places = curve.present ? [...beside, ...underCurve(curve)] : beside;
    const quiet = quietest(curve.name, places, ground, curve.present ? Number.POSITIVE_INFINITY : 1);
    return {key: `curve ${curve.name}`, text: curve.name, tone: curve.present ? 'accent' : undefined, places: quiet};
  };
  const wanted = [
    ...(present ? [name(present)] : []),
    ...others.map(name),
    ...positivesName(ground),
    ...nameOnBars('negatives', 'negatives', undefined, ground.negatives, ground),
    ...nameOnBars('push', 'their push', 'push', ground.push, ground),
  ];
  return placeLabels(wanted, {left: plot.left + 2, right: width, top: 0, bottom: plot.bottom});
}

/**
 * Places that the present curve leaves free and that cost less than `limit`; the best first. Lines cost more than bars.
 */
function quietest(text: string, places: readonly Place[], ground: Ground, limit = Number.POSITIVE_INFINITY): Place[] {
  const {present, others, negatives, push, positives} = ground;
  const cost = (box: Box) =>
    others.filter((curve) => crosses(curve, box)).length +
    ([...negatives, ...push, ...positives].some((bar) => covers(bar, box)) ? 0.5 : 0);
  return places
    .map((place) => ({place, box: boxOf(text, place)}))
    .filter(({box}) => !(present && crosses(present, box)))
    .map(({place, box}) => ({place, cost: cost(box)}))
    .filter((choice) => choice.cost < limit)
    .sort((a, b) => a.cost - b.cost)
    .map(({place}) => place);
}

const covers = (bar: Bar, box: Box) => bar.left < box.right && bar.right > box.left && bar.top < box.bottom;

/**
 * Left of a rising curve, far enough for the whole height of the name to keep off it; right of it if it is the last.
 */
function besideCurve({x, y}: Curve, {top, bottom}: Box, last: boolean): Place[] {
  const reach = (level: number) => x[y.findIndex((value) => value <= level)];
  return HEIGHTS.flatMap((height) => {
    const level = bottom - height * (bottom - top);
    const [left, right] = [reach(level + HALF), reach(level - HALF)];
    return [
      ...(left === undefined ? [] : [{x: left - BESIDE, y: level, anchor: 'end' as const}]),
      ...(last && right !== undefined ? [{x: right + BESIDE, y: level, anchor: 'start' as const}] : []),
    ];
  });
}

/** Under a curve that rises nowhere. */
const underCurve = ({x, y}: Curve): Place[] =>
  UNDER.map((part) => Math.floor(part * (x.length - 1))).map((i) => ({x: x[i], y: y[i] + 2 * HALF, anchor: 'middle'}));

/** Whether a curve crosses a box. */
function crosses({x, y}: Curve, {left, right, top, bottom}: Box): boolean {
  return x.some((place, i) => place >= left - 2 && place <= right + 2 && y[i] >= top && y[i] <= bottom);
}

/** The name of a histogram, on bars that are high enough. */
function nameOnBars(
  key: string,
  text: string,
  tone: string | undefined,
  bars: readonly Bar[],
  ground: Ground,
): Wanted[] {
  const floor = ground.ground;
  const tallest = Math.min(...bars.map(({top}) => top));
  const centre = (bar: Bar) => (bar.left + bar.right) / 2;
  const places = ON_BARS.map((bin) => bars[bin])
    .filter((bar) => bar && floor - bar.top > (floor - tallest) / 3)
    .map((bar): Place => {
      const {left, right} = boxOf(text, {x: centre(bar), y: 0, anchor: 'middle'});
      const under = bars.filter((other) => other.right > left && other.left < right);
      return {x: centre(bar), y: Math.min(...under.map(({top}) => top)) - HALF - 1, anchor: 'middle'};
    });
  return bars.length > 0 ? [{key, text, tone, places: quietest(text, places, ground)}] : [];
}

/** Bins on which a name may stand: the same ones from frame to frame, so that it stays where it is. */
const ON_BARS = [24, 28, 16, 20, 12, 8, 32, 4, 36];

/** The name of the positives, at their tallest bar, or over the corner where they end up. */
function positivesName(ground: Ground): Wanted[] {
  const {positives: bars, plot, width} = ground;
  if (bars.length === 0) return [];
  const text = 'positives';
  const tallest = bars.reduce((a, b) => (b.top < a.top ? b : a));
  const beside = [8, 24, 40].flatMap((down): Place[] => [
    {x: tallest.left - BESIDE, y: tallest.top + down, anchor: 'end'},
    {x: tallest.right + BESIDE, y: tallest.top + down, anchor: 'start'},
  ]);
  const above: Place = {x: (tallest.left + tallest.right) / 2, y: tallest.top - HALF - 1, anchor: 'middle'};
  const corner: Place = {x: width, y: plot.top - 11, anchor: 'end'};
  const places = quietest(text, [above, ...beside, corner], ground);
  return [{key: text, text, tone: 'positive', places}];
}

export interface ReadOut {
  x: number;
  rows: Row[];
}

/** The numbers at a similarity: the negatives in its bin, and their push at each setting. */
export function readOut(
  similarity: number,
  {negatives, weighed}: TemperatureInput,
  {x, curves}: TemperatureLayout,
): ReadOut {
  const bin = binOf(similarity);
  const share = (counts: ArrayLike<number> | undefined) => (counts ? formatShare(sharesOf(counts)[bin]) : '–');
  const rows: Row[] = [
    {label: 'similarity', value: formatValue(similarity)},
    {label: 'of the negatives', value: share(negatives?.histogram)},
  ];
  if (weighed) rows.push({label: 'of the push', value: signed(weighed.push.shares[bin], formatShare), tone: 'accent'});
  rows.push({label: 'of the positives', value: share(negatives?.positives), tone: 'positive'});
  if (negatives && similarity <= negatives.greatest) rows.push(...curves.map((curve) => pushRow(curve, similarity)));
  return {x: x(similarity), rows};
}

const pushRow = ({name, relative, present}: Curve, similarity: number): Row => ({
  label: `push at ${name}`,
  value: signed(relative(similarity), formatPush),
  tone: present ? 'accent' : undefined,
});

const formatPush = (push: number) =>
  push > 0 && push < 0.001 ? '< 0.001' : push.toFixed(push > 0 && push < 0.0995 ? 3 : 2);

/** What is pulled has a minus. */
const signed = (value: number, format: (size: number) => string) => `${value < 0 ? '−' : ''}${format(Math.abs(value))}`;
