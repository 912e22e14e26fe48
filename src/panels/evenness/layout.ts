/** The layout of the panel, in CSS pixels, and what it says. Pure. */
import {formatShare, formatValue} from '../chart/format.ts';
import type {Table} from '../frame/save.ts';
import type {Disc, Kind} from '../hypersphere/layout.ts';
import {REACH} from './density.ts';

/** Between the two bodies, for the scale of colours. */
const MIDDLE = 92;
/** Under them, for their numbers. */
const UNDER = 40;

export interface EvennessLayout {
  mine: Disc;
  even: Disc;
  scale: {x: number; top: number; bottom: number};
}

/** Side by side, or one below the other where the panel is high. */
export function evennessLayout(width: number, height: number): EvennessLayout {
  if (height > 1.2 * width) return stacked(width, height);
  const radius = Math.max(8, Math.min((height - UNDER) / 2 - 4, (width - MIDDLE) / 4 - 2));
  const y = Math.max(radius + 3, (height - UNDER) / 2);
  const gap = Math.min(MIDDLE / 2, (width - 4 * radius) / 2);
  return {
    mine: {x: width / 2 - gap - radius, y, radius},
    even: {x: width / 2 + gap + radius, y, radius},
    scale: {x: width / 2, top: y - 0.72 * radius, bottom: y + 0.72 * radius},
  };
}

function stacked(width: number, height: number): EvennessLayout {
  const radius = Math.max(8, Math.min(height / 4 - UNDER / 2 - 6, (width - MIDDLE) / 2));
  const x = (width - MIDDLE) / 2;
  const [top, low] = [1, 3].map((part) => (part * height) / 4 - UNDER / 2 + 2);
  return {
    mine: {x, y: top, radius},
    even: {x, y: low, radius},
    scale: {x: x + radius + MIDDLE / 2 + 8, top: top - 0.72 * radius, bottom: top + 0.72 * radius},
  };
}

/** What the panel has measured. */
export interface Evenness {
  tick: number;
  kind: Kind;
  count: number;
  dimension: number;
  /** The uniformity of the points, and of as many that are spread evenly. */
  uniformity: number;
  best: number;
  /** Parts of the surface that are less than half as dense as an even filling, and more than twice as dense. */
  holes: number;
  crowds: number;
}

/** The parts of the surface with a density under half of an even one, and over twice of it, from its levels. */
export function partsOf(levels: Float32Array): Pick<Evenness, 'holes' | 'crowds'> {
  const step = 1 / (2 * REACH);
  let [holes, crowds] = [0, 0];
  for (const level of levels) {
    if (level < 0.5 - step) holes++;
    if (level > 0.5 + step) crowds++;
  }
  return {holes: holes / levels.length, crowds: crowds / levels.length};
}

const SURFACE = {circle: 'circle', sphere: 'sphere', projection: 'sphere'};

/** The picture in a sentence. */
export const spoken = ({kind, uniformity, best, holes, crowds}: Evenness): string =>
  `Uniformity ${formatValue(uniformity)}; as many points spread evenly have ${formatValue(best)}. ${formatShare(holes)} of the ${SURFACE[kind]} has less than half of an even density, ${formatShare(crowds)} more than twice.`;

export function evennessTable(known: Evenness | undefined): Table {
  const columns = ['measure', 'value'];
  if (!known) return {caption: 'No points have arrived yet.', columns, rows: []};
  const {tick, count, dimension, uniformity, best, holes, crowds} = known;
  return {
    caption: `${count} points on the sphere of ${dimension} dimensions at step ${tick}.`,
    columns,
    rows: [
      ['uniformity of the points', Number(uniformity.toFixed(4))],
      ['uniformity of as many, spread evenly', Number(best.toFixed(4))],
      ['part of the surface with less than half of an even density', Number(holes.toFixed(3))],
      ['part of the surface with more than twice an even density', Number(crowds.toFixed(3))],
    ],
  };
}
