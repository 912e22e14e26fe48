/**
 * Reward against divergence, the picture of over-optimisation (Gao, Schulman and Hilton, "Scaling laws for reward model
 * overoptimization", 2022): what the judge gives a policy and what its answers are worth, by how far it has moved from
 * where it began. Here it is exact, and beside the run's own way stands what could be reached.
 */

import {useRef, useState} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {Extent} from '../chart/glide.ts';
import type {GhostLook} from '../chart/looks.ts';
import type {Overlay} from '../chart/overlay.ts';
import {type Domain, union} from '../chart/scale.ts';
import type {Feed, FrontierFrame, MetricLog, View} from '../data.ts';
import {constant} from '../frame/constant.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {remembered} from '../remembered.ts';
import type {Spacing} from './axis.ts';
import {drawAxes, drawFrontier, drawRead} from './draw.ts';
import {type Frontier, frontierOf} from './gains.ts';
import {type FrontierLayout, frontierLayout, neededDomains} from './layout.ts';
import {pathOf, pathsBeside, type RunPath} from './path.ts';
import {readingOf} from './reading.ts';
import {stopAt} from './readOff.ts';
import {tableOf} from './table.ts';
import './frontier.css';

/** Another run to compare with. */
interface Ghost extends GhostLook {
  log: MetricLog;
}

/** What a run has reached, and could have. */
interface Source {
  frontier: Feed<FrontierFrame | undefined>;
  log: Feed<MetricLog & {version: number}>;
  /** Positions of the timeline, first and last, of the stage in which the policy moves away from this reference. */
  stretch: Feed<Domain | undefined>;
}

interface ChartProps extends Source {
  /** Called when a new frame has been drawn: the page then asks for the next one. */
  onDrawn(): void;
  view: Feed<View>;
  /** The tick under the pointer, in this panel or in another. */
  hover: Feed<number | undefined>;
  onHover(tick: number | undefined): void;
  ghosts?: Feed<readonly Ghost[]>;
  /** A run that is drawn on the same axes elsewhere. */
  beside?: Source;
}

interface Props extends ChartProps {
  /** Title and story, if this is the figure in the middle of the page. */
  figure?: {title: string; sentence: string};
  formula?: () => Promise<string>;
}

const NONE: readonly Ghost[] = [];
const NO_GHOSTS = constant(NONE);
const NO_PATH: RunPath = {ticks: [], divergence: [], proxy: [], gold: []};

export function FrontierPanel(props: Props) {
  const {figure, formula} = props;
  const [spacing, setSpacing] = useState<Spacing>('linear');
  const [read] = useState(newReader);
  return (
    <PanelFrame
      id="frontier"
      title={figure?.title ?? 'Reward against KL'}
      level={figure ? 1 : 2}
      sentence={
        <>
          {figure && <span className="frontier-story">{figure.sentence}</span>}
          <Reading {...props} read={read} />
        </>
      }
      formula={formula}
      table={() => {
        const {frontier, path} = read(props);
        return tableOf(frontier, path);
      }}
    >
      <div className="chart-frame">
        <FrontierChart {...props} read={read} spacing={spacing} />
        <div className="chart-controls">
          <span className="chart-controls-middle" data-picture-text="">
            KL from the reference, in nats
          </span>
          <button
            type="button"
            className="chart-toggle"
            aria-pressed={spacing === 'root'}
            aria-label="KL by its square root"
            data-testid="frontier-root"
            onClick={() => setSpacing(spacing === 'root' ? 'linear' : 'root')}
          >
            √ KL
          </button>
        </div>
      </div>
    </PanelFrame>
  );
}

interface Seen {
  frontier: Frontier | undefined;
  path: RunPath;
  beside: readonly RunPath[];
  ghosts: readonly (GhostLook & {path: RunPath})[];
}

type Read = (source: Source & Pick<ChartProps, 'ghosts'>) => Seen;

