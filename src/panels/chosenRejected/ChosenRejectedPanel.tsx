/**
 * Chosen and rejected answers of pairs: how much likelier they have become than under the reference. Training on pairs can
 * make both rarer (Pal et al., "Smaug: fixing failure modes of preference optimisation with DPO-positive", 2024).
 */
import {useRef, useState} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {plain} from '../chart/format.ts';
import {Extent} from '../chart/glide.ts';
import type {Overlay} from '../chart/overlay.ts';
import {type Domain, stepsShown} from '../chart/scale.ts';
import type {Feed, MetricLog, View} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {drawAxes, drawChanges, drawRead} from './draw.ts';
import {
  type Changes,
  type ChangesLayout,
  changeAt,
  changesLayout,
  changesOf,
  neededValues,
  readAt,
  rowsAt,
} from './layout.ts';
import {readingOf} from './reading.ts';

interface Props {
  log: Feed<MetricLog & {version: number}>;
  view: Feed<View>;
  /** Positions of the timeline, first and last, of the stage in which the policy moves away from its reference. */
  stretch: Feed<Domain | undefined>;
  /** The tick under the pointer, in this panel or in another. */
  hover: Feed<number | undefined>;
  onHover(tick: number | undefined): void;
  formula?: () => Promise<string>;
}

export function ChosenRejectedPanel(props: Props) {
  const {log, view, stretch, hover, onHover, formula} = props;
  const seen = useRef<ChangesLayout>(undefined);
  const [axes] = useState(() => ({x: new Extent(), y: new Extent()}));
  const read = () => changesOf(log.get());

  const draw = (surface: Surface, overlay: Overlay) => {
    const {width, height, now} = surface;
    const changes = read();
    const stage = stretch.get();
    const {at} = view.get();
    const run = changes.chosen.values;
    const layout = changesLayout({
      width,
      height,
      changes,
      stretch: stage,
      at,
      domains: {
        x: axes.x.show({kind: 'linear', needed: stepsOf(stage, changes), round: false, run, now}),
        y: axes.y.show({kind: 'linear', needed: neededValues(changes, stage), round: false, run, now}),
      },
    });
    seen.current = layout;
    drawChanges(surface, layout);
    drawAxes(overlay, layout);
    overlay.labels(layout.labels);
    const tick = hover.get();
    const i = tick === undefined ? -1 : readAt(changes, stage, tick);
    const place = {
      x: layout.x(changes.chosen.ticks[i] ?? 0),
      chosen: layout.y(changes.chosen.values[i] ?? 0),
      rejected: layout.y(changes.rejected.values[i] ?? 0),
    };
    if (i >= 0) drawRead(surface, layout, place);
    const rows = i < 0 ? [] : rowsAt(changes, i);
    overlay.card(rows, {x: place.x, y: place.chosen}, surface);
    overlay.probe({
      count: changes.chosen.ticks.length,
      index: i < 0 ? undefined : i,
      text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'newest step',
    });
    return axes.x.moving || axes.y.moving;
  };

  const hoverAt = (i: number) => {
    onHover(i < 0 ? undefined : read().chosen.ticks[i]);
    return false;
  };

  return (
    <PanelFrame
      id="chosenRejected"
      title="Chosen and rejected"
      sentence={<Reading {...props} />}
      formula={formula}
      table={() => tableOf(read(), stretch.get())}
    >
      <Chart
        id="chosenRejected"
        label="Step to read off: chosen and rejected answers"
        feeds={[log, view, stretch, hover]}
        draw={draw}
        onPoint={(point) =>
          hoverAt(
            point && seen.current ? readAt(read(), stretch.get(), Math.round(seen.current.x.invert(point.x))) : -1,
          )
        }
        onProbe={(i) => hoverAt(i ?? -1)}
      />
    </PanelFrame>
  );
}

/** From the first step of the stage to a round number of its steps, as far as it has come. */
function stepsOf(stretch: Domain | undefined, {chosen}: Changes): Domain {
  const [from, to] = stretch ?? [0, 100];
  return [from, from + stepsShown((chosen.ticks.at(-1) ?? from) - from, to - from)];
}

function Reading({log, view, stretch}: Props) {
  const changes = changesOf(useFeed(log));
  const {at} = useFeed(view);
  return <span data-testid="chosen-rejected-reading">{readingOf(changeAt(changes, useFeed(stretch), at))}</span>;
}

function tableOf({chosen, rejected, accuracy}: Changes, stretch: Domain | undefined): Table {
  const [from, to] = stretch ?? [0, -1];
  const right = new Map(accuracy.ticks.map((tick, i) => [tick, accuracy.values[i]]));
  return {
    caption: 'How much likelier the answers of pairs are than under the reference, as natural logarithms.',
    columns: ['step', 'chosen', 'rejected', 'share of pairs told right'],
    rows: chosen.ticks.flatMap((tick, i) =>
      tick < from || tick > to
        ? []
        : [[tick, plain(chosen.values[i]), plain(rejected.values[i]), plain(right.get(tick) ?? Number.NaN)]],
    ),
  };
}
