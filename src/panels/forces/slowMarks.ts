/** The views of a batch that slow motion names: pictures or dots, moved apart, with a label beside each. */
import {formatShare} from '../chart/format.ts';
import {around, type Box, placeLabels, type Wanted} from '../chart/labels.ts';
import type {PointSet} from '../data.ts';
import type {Palette} from '../frame/palette.ts';
import {drawPicture} from '../hypersphere/picture.ts';
import {disc, ring} from './circles.ts';
import {LISTED} from './sentences.ts';
import type {SlowState} from './slow.ts';
import {type Spot, spreadOut} from './spread.ts';

/** Pixels: the anchor and its positive. */
export const LARGE = 34;
/** Pixels: the negatives that are listed. */
const MIDDLE = 24;

/** A view of the batch as it is drawn. */
export interface Mark extends Spot {
  view: number;
  row: number;
  /** Its true place: pixels and depth. */
  at: readonly [number, number, number];
  role: 'anchor' | 'positive' | 'negative';
  size: number;
}

export function marksOf(
  {frame, anchor, positive}: SlowState,
  points: PointSet,
  at: (view: number) => [number, number, number],
  listed: readonly number[],
): Mark[] {
  const mark = (view: number, role: Mark['role']): Mark => {
    const place = at(view);
    const pictured = points.sprite !== undefined;
    const size = role === 'negative' ? (pictured ? MIDDLE : 10) : pictured ? LARGE : 14;
    return {view, row: frame.rows[view], at: place, x: place[0], y: place[1], radius: size / 2 + 3, role, size};
  };
  const marks = [mark(anchor, 'anchor'), mark(positive, 'positive'), ...listed.map((view) => mark(view, 'negative'))];
  const spread = spreadOut(marks);
  return marks.map((one, i) => ({...one, x: spread[i].x, y: spread[i].y}));
}

export function drawMarks(
  context: CanvasRenderingContext2D,
  palette: Palette,
  points: PointSet,
  marks: readonly Mark[],
  flat: boolean,
): void {
  for (const {row, at, x, y, role, size} of marks.toReversed()) {
    const colour = role === 'anchor' ? palette.accent : role === 'positive' ? palette.positive : palette.negative;
    context.globalAlpha = at[2] >= 0 || flat ? 1 : 0.45;
    // The mark was moved aside: a line leads to its true place.
    if (Math.hypot(x - at[0], y - at[1]) > 2) {
      context.strokeStyle = colour;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(at[0], at[1]);
      context.lineTo(x, y);
      context.stroke();
      context.fillStyle = colour;
      disc(context, at[0], at[1], 2.2);
    }
    const sprite = points.sprite?.(row);
    context.fillStyle = palette.raised;
    disc(context, x, y, size / 2 + 2);
    if (sprite) drawPicture(context, sprite, x, y, size * 0.72, palette.dark);
    else {
      context.fillStyle = points.colour?.(row) ?? palette.groups[points.groupOf[row] % palette.groups.length];
      disc(context, x, y, size / 2 - 1);
    }
    context.strokeStyle = colour;
    context.lineWidth = role === 'anchor' ? 2 : 1.5;
    ring(context, x, y, size / 2 + 1);
  }
}

/** The labels of the marks, with their tones. */
export function labelsOf(marks: readonly Mark[], {forces, act}: SlowState): Wanted[] {
  const shares = new Map(forces?.negatives.slice(0, LISTED).map(({view, share}) => [view, share]));
  const textOf = ({role, view}: Mark): string => {
    if (role === 'negative') return formatShare(shares.get(view)!);
    if (role === 'positive' && act === 'pull' && forces?.law.kind === 'softmax') {
      return `positive, weight ${formatShare(1 - forces.positive.share)}`;
    }
    return role;
  };
  return marks.map((mark) => ({
    key: String(mark.view),
    text: textOf(mark),
    tone: mark.role,
    places: around(mark.x, mark.y, mark.size / 2 + 6),
    needed: act !== 'push',
  }));
}

export function drawLabels(
  context: CanvasRenderingContext2D,
  palette: Palette,
  wanted: readonly Wanted[],
  marks: readonly Mark[],
  {width, height}: {width: number; height: number},
  taken: readonly Box[],
): void {
  const tones: Record<string, string> = {
    anchor: palette.accent,
    positive: palette.positive,
    negative: palette.negative,
  };
  const pictures = marks.map(({x, y, size}) => {
    const half = size / 2 + 2;
    return {left: x - half, right: x + half, top: y - half, bottom: y + half};
  });
  const bounds = {left: 4, top: 4, right: width - 4, bottom: height - 4};
  context.font = '600 12px "Inter Variable", Inter, system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.globalAlpha = 1;
  for (const {text, tone, x, y, anchor} of placeLabels(wanted, bounds, [...pictures, ...taken])) {
    context.textAlign = anchor === 'start' ? 'left' : anchor === 'end' ? 'right' : 'center';
    context.strokeStyle = palette.paper;
    context.lineWidth = 4;
    context.strokeText(text, x, y);
    context.fillStyle = tones[tone!];
    context.fillText(text, x, y);
  }
  context.textAlign = 'start';
  context.textBaseline = 'alphabetic';
}
