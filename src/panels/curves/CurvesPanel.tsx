/** Any metric over the steps of a run, with its baselines. */

import {useRef, useState, useSyncExternalStore} from 'react';
import type {Metric} from '../../metrics/metric.ts';
import {Chart} from '../chart/Chart.tsx';
import {plain} from '../chart/format.ts';
import {Extent} from '../chart/glide.ts';
import type {GhostLook} from '../chart/looks.ts';
import type {Overlay} from '../chart/overlay.ts';
import {type ScaleKind, stepsShown} from '../chart/scale.ts';
import type {Feed, Mark, MetricLog, Series, View} from '../data.ts';
import {constant} from '../frame/constant.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {drawAxes, drawCurves} from './draw.ts';
import {type CurvesLayout, canBeLog, clipped, curvesLayout, type Ghost, measurementAt, neededValues} from './layout.ts';
import {longestOf, readOff} from './readOff.ts';
import {choicesOf, type Reference, referencesOf} from './references.ts';

interface Props {
  log: Feed<MetricLog & {version: number}>;
  view: Feed<View>;
  marks: Feed<readonly Mark[]>;
  /** All metrics that a run can report. */
  metrics: readonly Metric[];
  /** The name of the metric to draw. */
  chosen: Feed<string>;
  onChoose(name: string): void;
  /** The tick under the pointer, in this panel or in another. */
  hover: Feed<number | undefined>;
  onHover(tick: number | undefined): void;
  /** Other runs to compare with. */
  ghosts?: Feed<readonly (GhostLook & {log: MetricLog})[]>;
  formula?: () => Promise<string>;
}

const NONE: readonly never[] = [];
const NO_GHOSTS = constant(NONE);

export function CurvesPanel(props: Props) {
  const {log, view, marks, metrics, hover, onHover, ghosts = NO_GHOSTS, formula} = props;
  const name = useFeed(props.chosen);
  const metric = metrics.find((m) => m.name === name) ?? metrics[0];
  const [wished, setWished] = useState<{x: ScaleKind; y: ScaleKind}>({x: 'linear', y: 'linear'});
  const logY = useSyncExternalStore(log.subscribe, () => canBeLog(log.get().series(metric.name)));
  const kinds = {x: wished.x, y: logY ? wished.y : 'linear'} as const;
  const seen = useRef<CurvesLayout>(undefined);
  const [axes] = useState(() => ({x: new Extent(), y: new Extent()}));
  const series = () => log.get().series(metric.name);
  const ghostSeries = () =>
    ghosts.get().map(({log: other, ...ghost}): Ghost => ({...ghost, series: other.series(metric.name)}));
  const along = () => longestOf(series(), ghostSeries());

  const draw = (surface: Surface, overlay: Overlay) => {
    const {width, height, now} = surface;
    const {tick, steps, at} = view.get();
    const measured = series();
    const references = referencesOf(metric.name, metrics, log.get());
    const others = [
      ...ghostSeries(),
      // The other members of a population go without names: the rail says who is who.
      ...log
        .get()
        .others(metric.name)
        .map((other) => ({label: '', series: other.series})),
    ];
    const run = measured.values;
    const needed = neededValues(kinds.y, metric, [measured, ...others.map((other) => other.series)], references);
    const first = kinds.x === 'log' ? 1 : 0;
    const last = Math.max(stepsShown(tick, steps), along().ticks.at(-1) ?? 0);
    const layout = curvesLayout({
      width,
      height,
      metric,
      series: measured,
      ghosts: others,
      references,
      marks: marks.get(),
      at,
      x: {
        kind: kinds.x,
        domain: axes.x.show({kind: kinds.x, needed: [first, last], round: false, run, now}),
      },
      y: {kind: kinds.y, domain: clipped(axes.y.show({kind: kinds.y, needed, run, now}), metric.range)},
    });
    seen.current = layout;
    drawCurves(surface, layout, kinds);
    drawAxes(overlay, layout, kinds);
    overlay.labels(layout.labels);
    readOff(surface, overlay, layout, {metric, series: measured, ghosts: ghostSeries(), tick: hover.get()});
    return axes.x.moving || axes.y.moving;
  };

  const hoverAt = (i: number) => {
    onHover(i < 0 ? undefined : along().ticks[i]);
    return false;
  };

  return (
    <PanelFrame
      id="curves"
      title={metric.label}
      sentence={metric.help}
      formula={formula}
      table={() =>
        tableOf(metric, series(), {
          ghosts: ghostSeries(),
          others: log.get().others(metric.name),
          references: referencesOf(metric.name, metrics, log.get()),
        })
      }
    >
      <div className="chart-frame">
        <Chart
          id="curves"
          label={`Step to read off: ${metric.label}`}
          feeds={[log, view, marks, hover, ghosts]}
          draw={draw}
          onPoint={(point) => hoverAt(point && seen.current ? measurementAt(along(), seen.current.x, point.x) : -1)}
          onProbe={(i) => hoverAt(i ?? -1)}
        />
        <div className="chart-controls">
          <MetricChoice {...props} />
          <span className="chart-controls-middle">step</span>
          <LogButton axis="x" kinds={wished} possible onChange={setWished} />
          <LogButton axis="y" kinds={wished} possible={logY} onChange={setWished} />
        </div>
      </div>
    </PanelFrame>
  );
}

