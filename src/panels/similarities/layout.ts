/** The layout of the two densities: pure functions, in CSS pixels. */
import {bisectLeft, max} from 'd3-array';
import {formatShare, formatValue} from '../chart/format.ts';
import {type Box, type Label, placeLabels, type Wanted} from '../chart/labels.ts';
import type {Row} from '../chart/overlay.ts';
import {heldSize, makeScale, type Scale} from '../chart/scale.ts';
import {type Density, PLACES, placeAt, type Separation, shareAbove} from './separation.ts';

/** A density as an outline over the ground. */
export interface Hill {
  x: number[];
  y: number[];
}

export interface SimilaritiesLayout {
  plot: Box;
  x: Scale;
  positives: Hill | undefined;
  negatives: Hill | undefined;
  /** The part of the negatives that are at least as similar as the median positive. */
  nearer: Hill | undefined;
  /** The x of each mean, and the y up to which its line reaches: its name. */
  means: Record<Kind, {x: number; top: number}> | undefined;
  medianPositive: number | undefined;
  labels: Label[];
}

export interface SimilaritiesInput {
  width: number;
  height: number;
  separation: Separation | undefined;
  /** The densities at the top of the plot. */
  tops: Readonly<Record<Kind, number>>;
}

const MARGIN = {top: 18, right: 18, bottom: 32, left: 18};

export type Kind = 'positives' | 'negatives';

/**
 * A density that a hill fits under; it stays as long as it does and is not small below it. Each hill has its own:
 * positives that lie in one place would flatten the negatives.
 */
export const topOf = (density: Density, before: number | undefined): number => heldSize(1.1 * max(density)!, before);

export function similaritiesLayout({width, height, separation, tops}: SimilaritiesInput): SimilaritiesLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', [-1, 1], [plot.left, plot.right]);
  const empty = {positives: undefined, negatives: undefined, nearer: undefined, means: undefined};
  if (!separation) return {plot, x, ...empty, medianPositive: undefined, labels: []};
  const scaleOf = (kind: Kind) => makeScale('linear', [0, tops[kind]], [plot.bottom, plot.top]);
  const {densities, means, medianPositive} = separation;
  const [positives, negatives] = (['positives', 'negatives'] as const).map((kind) =>
    hillOf(densities[kind], x, scaleOf(kind)),
  );
  const hills = {
    positives,
    negatives,
    nearer: fromOn(negatives, x(medianPositive)),
    medianPositive: x(medianPositive),
  };
  const at = {positives: x(means.positives), negatives: x(means.negatives)};
  const labels = labelsOf(separation, plot, at);
  const line = (kind: Kind) => ({x: at[kind], top: labels.find(({key}) => key === kind)!.y - LINE / 2});
  const lines = {positives: line('positives'), negatives: line('negatives')};
  return {plot, x, ...hills, means: lines, labels};
}

const hillOf = (density: Density, x: Scale, y: Scale): Hill => ({
  x: Array.from({length: PLACES}, (_, i) => x(placeAt(i))),
  y: Array.from(density, (d) => y(d)),
});

/** The part of a density from an x on, cut exactly there. */
function fromOn({x, y}: Hill, place: number): Hill {
  const i = bisectLeft(x, place);
  if (i <= 0 || i >= x.length) return {x: x.slice(i), y: y.slice(i)};
  const t = (place - x[i - 1]) / (x[i] - x[i - 1]);
  return {x: [place, ...x.slice(i)], y: [y[i - 1] + t * (y[i] - y[i - 1]), ...y.slice(i)]};
}

/** Pixels from the middle of a text to the end of its line. */
const LINE = 14;

function labelsOf({means}: Separation, plot: Box, lines: Readonly<Record<Kind, number>>): Label[] {
  const name = (kind: Kind, tone?: string): Wanted => {
    const text = `${kind} ${formatValue(means[kind])}`;
    const at = lines[kind];
    // Beside the line of the mean, on the side away from the other kind first.
    const outward = means.positives >= means.negatives === (kind === 'positives');
    const heights = [plot.top - 4, plot.top + 10, plot.top + 24];
    const places = heights.flatMap((y) => {
      const right = {x: at + 6, y, anchor: 'start' as const};
      const left = {x: at - 6, y, anchor: 'end' as const};
      return outward ? [right, left] : [left, right];
    });
    return {key: kind, text, tone, places, needed: true};
  };
  const bounds = {left: 2, right: plot.right + MARGIN.right - 2, top: 2, bottom: plot.bottom};
  return placeLabels([name('positives', 'positive'), name('negatives', 'strong')], bounds);
}

export const titlesOf = ({plot}: Pick<SimilaritiesLayout, 'plot'>): Label[] => [
  {key: 'x', text: 'cosine', x: (plot.left + plot.right) / 2, y: plot.bottom + 25, anchor: 'middle'},
];

/** The card at a similarity: the shares that are at least as similar. */
export const readOut = (s: number, {positives, negatives}: Separation): Row[] => [
  {label: 'cosine', value: formatValue(s)},
  {label: 'positives above', value: formatShare(shareAbove(positives, s)), tone: 'positive'},
  {label: 'negatives above', value: formatShare(shareAbove(negatives, s))},
];
