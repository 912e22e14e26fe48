/** A metric over the steps of a run, without a frame around it. */
import {useRef, useState} from 'react';
import type {Metric} from '../../metrics/metric.ts';
import {Chart} from '../chart/Chart.tsx';
import {Extent} from '../chart/glide.ts';
import type {Overlay} from '../chart/overlay.ts';
import {stepsShown} from '../chart/scale.ts';
import type {Feed, MetricLog} from '../data.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {drawAxes, drawCurves} from './draw.ts';
import {type CurvesLayout, clipped, curvesLayout, measurementAt, neededValues} from './layout.ts';
import {readOff} from './readOff.ts';

interface Props {
  metric: Metric;
  log: Feed<MetricLog>;
  /** Steps of the whole run. */
  steps: number;
}

const LINEAR = {x: 'linear', y: 'linear'} as const;

export function SmallCurve({metric, log, steps}: Props) {
  const [axes] = useState(() => ({x: new Extent(), y: new Extent()}));
  const seen = useRef<CurvesLayout>(undefined);
  const hovered = useRef<number>(undefined);
  const series = () => log.get().series(metric.name);

  const draw = (surface: Surface, overlay: Overlay) => {
    const {width, height, now} = surface;
    const measured = series();
    const run = measured.values;
    const shown = [0, stepsShown(measured.ticks.at(-1) ?? 0, steps)] as const;
    // With its zero: how far a loss has fallen is seen against nothing.
    const [low, high] = neededValues('linear', metric, [measured], []);
    const layout = curvesLayout({
      ...{width, height, metric, series: measured, ghosts: [], references: [], marks: [], at: undefined},
      x: {kind: 'linear', domain: axes.x.show({kind: 'linear', needed: shown, round: false, run, now})},
      y: {
        kind: 'linear',
        domain: clipped(axes.y.show({kind: 'linear', needed: [Math.min(0, low), high], run, now}), metric.range),
      },
    });
    seen.current = layout;
    drawCurves(surface, layout, LINEAR);
    drawAxes(overlay, layout, LINEAR);
    overlay.labels(layout.labels);
    readOff(surface, overlay, layout, {metric, series: measured, ghosts: [], tick: hovered.current});
    return axes.x.moving || axes.y.moving;
  };

  const hover = (i: number) => {
    const tick = i < 0 ? undefined : series().ticks[i];
    const moved = tick !== hovered.current;
    hovered.current = tick;
    return moved;
  };

  return (
    <Chart
      id={`curve-${metric.name}`}
      label={`Step to read off: ${metric.label}`}
      feeds={[log]}
      draw={draw}
      onPoint={(point) => hover(point && seen.current ? measurementAt(series(), seen.current.x, point.x) : -1)}
      onProbe={(i) => hover(i ?? -1)}
    />
  );
}
