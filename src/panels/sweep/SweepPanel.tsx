/** What a setting does: metrics against one setting with small spheres on the curve, or over two settings as a map. */
import './sweep.css';
import {type ReactNode, useRef, useState} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {formatValue} from '../chart/format.ts';
import {Glide, wantsCalm} from '../chart/glide.ts';
import type {AxisPlan, Overlay, Row} from '../chart/overlay.ts';
import {type Domain, makeScale, niceDomain} from '../chart/scale.ts';
import type {EmbeddingFrame, Feed, PointSet} from '../data.ts';
import {nearestStop} from '../frame/FramePanel.tsx';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {Camera} from '../hypersphere/stage.ts';
import {Ball} from './balls.ts';
import {type SweepAxis, type SweepFrame, type SweepMetric, spotsIn, valuesAt} from './data.ts';
import {drawCurves} from './draw.ts';
import {drawMap, scaleOf} from './drawMap.ts';
import {Ease} from './ease.ts';
import {curveLayout} from './layout.ts';
import {mapLayout} from './mapLayout.ts';
import {bestOf, reachOf, type Spot, spotsOf} from './summary.ts';
import {tableOf} from './table.ts';

/** A place that can be read off and pressed. */
interface Stop {
  x: number;
  y: number;
}

interface Props {
  title: string;
  sentence: ReactNode;
  /** A line that stays with a saved picture. */
  caption: string;
  frame: Feed<SweepFrame>;
  /** All that can be drawn, for the table. */
  metrics: readonly SweepMetric[];
  /** Drawn from the top down; a map draws the first. */
  drawn: readonly SweepMetric[];
  /** The newest points of each spot, where runs have points. */
  clouds: Feed<readonly (EmbeddingFrame | undefined)[]>;
  points: PointSet | undefined;
  camera: Camera;
  /** A number of an axis, as its setting is written. */
  text(axis: 0 | 1, value: number): string;
  /** A spot was pressed. */
  onOpen(spot: number): void;
  /** Choices about the picture. */
  children?: ReactNode;
}

const NO_AXIS: AxisPlan = {scale: makeScale('linear', [0, 1], [0, 1]), values: [], format: String, at: 0};

export function SweepPanel({title, sentence, caption, children, ...chart}: Props) {
  const {frame, metrics} = chart;
  return (
    <PanelFrame id="sweep" title={title} sentence={sentence} table={() => tableOf(frame.get(), metrics)}>
      {children}
      <SweepChart {...chart} />
      <p className="sweep-caption" data-picture-text>
        {caption}
      </p>
    </PanelFrame>
  );
}

type ChartProps = Omit<Props, 'title' | 'sentence' | 'caption' | 'children'>;

function SweepChart(props: ChartProps) {
  const {frame, clouds, camera, onOpen} = props;
  const [painter] = useState(() => new Picture());
  const read = useRef<number>(undefined);
  /** The last spot that was read off, and whether the present press is on a spot that had been: a finger reads first. */
  const last = useRef<number>(undefined);
  const known = useRef(false);
  const hover = (spot: number | undefined) => {
    const moved = spot !== read.current;
    read.current = spot;
    last.current = spot ?? last.current;
    return moved;
  };
  const probe = (spot: number | undefined) => {
    known.current = true;
    return hover(spot);
  };
  const point = (at: {x: number; y: number; pressed: boolean} | undefined) => {
    const spot = at && nearestStop(painter.stops, at, frame.get().axes.length > 1 ? 'both' : 'x');
    known.current = at?.pressed === true && spot === last.current;
    return hover(spot);
  };
  return (
    <Chart
      id="sweep"
      label="Value to read off; Enter opens its run"
      feeds={[frame, clouds, camera.moved]}
      draw={(surface, overlay) => painter.draw(surface, overlay, props, read.current)}
      onPoint={point}
      onProbe={probe}
      onChoose={() => known.current && read.current !== undefined && onOpen(read.current)}
    />
  );
}

/** What lives as long as the picture: its spheres, and the numbers on their way. */
class Picture {
  stops: readonly Stop[] = [];
  #balls: Ball[] = [];
  readonly #eases = new Map<string, Ease>();
  readonly #glides = new Map<string, Glide>();

