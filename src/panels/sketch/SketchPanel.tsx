/**
 * A line or a curve that the reader draws before the true one is seen; then the true one over it. It is drawn by mouse or
 * touch, or given by numbers.
 */
import {type ReactNode, useEffect, useId, useMemo, useRef} from 'react';
import {Button, Group, Input, Label, NumberField} from 'react-aria-components';
import {shown as short, valueAt} from '../../lessons/kit/answers.ts';
import type {Axis} from '../../lessons/kit/axis.ts';
import {Chart} from '../chart/Chart.tsx';
import {formatValue, plain} from '../chart/format.ts';
import type {Label as Text} from '../chart/labels.ts';
import type {AxisPlan, Overlay} from '../chart/overlay.ts';
import {DASHES, dot, horizontal, strokeLine} from '../chart/paint.ts';
import {makeScale, tickText, tickValues} from '../chart/scale.ts';
import type {Feed} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {across, dragged, nearestPlace, type Plot, pulled, upward} from './sketch.ts';
import './sketch.css';

interface Curve {
  x: readonly number[];
  y: readonly number[];
}

interface Props {
  title: string;
  sentence: ReactNode;
  form: 'line' | 'curve';
  x: Axis;
  y: Axis;
  /** Where the drawing has a value. */
  places: readonly number[];
  /** Its values; undefined before anything was drawn. */
  values: readonly number[] | undefined;
  /** Left out once the drawing is handed in. */
  onDraw?(values: number[]): void;
  /** What was measured. */
  truth?: Curve;
  /** A curve that is there from the start: its values at the places. */
  known?: {label: string; values: readonly number[]};
}

const MARGIN = {left: 42, right: 14, top: 22, bottom: 38};
const KNOWN = [1.5, 3.5];
/** Pixels for each number of an axis, about. */
const ROOM = {x: 90, y: 60};

const plotOf = ({width, height}: {width: number; height: number}): Plot => ({
  left: MARGIN.left,
  top: MARGIN.top,
  right: width - MARGIN.right,
  bottom: height - MARGIN.bottom,
});

export function SketchPanel(props: Props) {
  const {title, sentence, form, places, onDraw, x, y} = props;
  const middle = (y.range[0] + y.range[1]) / 2;
  const drawn = props.values ?? places.map(() => middle);
  const feed = useNewest({...props, drawn});
  const surface = useRef<Plot>(undefined);
  const pen = useRef<{end: number; x: number; y: number}>(undefined);
  const read = useRef<number>(undefined);

  const draw = (on: Surface, overlay: Overlay) => {
    surface.current = plotOf(on);
    paint(on, overlay, surface.current, feed.get(), read.current);
    return false;
  };

  const point = (at: {x: number; y: number; pressed: boolean} | undefined): boolean => {
    const plot = surface.current;
    if (!plot) return false;
    const now = {x, y, places, values: feed.get().drawn};
    if (!onDraw) {
      read.current = at && nearestPlace(plot, now, at.x);
      return true;
    }
    if (!at?.pressed) {
      pen.current = undefined;
      return false;
    }
    const end = pen.current?.end ?? nearestPlace(plot, now, at.x);
    onDraw(form === 'line' ? pulled(plot, now, end, at) : dragged(plot, now, pen.current ?? at, at));
    pen.current = {end, x: at.x, y: at.y};
    return true;
  };

  return (
    <PanelFrame id="sketch" title={title} sentence={sentence} table={() => tableOf(props)}>
      <div className="sketch" data-open={onDraw ? true : undefined}>
        <Chart
          id="sketch"
          label={`Place to read off: ${x.label}`}
          moves={onDraw !== undefined}
          feeds={[feed]}
          draw={draw}
          onPoint={point}
          onProbe={(index) => {
            read.current = index;
            return true;
          }}
        />
        {onDraw && <ByNumbers x={x} y={y} places={places} values={drawn} onDraw={onDraw} />}
      </div>
    </PanelFrame>
  );
}

