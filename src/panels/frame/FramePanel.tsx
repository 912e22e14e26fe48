/** A panel that draws the newest frame of a kind, with places whose numbers can be read off. */
import {type ReactNode, useRef} from 'react';
import {Chart} from '../chart/Chart.tsx';
import type {Label} from '../chart/labels.ts';
import type {AxisPlan, Overlay, Row} from '../chart/overlay.ts';
import {makeScale} from '../chart/scale.ts';
import type {Feed} from '../data.ts';
import {PanelFrame} from './PanelFrame.tsx';
import type {Table} from './save.ts';
import type {Surface} from './useCanvas.ts';

/** A place whose numbers can be read off. */
export interface Stop {
  x: number;
  y: number;
  rows: Row[];
}

/** The drawing of a frame. */
export interface Picture {
  bottom: AxisPlan;
  left: AxisPlan;
  labels: readonly Label[];
  stops: readonly Stop[];
  /** Draws the marks, and highlights the one that is read off. */
  paint(surface: Surface, read: Stop | undefined): void;
  moving?: boolean;
  /** Whether this world has nothing to show here: the sentence says so, and the figure stays blank. */
  empty?: boolean;
}

const NO_SCALE: AxisPlan = {scale: makeScale('linear', [0, 1], [0, 1]), values: [], format: String, at: 0};

interface ChartProps<F> {
  id: string;
  /** The name of the slider that arrow keys move. */
  label: string;
  feed: Feed<F | undefined>;
  /** Called when a new frame has been drawn: the page then asks for the next one. */
  onDrawn(): void;
  picture(frame: F | undefined, surface: Surface): Picture;
  /** The coordinates by which the place nearest to the pointer is found. */
  along: 'x' | 'y' | 'both';
}

interface Props<F> extends ChartProps<F> {
  title: string;
  sentence: ReactNode;
  formula?: () => Promise<string>;
  table: () => Table;
  /** The panel's own buttons. */
  tools?: ReactNode;
}

export function FramePanel<F>({label, feed, onDrawn, along, picture, ...frame}: Props<F>) {
  return (
    <PanelFrame {...frame}>
      <FrameChart id={frame.id} {...{label, feed, onDrawn, along, picture}} />
    </PanelFrame>
  );
}

/** The chart alone, without a frame around it. */
export function FrameChart<F>({id, label, feed, onDrawn, along, picture}: ChartProps<F>) {
  const drawn = useRef<F>(undefined);
  const stops = useRef<readonly Stop[]>([]);
  const read = useRef<number>(undefined);

  const draw = (surface: Surface, overlay: Overlay) => {
    const newest = feed.get();
    const whole = picture(newest, surface);
    const blank = {...whole, bottom: NO_SCALE, left: NO_SCALE, labels: [], stops: [], paint: () => {}};
    const shown = whole.empty ? blank : whole;
    stops.current = shown.stops;
    const stop = read.current === undefined ? undefined : shown.stops[read.current];
    shown.paint(surface, stop);
    overlay.axis('bottom', shown.bottom);
    overlay.axis('left', shown.left);
    overlay.labels(shown.labels);
    overlay.card(stop?.rows ?? [], stop ?? {x: 0, y: 0}, surface);
    overlay.probe({
      count: shown.stops.length,
      index: read.current ?? shown.stops.length >> 1,
      text: (stop?.rows ?? []).map((row) => `${row.label} ${row.value}`).join(', ') || 'nothing read off',
    });
    if (newest && newest !== drawn.current) {
      drawn.current = newest;
      onDrawn();
    }
    return shown.moving ?? false;
  };

  const hover = (index: number | undefined) => {
    const moved = index !== read.current;
    read.current = index;
    return moved;
  };

  return (
    <Chart
      id={id}
      label={label}
      feeds={[feed]}
      draw={draw}
      onPoint={(point) => hover(point && nearestStop(stops.current, point, along))}
      onProbe={hover}
    />
  );
}

/** The index of the place nearest to a point; undefined where there is none. */
export function nearestStop(
  stops: readonly Pick<Stop, 'x' | 'y'>[],
  point: {x: number; y: number},
  along: 'x' | 'y' | 'both',
): number | undefined {
  const distance = ({x, y}: Pick<Stop, 'x' | 'y'>) =>
    (along === 'y' ? 0 : (x - point.x) ** 2) + (along === 'x' ? 0 : (y - point.y) ** 2);
  let nearest: number | undefined;
  for (let i = 0; i < stops.length; i++) {
    if (nearest === undefined || distance(stops[i]) < distance(stops[nearest])) nearest = i;
  }
  return nearest;
}