  draw(surface: Surface, overlay: Overlay, props: ChartProps, read: number | undefined): boolean {
    const frame = props.frame.get();
    const curves = props.drawn.map((metric) => {
      const spots = spotsOf(frame, metric.name);
      return {metric, spots, best: bestOf(spots, metric), eased: this.#eased(metric.name, spots, surface.now)};
    });
    const turning = props.camera.turn.advance(surface.now);
    const [across, up] = frame.axes;
    const moving = up
      ? this.#drawMap(surface, overlay, props, [across, up], curves[0], read)
      : this.#drawCurves(surface, overlay, props, across, curves, read);
    const rows = read === undefined ? [] : rowsOf(frame, props, read);
    overlay.card(rows, this.stops[read ?? 0] ?? {x: 0, y: 0}, surface);
    overlay.probe({
      count: spotsIn(frame),
      index: read ?? curves[0]?.best ?? 0,
      text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'nothing read off',
    });
    return moving || turning || [...this.#eases.values()].some((ease) => ease.moving);
  }

  #eased(name: string, spots: readonly Spot[], now: number): readonly Spot[] {
    const ease = this.#eases.get(name) ?? new Ease();
    this.#eases.set(name, ease);
    return ease.towards(spots, now, wantsCalm());
  }

  #domain(name: string, spots: readonly Spot[], now: number): {domain: Domain; moving: boolean} {
    const glide = this.#glides.get(name) ?? new Glide();
    this.#glides.set(name, glide);
    const reach = reachOf(spots) ?? [0, 1];
    return {domain: glide.towards('linear', niceDomain('linear', reach), now, wantsCalm()), moving: glide.moving};
  }

  #drawCurves(
    surface: Surface,
    overlay: Overlay,
    props: ChartProps,
    axis: SweepAxis,
    curves: readonly {metric: SweepMetric; spots: readonly Spot[]; best: number | undefined; eased: readonly Spot[]}[],
    read: number | undefined,
  ): boolean {
    const {width, height, now} = surface;
    const domains = curves.map(({metric, spots}) => this.#domain(metric.name, spots, now));
    const layout = curveLayout({
      ...{width, height, axis},
      curves: curves.map(({metric, eased, best}, i) => ({metric, spots: eased, best, domain: domains[i].domain})),
      balls: props.points !== undefined,
      text: (value) => props.text(0, value),
    });
    drawCurves(surface, layout, read);
    const first = layout.curves[0];
    this.stops = layout.xs.map((x, i) => ({x, y: first?.mean[i] ?? 0}));
    overlay.axis('bottom', layout.bottom);
    overlay.axis('left', NO_AXIS);
    overlay.labels(layout.labels);
    const rolling = this.#drawBalls(surface, props, layout.balls);
    return rolling || domains.some(({moving}) => moving);
  }

  #drawMap(
    surface: Surface,
    overlay: Overlay,
    props: ChartProps,
    axes: readonly [SweepAxis, SweepAxis],
    curve: {metric: SweepMetric; spots: readonly Spot[]; best: number | undefined; eased: readonly Spot[]} | undefined,
    read: number | undefined,
  ): boolean {
    const {width, height, palette} = surface;
    const spots =
      curve?.eased ?? Array(spotsIn({axes})).fill({seeds: [], mean: Number.NaN, low: Number.NaN, high: Number.NaN});
    const layout = mapLayout({
      ...{width, height, axes, spots},
      metric: curve?.metric ?? {name: '', label: 'Waiting for the first measurement'},
      best: curve?.best,
      reach: reachOf(spots.map(({mean}: Spot) => ({seeds: [], mean, low: mean, high: mean}))),
      balls: props.points !== undefined,
      isDeep: scaleOf(palette).isDeep,
      text: props.text,
    });
    drawMap(surface, layout, read);
    this.stops = layout.cells.map(({x, y}) => ({x, y}));
    overlay.axis('bottom', layout.bottom);
    overlay.axis('left', layout.left);
    overlay.labels(layout.labels);
    return this.#drawBalls(
      surface,
      props,
      layout.cells.flatMap(({spot, ball}) => (ball ? [{spot, ...ball}] : [])),
    );
  }

  /** True while one is on its way. */
  #drawBalls(
    {context, palette, now}: Surface,
    {clouds, points, camera}: ChartProps,
    places: readonly {spot: number; x: number; y: number; radius: number}[],
  ): boolean {
    if (!points) return false;
    const ratio = context.getTransform().a;
    const frames = clouds.get();
    let moving = false;
    for (const {spot, x, y, radius} of places) {
      this.#balls[spot] ??= new Ball();
      const ball = this.#balls[spot];
      ball.draw(context, x, y, frames[spot], {points, camera, palette, ratio, radius, now, still: wantsCalm()});
      moving ||= ball.moving;
    }
    return moving;
  }
}

/** What is read off of a spot. */
function rowsOf(frame: SweepFrame, {drawn, text}: ChartProps, spot: number): Row[] {
  const values = valuesAt(frame, spot);
  const settings = values.map((value, i) => ({label: frame.axes[i].label, value: text(i as 0 | 1, value)}));
  const measured = (frame.axes.length > 1 ? drawn.slice(0, 1) : drawn).map(({name, label}, i): Row => {
    const {mean, low, high, seeds} = spotsOf(frame, name)[spot];
    const spread = seeds.length > 1 && low !== high ? ` (${formatValue(low)} to ${formatValue(high)})` : '';
    return {label, value: formatValue(mean) + spread, tone: i === 0 ? 'accent' : 'negative'};
  });
  return [...settings, ...measured];
}
