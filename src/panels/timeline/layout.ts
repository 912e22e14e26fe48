/** The layout of the timeline: pure functions, in CSS pixels. */
import {isNoisy, lineOf, meanLine, stretch} from '../chart/decimate.ts';
import {formatSteps} from '../chart/format.ts';
import {type Label, placeLabels, type Wanted} from '../chart/labels.ts';
import {visibleMarks} from '../chart/marks.ts';
import {nearestIndex} from '../chart/nearest.ts';
import {makeScale, type Scale} from '../chart/scale.ts';
import {summaryOf} from '../chart/summary.ts';
import type {Mark, Series, View} from '../data.ts';

export interface TimelineInput {
  width: number;
  height: number;
  loss: Series;
  view: View;
  marks: readonly Mark[];
  /** Ticks for which an earlier picture is kept. */
  frames: readonly number[];
  /** The tick under the pointer. */
  hover: number | undefined;
}

export interface TimelineLayout {
  x: Scale;
  left: number;
  right: number;
  /** The y of the track. */
  track: number;
  top: number;
  loss: {x: number[]; y: number[]};
  trained: number;
  thumb: number;
  marks: number[];
  frames: number[];
  hover: number | undefined;
  labels: Label[];
}

/** Room for the thumb at both ends. */
const SIDE = 8;
const TOP = 15;
/** From the bottom to the track: room for the numbers of steps. */
const FOOT = 20;
/** Between the curve and the track. */
const GAP = 6;

export function timelineLayout(input: TimelineInput): TimelineLayout {
  const {width, height, loss, view, marks, frames, hover} = input;
  const [left, right, track] = [SIDE, width - SIDE, height - FOOT];
  const x = makeScale('linear', [0, Math.max(1, view.steps, view.tick)], [left, right]);
  const shown = visibleMarks(marks, x);
  const layout = {
    x,
    left,
    right,
    track,
    top: TOP,
    loss: lossLine(loss, x, TOP, track - GAP),
    trained: x(view.tick),
    thumb: x(view.at ?? view.tick),
    marks: shown.map(({at}) => at),
    frames: frames.map((tick) => x(tick)),
    hover: hover === undefined ? undefined : x(hover),
  };
  return {...layout, labels: labelsOf(input, layout, shown)};
}

/** The loss between top and bottom: its logarithm where it has one. */
function lossLine(loss: Series, x: Scale, top: number, bottom: number): {x: number[]; y: number[]} {
  const [least, greatest] = summaryOf(loss).extremes(0, loss.values.length);
  if (least > greatest) return {x: [], y: []};
  const kind = least > 0 ? 'log' : 'linear';
  const y = makeScale(kind, least < greatest ? [least, greatest] : [least / 2, 2 * least], [bottom, top]);
  const line = (isNoisy(loss) ? meanLine : lineOf)(loss, x, stretch(loss.ticks, 0, x.domain()[1]));
  return {x: line.x, y: line.value.map((value) => y(value))};
}

function labelsOf(
  {view, hover, height}: TimelineInput,
  {left, right, x}: Pick<TimelineLayout, 'left' | 'right' | 'x'>,
  marks: readonly {mark: Mark; at: number}[],
): Label[] {
  const foot = height - 7;
  const below = (key: string, tick: number, tone?: string): Wanted => {
    const text = formatSteps(tick);
    return {key, text, tone, places: [{x: x(tick), y: foot, anchor: 'middle'}], needed: true};
  };
  const end = `${formatSteps(view.steps)} steps`;
  const wanted: Wanted[] = [
    below('thumb', view.at ?? view.tick, 'accent'),
    ...(hover === undefined ? [] : [{...below('hover', hover, 'strong'), needed: false}]),
    {key: 'end', text: end, places: [{x: right + SIDE, y: foot, anchor: 'end'}]},
    {key: 'begin', text: '0', places: [{x: left, y: foot, anchor: 'middle'}]},
    ...[...marks].reverse().map(({mark, at}) => ({
      key: `mark ${mark.tick}`,
      text: mark.text,
      places: [
        {x: at + 5, y: 7, anchor: 'start' as const},
        {x: at - 5, y: 7, anchor: 'end' as const},
      ],
    })),
  ];
  const lines = marks.map(({at}) => ({left: at - 1, right: at + 1, top: 0, bottom: TOP}));
  return placeLabels(wanted, {left: 0, right: right + SIDE, top: 0, bottom: height}, lines);
}

/** Pointing within so many pixels of the newest step selects it. */
const NEAR = 9;

/**
 * What looking back to a place on the track shows: the kept picture nearest to it, undefined for the newest. Without
 * kept pictures, the tick itself.
 */
export function lookBackTo(place: number, x: Scale, tick: number, frames: readonly number[]): number | undefined {
  if (place >= x(tick) - NEAR) return undefined;
  const wanted = Math.max(0, Math.round(x.invert(place)));
  const i = nearestIndex(frames, wanted);
  if (i < 0) return wanted;
  return frames[i] >= tick ? undefined : frames[i];
}

/** Where the arrow keys stop: at the kept pictures, then at the newest step (`undefined`). */
export function stopsOf(frames: readonly number[], tick: number): (number | undefined)[] {
  return [...frames.filter((frame) => frame < tick), undefined];
}

/** The index of the stop at which the reader is. */
export function stopAt(stops: readonly (number | undefined)[], at: number | undefined): number {
  if (at === undefined || stops.length === 1) return stops.length - 1;
  return nearestIndex(stops.slice(0, -1) as number[], at);
}

/** What a screen reader says of the place. */
export const viewText = ({at, tick, steps}: View): string =>
  at === undefined
    ? `live, of ${formatSteps(steps)} steps`
    : `step ${formatSteps(at)} of ${formatSteps(Math.max(steps, tick))}`;