function MetricChoice({log, metrics, chosen, onChoose}: Pick<Props, 'log' | 'metrics' | 'chosen' | 'onChoose'>) {
  const name = useFeed(chosen);
  const measured = useSyncExternalStore(log.subscribe, () => log.get().names().join(' '));
  const choices = choicesOf(metrics, measured === '' ? [] : measured.split(' '), name);
  return (
    <select
      className="chart-select"
      aria-label="Metric"
      data-testid="curves-metric"
      value={name}
      onChange={({currentTarget}) => onChoose(currentTarget.value)}
    >
      {choices.map((metric) => (
        <option key={metric.name} value={metric.name}>
          {metric.label}
        </option>
      ))}
    </select>
  );
}

interface Kinds {
  x: ScaleKind;
  y: ScaleKind;
}

interface LogButtonProps {
  axis: 'x' | 'y';
  kinds: Kinds;
  /** A logarithm needs positive values. */
  possible: boolean;
  onChange(kinds: Kinds): void;
}

function LogButton({axis, kinds, possible, onChange}: LogButtonProps) {
  const on = possible && kinds[axis] === 'log';
  return (
    <button
      type="button"
      className="chart-toggle"
      aria-pressed={on}
      disabled={!possible}
      aria-label={`Logarithmic ${axis === 'x' ? 'steps' : 'values'}`}
      data-testid={`curves-log-${axis}`}
      onClick={() => onChange({...kinds, [axis]: on ? 'linear' : 'log'})}
    >
      log {axis}
    </button>
  );
}

interface Beside {
  ghosts: readonly Ghost[];
  others: ReturnType<MetricLog['others']>;
  references: readonly Reference[];
}

/** Other runs have a column each, and so have the other members of a population. */
function tableOf(metric: Metric, series: Series, {ghosts, others, references}: Beside): Table {
  const columns = [series, ...ghosts.map((ghost) => ghost.series), ...others.map((other) => other.series)].map(
    valuesByTick,
  );
  const ticks = [...new Set(columns.flatMap((values) => [...values.keys()]))].sort((a, b) => a - b);
  return {
    caption: [
      `${metric.label} by step.`,
      ...(others.length > 0 ? ['The other runs are numbered in the order of their menu.'] : []),
      ...references.map(({label, value}) => `By ${label}: ${plain(value)}.`),
    ].join(' '),
    columns: [
      'step',
      metric.label,
      ...ghosts.map(({label}) => label),
      ...others.map(({member}) => `run ${member + 1}`),
    ],
    rows: ticks.map((tick) => [
      tick,
      ...columns.map((values) => {
        const value = values.get(tick);
        return value === undefined ? '' : plain(value);
      }),
    ]),
  };
}

const valuesByTick = ({ticks, values}: Series) => new Map(ticks.map((tick, i) => [tick, values[i]]));