/** What is seen, computed once after every change: the sentence, the drawing and the table all use it. */
export function newReader(): Read {
  const seen = remembered(
    (frame: FrontierFrame | undefined, log: MetricLog, stretch: Domain | undefined, others: readonly Ghost[]): Seen => {
      if (!frame) return {frontier: undefined, path: NO_PATH, beside: [], ghosts: []};
      const frontier = frontierOf(frame);
      const {reference} = frontier;
      return {
        frontier,
        path: pathOf(log, reference, stretch),
        beside: pathsBeside(log, reference, stretch),
        ghosts: others.map(({log: other, ...ghost}) => ({...ghost, path: pathOf(other, reference, stretch)})),
      };
    },
    (...inputs) => inputs,
  );
  return ({frontier, log, stretch, ghosts = NO_GHOSTS}) => seen(frontier.get(), log.get(), stretch.get(), ghosts.get());
}

function Reading({read, ...props}: Props & {read: Read}) {
  useFeed(props.frontier);
  useFeed(props.log);
  useFeed(props.stretch);
  const {at} = useFeed(props.view);
  const {frontier, path} = read(props);
  return (
    <span className="frontier-reading" data-testid="frontier-reading">
      {readingOf(frontier, path, at)}
    </span>
  );
}

export function FrontierChart({read, spacing, ...props}: ChartProps & {read: Read; spacing: Spacing}) {
  const {frontier, onDrawn, log, view, stretch, hover, onHover, ghosts = NO_GHOSTS, beside} = props;
  const [readBeside] = useState(newReader);
  const drawn = useRef<FrontierFrame>(undefined);
  const layout = useRef<FrontierLayout>(undefined);
  /** The policy that is read off, if it is not one of the run's own steps. */
  const held = useRef<number>(undefined);
  const [axes] = useState(() => ({x: new Extent(), y: new Extent()}));
  const [runOf] = useState(() => remembered(newRun, (values, from) => [values, from]));

  const draw = (surface: Surface, overlay: Overlay) => {
    const {width, height, now} = surface;
    const seen = read(props);
    const own = neededDomains(seen);
    const other = beside && neededDomains(readBeside(beside));
    const needed = other ? {x: union(own.x, other.x), y: union(own.y, other.y)} : own;
    const run = runOf(log.get().series('divergence').values, stretch.get()?.[0]);
    const domain = (axis: 'x' | 'y') => axes[axis].show({kind: 'linear', needed: needed[axis], round: false, run, now});
    const domains = {x: domain('x'), y: domain('y')};
    const shown = frontierLayout({width, height, spacing, domains, at: view.get().at, ...seen});
    layout.current = shown;
    drawFrontier(surface, shown);
    drawAxes(overlay, shown);
    overlay.labels(shown.labels);
    const tick = hover.get();
    const stood =
      tick === undefined ? -1 : shown.stops.findLastIndex((stop) => stop.tick !== undefined && stop.tick <= tick);
    const index = held.current ?? (stood < 0 ? undefined : stood);
    const stop = index === undefined ? undefined : shown.stops[index];
    if (stop) drawRead(surface, stop, shown);
    const rows = stop?.rows() ?? [];
    overlay.card(rows, stop ? {x: stop.x, y: stop.gold} : {x: 0, y: 0}, surface);
    overlay.probe({
      count: shown.stops.length,
      index,
      text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'nothing read off',
    });
    const frame = frontier.get();
    if (frame && frame !== drawn.current) {
      drawn.current = frame;
      onDrawn();
    }
    return axes.x.moving || axes.y.moving;
  };

  const readOff = (index: number | undefined) => {
    const tick = index === undefined ? undefined : layout.current?.stops[index]?.tick;
    const before = held.current;
    held.current = tick === undefined ? index : undefined;
    onHover(tick);
    return held.current !== before;
  };

  return (
    <Chart
      id="frontier"
      label="Policy to read off: the run by step, the best of n, the optimum"
      feeds={[frontier, log, view, stretch, hover, ghosts, ...(beside ? [beside.frontier, beside.log] : [])]}
      draw={draw}
      onPoint={(point) => readOff(point && stopAt(layout.current?.stops ?? [], point))}
      onProbe={readOff}
    />
  );
}

/** What the axes belong to: another run, or another stage, begins with axes of its own. */
const newRun = (_values: readonly number[], _from: number | undefined): object => ({});
