/** The steps of a run: its progress, the changes on the way, and a thumb for looking back. */
import {useRef, useSyncExternalStore} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {formatSteps} from '../chart/format.ts';
import {nearestIndex} from '../chart/nearest.ts';
import type {Overlay} from '../chart/overlay.ts';
import type {Feed, Mark, MetricLog, View} from '../data.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {drawTimeline} from './draw.ts';
import {lookBackTo, stopAt, stopsOf, type TimelineLayout, timelineLayout, viewText} from './layout.ts';
import './timeline.css';

interface Props {
  log: Feed<MetricLog & {version: number}>;
  view: Feed<View>;
  marks: Feed<readonly Mark[]>;
  /** The tick under the pointer, here or in a panel. */
  hover: Feed<number | undefined>;
  onHover(tick: number | undefined): void;
  /** The tick to look back to; undefined for the newest. */
  onLookBack(at: number | undefined): void;
  /** Ticks for which an earlier picture is kept, ascending. */
  frames: Feed<readonly number[]>;
  /** Begins a second run from the tick that is looked at, where that is possible. */
  onFork?(): void;
}

export function Timeline({log, view, marks, hover, onHover, onLookBack, frames, onFork}: Props) {
  const seen = useRef<TimelineLayout>(undefined);

  const draw = (surface: Surface, overlay: Overlay) => {
    const now = view.get();
    const layout = timelineLayout({
      width: surface.width,
      height: surface.height,
      loss: log.get().series('loss'),
      view: now,
      marks: marks.get(),
      frames: frames.get(),
      hover: hover.get(),
    });
    seen.current = layout;
    drawTimeline(surface, layout, now.at !== undefined);
    overlay.labels(layout.labels);
    const stops = stopsOf(frames.get(), now.tick);
    overlay.probe({count: stops.length, index: stopAt(stops, now.at), text: viewText(now)});
    return false;
  };

  const lookBack = (at: number | undefined) => at !== view.get().at && onLookBack(at);

  const point = (at: {x: number; pressed: boolean} | undefined) => {
    const {ticks} = log.get().series('loss');
    if (!at || !seen.current) onHover(undefined);
    else if (at.pressed) {
      onHover(undefined);
      lookBack(lookBackTo(at.x, seen.current.x, view.get().tick, frames.get()));
    } else onHover(ticks[nearestIndex(ticks, seen.current.x.invert(at.x))]);
    return false;
  };

  const probe = (stop: number | undefined) => {
    if (stop !== undefined) lookBack(stopsOf(frames.get(), view.get().tick)[stop]);
    return false;
  };

  return (
    <div className="timeline" data-testid="timeline">
      <Chart
        id="timeline"
        label="Step to look back to"
        moves
        feeds={[log, view, marks, hover, frames]}
        draw={draw}
        onPoint={point}
        onProbe={probe}
      />
      <Whereabouts view={view} onLive={() => onLookBack(undefined)} onFork={onFork} />
    </div>
  );
}

/** It changes only while looking back, so React does not render at every step. */
function Whereabouts({view, onLive, onFork}: {view: Feed<View>; onLive(): void; onFork?: () => void}) {
  const at = useSyncExternalStore(view.subscribe, () => view.get().at);
  const steps = useSyncExternalStore(view.subscribe, () => view.get().steps);
  return (
    <p className="timeline-where">
      {at === undefined ? (
        <>
          <b data-testid="timeline-state">live</b> <span>drag to look back</span>
        </>
      ) : (
        <>
          <span data-testid="timeline-state">
            step {formatSteps(at)} of {formatSteps(steps)}
          </span>{' '}
          <button type="button" className="timeline-live" data-testid="timeline-live" onClick={onLive}>
            back to live
          </button>
        </>
      )}
      <button
        type="button"
        className="timeline-live"
        data-testid="fork-open"
        disabled={!onFork}
        title="A second run with the same past, beside this one"
        onClick={onFork}
      >
        {at === undefined ? 'second run' : 'go on from here'}
      </button>
    </p>
  );
}
