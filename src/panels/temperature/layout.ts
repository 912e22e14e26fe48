/** The layout of the push by similarity: pure functions, in CSS pixels. */
import {formatShare, formatValue} from '../chart/format.ts';
import {type Box, boxOf, type Label, type Place, placeLabels, type Wanted} from '../chart/labels.ts';
import type {Row} from '../chart/overlay.ts';
import {makeScale, type Scale} from '../chart/scale.ts';
import {relativePenalty, type Setting, settingText, temperatureOf} from './penalty.ts';
import {BINS, binOf, type Negatives, type Push} from './similarities.ts';

export interface Bar {
  left: number;
  right: number;
  top: number;
}

export interface Curve {
  key: string;
  name: string;
  temperature: number;
  present: boolean;
  x: number[];
  y: number[];
}

export interface TemperatureLayout {
  plot: Box;
  x: Scale;
  y: Scale;
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
  push: Push | undefined;
  setting: Setting | undefined;
  ghosts: readonly number[];
}

const MARGIN = {top: 18, right: 26, bottom: 32, left: 26};
/** The part of the height that the tallest bar takes at most. */
const TALLEST = 0.72;
/** The share of a bin that fills it. */
const FULL = 1 / 12;
/** Gap between bars, pixels. */
const GAP = 1;

export function temperatureLayout({
  width,
  height,
  negatives,
  push,
  setting,
  ghosts,
}: TemperatureInput): TemperatureLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', [-1, 1], [plot.left, plot.right]);
  const y = makeScale('linear', [0, 1], [plot.bottom, plot.top]);
  const reference = referenceOf(negatives);
  const curves = setting ? curvesOf(setting, ghosts, reference, x, y) : [];
  const shares = negatives ? sharesOf(negatives.histogram) : undefined;
  const bars = shares ? barsOf(shares, x, y) : [];
  const pushed = push ? barsOf(push.shares, x, y) : [];
  const positives = negatives ? barsOf(sharesOf(negatives.positives), x, y) : [];
  return {
    plot,
    x,
    y,
    negatives: bars,
    push: pushed,
    positives,
    curves,
    labels: labelsOf({
      plot,
      width,
      present: curves.find((curve) => curve.present),
      others: curves.filter((curve) => !curve.present),
      negatives: bars,
      push: pushed,
      positives,
    }),
  };
}

/** The similarity to which the push is relative: that of the batch's hardest negative. */
export const referenceOf = (negatives: Negatives | undefined): number => Math.min(1, negatives?.greatest ?? 1);

export function sharesOf(histogram: ArrayLike<number>): Float64Array {
  const shares = Float64Array.from(histogram);
  const total = shares.reduce((a, b) => a + b, 0);
  return total > 0 ? shares.map((count) => count / total) : shares;
}

/** Bars of shares. Each histogram has its own scale, the same while no bin holds more than a twelfth of it. */
function barsOf(shares: ArrayLike<number>, x: Scale, y: Scale): Bar[] {
  const full = Math.max(FULL, ...Array.from(shares));
  return Array.from(shares, (share, bin) => ({
    left: x((2 * bin) / BINS - 1),
    right: x((2 * bin + 2) / BINS - 1) - GAP,
    top: y((TALLEST * share) / full),
  }));
}

function curvesOf(setting: Setting, ghosts: readonly number[], reference: number, x: Scale, y: Scale): Curve[] {
  const curve = (key: string, name: string, temperature: number, present: boolean): Curve => {
    const places = pixels(x(-1), x(reference));
    const height = (place: number) => y(relativePenalty(x.invert(place), temperature, reference));
    return {key, name, temperature, present, x: places, y: places.map(height)};
  };
  const others = ghosts.map((ghost) =>
    curve(`ghost ${ghost}`, String(ghost), setting.symbol === 'τ' ? ghost : temperatureOf(ghost), false),
  );
  return [...others, curve('present', settingText(setting), setting.temperature, true)];
}

function pixels(from: number, to: number): number[] {
  const count = Math.max(1, Math.ceil(to - from));
  return Array.from({length: count + 1}, (_, i) => from + ((to - from) * i) / count);
}

/** Heights at which a curve may carry its name, best first. */
const HEIGHTS = [0.62, 0.5, 0.74, 0.38, 0.28, 0.86, 0.2, 0.13];
/** Between a curve and its name, and half the height of the name. */
const BESIDE = 6;
const HALF = 7;

/** The obstacles for a name; the present curve must never be covered. */
interface Ground {
  plot: Box;
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
    const places = besideCurve(curve, plot, curve.temperature === steepest);
    const quiet = quietest(curve.name, places, ground, curve.present ? Number.POSITIVE_INFINITY : 1);
    return {key: curve.key, text: curve.name, tone: curve.present ? 'accent' : undefined, places: quiet};
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
  const floor = ground.plot.bottom;
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
export function readOut(similarity: number, input: TemperatureInput, layout: TemperatureLayout): ReadOut {
  const bin = binOf(similarity);
  const reference = referenceOf(input.negatives);
  const share = (counts: ArrayLike<number> | undefined) => (counts ? formatShare(sharesOf(counts)[bin]) : '–');
  const rows: Row[] = [
    {label: 'similarity', value: formatValue(similarity)},
    {label: 'of the negatives', value: share(input.negatives?.histogram)},
  ];
  if (input.push) rows.push({label: 'of the push', value: formatShare(input.push.shares[bin]), tone: 'accent'});
  rows.push({label: 'of the positives', value: share(input.negatives?.positives), tone: 'positive'});
  const present = [...layout.curves].sort((a, b) => Number(b.present) - Number(a.present));
  if (similarity <= reference) rows.push(...present.map((curve) => penaltyRow(curve, similarity, reference)));
  return {x: layout.x(similarity), rows};
}

const penaltyRow = ({name, temperature, present}: Curve, similarity: number, reference: number): Row => ({
  label: `push at ${name}`,
  value: formatPenalty(relativePenalty(similarity, temperature, reference)),
  tone: present ? 'accent' : undefined,
});

const formatPenalty = (penalty: number) => (penalty < 0.001 ? '< 0.001' : penalty.toFixed(penalty < 0.0995 ? 3 : 2));
