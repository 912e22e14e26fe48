/** The mutual information that two views are shown to share, and the most that a batch of this size can show. */
import {useRef, useState, useSyncExternalStore} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {formatShare, formatValue, plain} from '../chart/format.ts';
import {Extent} from '../chart/glide.ts';
import {nearestIndex} from '../chart/nearest.ts';
import type {Overlay} from '../chart/overlay.ts';
import {stepsShown} from '../chart/scale.ts';
import type {Feed, MetricLog, Series, View} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {Terms} from '../glossary/Terms.tsx';
import {drawAxes, drawBound, drawHover} from './draw.ts';
import {type BoundLayout, boundLayout, ceilingsOf, measurementAt, neededValues, reached, readOut} from './layout.ts';

interface Props {
  log: Feed<MetricLog & {version: number}>;
  view: Feed<View>;
  /** The number of pairs in a batch, and batch sizes to compare with. */
  batch: Feed<number | undefined>;
  sizes: readonly number[];
  hover: Feed<number | undefined>;
  onHover(tick: number | undefined): void;
  formula?: () => Promise<string>;
}

export default function BoundPanel({log, view, batch, sizes, hover, onHover, formula}: Props) {
  const seen = useRef<BoundLayout>(undefined);
  const [axes] = useState(() => ({x: new Extent(), y: new Extent()}));
  const read = () => {
    const information = log.get().series('mutualInformation');
    const bound = log.get().series('mutualInformationBound');
    return {information, bound, ceilings: ceilingsOf(bound.values.at(-1), batch.get(), sizes)};
  };

  const draw = (surface: Surface, overlay: Overlay) => {
    const {width, height, now} = surface;
    const {information, bound, ceilings} = read();
    const {tick, steps, at} = view.get();
    const run = information.values;
    const layout = boundLayout({
      width,
      height,
      information,
      bound,
      ceilings,
      at,
      domains: {
        x: axes.x.show({kind: 'linear', needed: [0, stepsShown(tick, steps)], round: false, run, now}),
        y: axes.y.show({kind: 'linear', needed: neededValues(bound, ceilings), round: false, run, now}),
      },
    });
    seen.current = layout;
    drawBound(surface, layout);
    drawAxes(overlay, layout);
    const pointed = hover.get();
    const i = pointed === undefined ? -1 : nearestIndex(information.ticks, pointed);
    const rows = i < 0 ? [] : readOut(information, bound, i);
    const x = i < 0 ? 0 : layout.x(information.ticks[i]);
    if (i >= 0) drawHover(surface, layout, x);
    overlay.card(rows, {x, y: height}, surface);
    overlay.probe({
      count: information.ticks.length,
      index: i < 0 ? undefined : i,
      text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'newest step',
    });
    return axes.x.moving || axes.y.moving;
  };

  const hoverAt = (i: number) => {
    onHover(i < 0 ? undefined : read().information.ticks[i]);
    return false;
  };

  return (
    <PanelFrame
      id="bound"
      title="What a batch of this size can show"
      sentence={<Sentence log={log} view={view} batch={batch} />}
      formula={formula}
      table={() => tableOf(read())}
    >
      <Chart
        id="bound"
        label="Step to read off: shared information"
        feeds={[log, view, batch, hover]}
        draw={draw}
        onPoint={(point) =>
          hoverAt(point && seen.current ? measurementAt(read().information, seen.current.x, point.x) : -1)
        }
        onProbe={(i) => hoverAt(i ?? -1)}
      />
    </PanelFrame>
  );
}

function Sentence({log, view, batch}: Pick<Props, 'log' | 'view' | 'batch'>) {
  const size = useFeed(batch);
  const {at} = useFeed(view);
  const {series} = useSyncExternalStore(log.subscribe, log.get);
  const found = reached(series('mutualInformation'), series('mutualInformationBound'), at);
  if (!found)
    return 'Only a loss that looks for the positive among candidates gives a bound on the information that views share.';
  return (
    <Terms>
      Found: <span className="chart-figures">{formatValue(found.found)}</span> of at most{' '}
      <span className="chart-figures">{formatValue(found.most)}</span> nats,{' '}
      <span className="chart-figures chart-key" data-testid="bound-share">
        {formatShare(Math.max(0, found.share))}
      </span>
      .{size !== undefined && ' A larger batch lifts the ceiling.'}
    </Terms>
  );
}

function tableOf({information, bound}: {information: Series; bound: Series}): Table {
  return {
    caption:
      'Information that the two views of a pair are shown to share, and the most that the batch can show, in nats.',
    columns: ['step', 'found', 'the most'],
    rows: bound.ticks.map((tick, i) => {
      const at = nearestIndex(information.ticks, tick);
      return [tick, at < 0 ? '' : plain(information.values[at]), plain(bound.values[i])];
    }),
  };
}
