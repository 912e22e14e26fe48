/** What a sweep has measured: its picture, and its spheres side by side. */
import {useMemo, useState} from 'react';
import {Button} from 'react-aria-components';
import type {EmbeddingFrame, Feed} from '../../panels/data.ts';
import {turns} from '../../panels/frame/turns.ts';
import {FramesContext} from '../../panels/frame/useCanvas.ts';
import {useFeed} from '../../panels/frame/useFeed.ts';
import {newCamera} from '../../panels/hypersphere/stage.ts';
import type {SweepMetric} from '../../panels/sweep/data.ts';
import {valuesAt} from '../../panels/sweep/data.ts';
import {SweepPanel} from '../../panels/sweep/SweepPanel.tsx';
import {bestOf, spotsOf} from '../../panels/sweep/summary.ts';
import {formatNumber, memberSpec} from '../../spec/index.ts';
import {openAlone, usePage} from '../page.ts';
import {firstFrame, firstOf} from './cloud.ts';
import {drawable, metricsToDraw} from './metrics.ts';
import type {SweepRun} from './run.ts';
import {Scatters} from './Scatters.tsx';
import {Spheres} from './Spheres.tsx';

interface Props {
  run: SweepRun;
  /** Metrics that the sweep was made for. */
  wished: readonly string[] | undefined;
}

/** Points of a sphere on the curve. */
const TINY = 420;

export function Trained({run, wished}: Props) {
  const [{camera, frames}] = useState(() => ({camera: newCamera(), frames: turns()}));
  const [picked, setPicked] = useState<readonly (string | undefined)[]>([]);
  // Drawn outside of React: what React shows changes seldom.
  const names = useFeed(useMemo(() => partOf(run.frame, (frame) => frame.names.join()), [run])).split(',');
  const {axes, seeds} = run.frame.get();
  const all = usePage(({loaded}) => loaded?.metrics) ?? [];
  // Before the first measurement, what is usual.
  const expected = [...EXPECTED, run.experiment.store.getState().preset.metric, ...(wished ?? [])];
  const metrics: readonly SweepMetric[] = drawable(all, names.length > 1 ? names : expected);
  const known = metrics.map(({name}) => name);
  const {preset} = run.experiment.store.getState();
  const usual = metricsToDraw(known, wished ?? [preset.metric]);
  const isMap = axes.length > 1;
  const shown = [picked[0] ?? usual[0], picked[1] ?? usual[1]];
  const drawn = (isMap ? shown.slice(0, 1) : shown).flatMap((name) => metrics.find((one) => one.name === name) ?? []);
  const cloud = useFeed(run.cloud);
  const tiny = useMemo(() => cloud && firstOf(cloud, TINY), [cloud]);
  const clouds = useMemo(() => tinyClouds(run.clouds), [run]);
  const open = (spot: number) => void openAlone(memberSpec(run.spec, run.memberAt(spot)));
  const [first] = drawn;
  const best = useFeed(
    useMemo(() => partOf(run.frame, (frame) => first && bestOf(spotsOf(frame, first.name), first)), [run, first]),
  );
  const nameOf = (spot: number) =>
    valuesAt({axes}, spot)
      .map((value, i) => `${axes[i].symbol ?? axes[i].label} = ${textOf(value)}`)
      .join(', ');
  return (
    <FramesContext value={frames}>
      <SweepPanel
        title={titleOf(
          drawn,
          axes.map(({label}) => label),
        )}
        sentence={sentenceOf(seeds.length, isMap, run.shows === 'points')}
        caption={captionOf(run, preset.title)}
        frame={run.frame}
        metrics={metrics}
        drawn={drawn}
        clouds={clouds}
        points={run.shows === 'points' ? tiny : undefined}
        camera={camera}
        text={(_, value) => textOf(value)}
        onOpen={open}
      >
        <div className="sweep-choices">
          {(isMap ? [0] : [0, 1]).map((i) => (
            <label key={i}>
              <span>{isMap ? 'Colour' : i === 0 ? 'Above' : 'Below'}</span>
              <select
                className="chart-select"
                value={shown[i] ?? ''}
                onChange={({currentTarget}) => {
                  const next = [...shown];
                  next[i] = currentTarget.value;
                  setPicked(next);
                }}
                data-testid={`sweep-metric-${i}`}
              >
                {i === 1 && <option value={NONE}>nothing</option>}
                {metrics.map(({name, label}) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          ))}
          {best !== undefined && (
            <Button className="quiet" onPress={() => open(best)} data-testid="sweep-open-best">
              Open the best run: {nameOf(best)}
            </Button>
          )}
        </div>
      </SweepPanel>
      {run.shows === 'points' && cloud && (
        <Spheres run={run} cloud={cloud} camera={camera} best={best} nameOf={nameOf} onOpen={open} />
      )}
      {run.shows === 'rewards' && <Scatters run={run} best={best} nameOf={nameOf} onOpen={open} />}
    </FramesContext>
  );
}

const textOf = (value: number) => formatNumber(value).replace('-', '−');

const NONE = 'none';
const EXPECTED = ['loss', 'uniformity', 'accuracy'];

const lower = (label: string) => label[0].toLowerCase() + label.slice(1);

function titleOf(drawn: readonly SweepMetric[], axes: readonly string[]): string {
  const [first = 'Metrics', second] = drawn.map(({label}) => label);
  // "Reward and length, and accuracy, against ..."
  const [before, after] = first.includes(' and ') ? [',', ','] : ['', ''];
  const what = second ? `${first}${before} and ${lower(second)}${after}` : first;
  return `${what} against ${axes.map(lower).join(' and ')}`;
}

function sentenceOf(seeds: number, isMap: boolean, hasPoints: boolean): string {
  const mean = seeds > 1 ? `Mean of ${seeds} seeds` : 'One seed';
  const band = seeds > 1 && !isMap ? ', the band from the least to the greatest; small dots are single runs' : '';
  const spheres = hasPoints ? ' Each sphere is the run of the first seed.' : '';
  return `${mean}${band}.${spheres} Press a ${isMap ? 'cell' : 'value'} to open its run in the lab.`;
}

function captionOf({spec}: SweepRun, preset: string): string {
  const {axes, seeds} = spec.fan!;
  const stage = spec.stages.find(({id}) => id === axes[0].stage)!;
  const values = axes.map((axis) => axis.values.length).join(' × ');
  const times = `${values} values, ${seeds.length} ${seeds.length === 1 ? 'seed' : 'seeds'}`;
  return `Contrastive Lab · ${preset} · ${times}, ${formatNumber(stage.steps)} steps each`;
}

/** What React shows of a feed: a text or a number. */
const partOf = <T, P extends string | number | undefined>(feed: Feed<T>, part: (value: T) => P): Feed<P> => ({
  get: () => part(feed.get()),
  subscribe: feed.subscribe,
});

/** Fewer points of each: the same object as long as the frame is. */
function tinyClouds(clouds: SweepRun['clouds']): Feed<readonly (EmbeddingFrame | undefined)[]> {
  const known = new WeakMap<EmbeddingFrame, EmbeddingFrame>();
  const tinyOf = (frame: EmbeddingFrame | undefined) => {
    if (!frame) return undefined;
    const tiny = known.get(frame) ?? firstFrame(frame, TINY);
    known.set(frame, tiny);
    return tiny;
  };
  return {get: () => clouds.get().map(tinyOf), subscribe: clouds.subscribe};
}