/** A value as a feed, so that the chart is drawn again when it changes. */
function useNewest<T>(value: T): Feed<T> {
  const newest = useRef(value);
  const listeners = useRef(new Set<() => void>());
  newest.current = value;
  useEffect(() => {
    for (const tell of listeners.current) tell();
  });
  return useMemo(
    () => ({
      get: () => newest.current,
      subscribe(listener) {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [],
  );
}

function axisPlan(axis: Axis, range: [number, number], size: number, room: number, at: number): AxisPlan {
  const kind = axis.scale ?? 'linear';
  const scale = makeScale(kind, axis.range, range);
  const count = Math.max(2, size / room);
  return {scale, values: axis.marks ?? tickValues(kind, scale, count), format: tickText(kind, scale, count), at};
}

interface Shown extends Props {
  drawn: readonly number[];
}

function paint(on: Surface, overlay: Overlay, plot: Plot, shown: Shown, read: number | undefined): void {
  const {context, palette, width, height} = on;
  const {x, y, places, drawn, values, truth, known} = shown;
  const bottom = axisPlan(x, [plot.left, plot.right], plot.right - plot.left, ROOM.x, plot.bottom);
  const left = axisPlan(y, [plot.bottom, plot.top], plot.bottom - plot.top, ROOM.y, plot.left);
  for (const value of left.values) {
    horizontal(context, left.scale(value), [plot.left, plot.right], {colour: palette.line});
  }
  const xs = places.map((place) => across(plot, x, place));
  const ys = drawn.map((value) => upward(plot, y, value));
  const measured = truth && {
    x: truth.x.map((value) => across(plot, x, value)),
    y: truth.y.map((value) => upward(plot, y, value)),
  };
  if (known) {
    const levels = known.values.map((value) => upward(plot, y, value));
    strokeLine(context, xs, levels, {colour: palette.ink3, width: 1.5, dashes: KNOWN});
  }
  if (measured) {
    fillBetween(context, {x: xs, y: ys}, within(measured, xs[0], xs[xs.length - 1]), palette.accentSoft);
    strokeLine(context, measured.x, measured.y, {colour: palette.accent, width: 2.5});
  }
  strokeLine(context, xs, ys, {
    colour: values ? palette.ink : palette.ink3,
    width: 2,
    ...(truth || !values ? {dashes: DASHES} : {}),
  });
  const handle = {radius: 4.5, colour: values ? palette.ink : palette.ink3, ground: palette.paper};
  if (!truth) for (const [i, at] of xs.entries()) dot(context, at, ys[i], handle);
  overlay.axis('bottom', bottom);
  overlay.axis('left', left);
  overlay.labels(labelsOf(plot, shown, {xs, ys, measured}));
  const rows = read === undefined ? [] : rowsOf(shown, read);
  overlay.card(rows, {x: xs[read ?? 0], y: ys[read ?? 0]}, {width, height});
  overlay.probe({
    count: places.length,
    index: read,
    text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'nothing read off',
  });
}

/** The part of a curve between two places, with its values there. */
function within({x, y}: Curve, from: number, to: number): Curve {
  const inside = x.flatMap((value, i) => (value > from && value < to ? [i] : []));
  const ends = [from, to].map((place) => valueAt({x, y}, place));
  return {
    x: [from, ...inside.map((i) => x[i]), to],
    y: [ends[0], ...inside.map((i) => y[i]), ends[1]],
  };
}

function fillBetween(context: CanvasRenderingContext2D, a: Curve, b: Curve, colour: string): void {
  context.save();
  context.fillStyle = colour;
  context.beginPath();
  for (const [i, x] of a.x.entries()) context.lineTo(x, a.y[i]);
  for (let i = b.x.length - 1; i >= 0; i--) context.lineTo(b.x[i], b.y[i]);
  context.fill();
  context.restore();
}

interface Lines {
  xs: readonly number[];
  ys: readonly number[];
  measured: Curve | undefined;
}

function labelsOf(plot: Plot, {x, y, values, truth, known}: Shown, {xs, ys, measured}: Lines): Text[] {
  const titles: Text[] = [
    {key: 'x', text: x.label, x: (plot.left + plot.right) / 2, y: plot.bottom + 29, anchor: 'middle'},
    {key: 'y', text: y.label, x: 0, y: 7, anchor: 'start'},
  ];
  if (known) {
    const middle = xs.length >> 1;
    const height = upward(plot, y, known.values[middle]);
    titles.push({key: 'known', text: known.label, x: xs[middle] - 6, y: height - 8, anchor: 'end'});
  }
  if (!values && !truth) {
    const middle = {x: (plot.left + plot.right) / 2, y: (plot.top + plot.bottom) / 2 - 16, anchor: 'middle' as const};
    return [...titles, {key: 'draw', text: 'drag here to draw', tone: 'strong', ...middle}];
  }
  if (!measured) return titles;
  const [mine, true_] = [ys.at(-1)!, measured.y.at(-1)!];
  const apart = Math.abs(mine - true_) < 16 ? 8 * (mine < true_ ? -1 : 1) : 0;
  const above = (value: number, move: number) => Math.min(plot.bottom - 8, Math.max(plot.top, value - 10 + move));
  return [
    ...titles,
    {key: 'you', text: 'you', tone: 'strong', x: xs.at(-1)!, y: above(mine, apart), anchor: 'end'},
    {key: 'truth', text: 'measured', tone: 'accent', x: measured.x.at(-1)!, y: above(true_, -apart), anchor: 'end'},
  ];
}

const rowsOf = ({x, places, drawn, truth, known}: Shown, i: number) => [
  {label: x.label, value: short(places[i])},
  ...(known ? [{label: known.label, value: formatValue(known.values[i])}] : []),
  {label: 'you', value: formatValue(drawn[i])},
  ...(truth ? [{label: 'measured', value: formatValue(valueAt(truth, places[i], x.scale)), tone: 'accent'}] : []),
];

interface NumbersProps {
  x: Axis;
  y: Axis;
  places: readonly number[];
  values: readonly number[];
  onDraw(values: number[]): void;
}

/** The same by numbers: for keyboards, and for who knows exactly. */
function ByNumbers({x, y, places, values, onDraw}: NumbersProps) {
  const heading = useId();
  const step = 10 ** Math.floor(Math.log10((y.range[1] - y.range[0]) / 20));
  const change = (i: number, value: number) => {
    if (Number.isFinite(value)) onDraw(values.map((old, k) => (k === i ? value : old)));
  };
  return (
    <Group className="sketch-numbers" aria-labelledby={heading}>
      <p id={heading} className="fine">
        or by numbers: {y.label}, at {x.label} of
      </p>
      <div className="sketch-fields">
        {places.map((place, i) => (
          <NumberField
            key={place}
            value={Number(values[i].toPrecision(3))}
            onChange={(value) => change(i, value)}
            minValue={y.range[0]}
            maxValue={y.range[1]}
            step={step}
            formatOptions={{maximumSignificantDigits: 3}}
            isWheelDisabled
          >
            <Label>{short(place)}</Label>
            <Group>
              <Button slot="decrement" excludeFromTabOrder>
                −
              </Button>
              <Input data-testid={`sketch-${i}`} />
              <Button slot="increment" excludeFromTabOrder>
                +
              </Button>
            </Group>
          </NumberField>
        ))}
      </div>
    </Group>
  );
}

function tableOf({title, x, places, values, truth, known}: Props): Table {
  return {
    caption: title,
    columns: [x.label, ...(known ? [known.label] : []), 'you', 'measured'],
    rows: places.map((place, i) => [
      plain(place),
      ...(known ? [plain(known.values[i])] : []),
      values ? plain(values[i]) : '–',
      truth ? plain(valueAt(truth, place, x.scale)) : '–',
    ]),
  };
}
