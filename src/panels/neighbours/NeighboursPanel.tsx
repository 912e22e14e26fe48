/** The nearest neighbours of a thing at the start of the run and now, by the cosine of the representations. */
import {useRef} from 'react';
import {nearest} from '../../metrics/nearest.ts';
import {Chart} from '../chart/Chart.tsx';
import {formatSteps, formatValue, plain} from '../chart/format.ts';
import type {Overlay, Row} from '../chart/overlay.ts';
import type {EmbeddingFrame, Feed, Neighbours, PointSet} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {drawNeighbours, drawPointed} from './draw.ts';
import {lineAt, type Near, type NeighboursLayout, neighboursLayout, stayed} from './layout.ts';

interface Props {
  /** The representations of all points as the run began, or as this panel was opened: unit vectors. */
  first: Feed<EmbeddingFrame | undefined>;
  points: Feed<PointSet | undefined>;
  /** The present neighbours of the thing that was pointed at last. */
  neighbours: Feed<Neighbours | undefined>;
  formula?: () => Promise<string>;
}

interface Known {
  points: PointSet;
  row: number;
  before: Near | undefined;
  now: Near;
}

export default function NeighboursPanel({first, points, neighbours, formula}: Props) {
  const last = useRef<{neighbours: Neighbours; points: PointSet | undefined}>(undefined);
  const made = useRef<{from: readonly unknown[]; known: Known | undefined}>({from: [], known: undefined});
  const seen = useRef<NeighboursLayout>(undefined);
  const hovered = useRef(-1);

  /** The neighbours of the thing that was pointed at last; they stay until there are other things. */
  const read = (): Known | undefined => {
    const newest = neighbours.get();
    if (newest) last.current = {neighbours: newest, points: points.get()};
    const shown = last.current?.points === points.get() ? last.current?.neighbours : undefined;
    const from = [shown, first.get(), points.get()];
    if (from.some((value, i) => value !== made.current.from[i])) {
      made.current = {from, known: knownOf(shown, first.get(), points.get())};
    }
    return made.current.known;
  };

  const draw = (surface: Surface, overlay: Overlay) => {
    const {width, height} = surface;
    const known = read();
    if (!known) {
      seen.current = undefined;
      const hint = {key: 'hint', text: 'Point at something on the sphere.', anchor: 'middle' as const};
      overlay.labels([{...hint, x: width / 2, y: height / 2}]);
      overlay.card([], {x: 0, y: 0}, surface);
      overlay.probe({count: 1, index: 0, text: 'nothing was pointed at yet'});
      return false;
    }
    const layout = neighboursLayout({width, height, ...known});
    seen.current = layout;
    drawNeighbours(surface, layout, known.points);
    overlay.labels(layout.labels);
    const entries = [...layout.before, ...layout.now];
    const entry = entries[hovered.current];
    const rows = entry ? readOut(known.points, entry) : [];
    if (entry) drawPointed(surface, entry, layout);
    overlay.card(rows, entry ?? {x: 0, y: 0}, surface);
    overlay.probe({
      count: entries.length,
      index: Math.max(0, hovered.current),
      text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'nothing read off',
    });
    return false;
  };

  const hover = (line: number) => {
    hovered.current = line;
    return true;
  };

  return (
    <PanelFrame
      id="neighbours"
      title="Neighbours before and now"
      sentence={<Sentence read={read} first={first} points={points} neighbours={neighbours} />}
      formula={formula}
      table={() => tableOf(read())}
    >
      <Chart
        id="neighbours"
        label="Neighbour to read off"
        feeds={[first, points, neighbours]}
        draw={draw}
        onPoint={(at) => hover(at && seen.current ? lineAt(seen.current, at.x, at.y) : -1)}
        onProbe={(line) => hover(line ?? -1)}
      />
    </PanelFrame>
  );
}

function knownOf(
  neighbours: Neighbours | undefined,
  first: EmbeddingFrame | undefined,
  points: PointSet | undefined,
): Known | undefined {
  if (!neighbours || !points || neighbours.row >= points.count) return undefined;
  const {row, tick, rows, similarities} = neighbours;
  const before = first && nearest({...first, thing: points.thing}, row);
  return {points, row, before, now: {tick, rows, similarities}};
}

function readOut(points: PointSet, {row, similarity, stayed: kept}: NeighboursLayout['now'][number]): Row[] {
  return [
    {label: points.name(row), value: ''},
    {label: points.groups[points.groupOf[row]], value: formatValue(similarity), tone: kept ? 'accent' : undefined},
  ];
}

function Sentence({read, first, points, neighbours}: Omit<Props, 'formula'> & {read(): Known | undefined}) {
  useFeed(first);
  useFeed(points);
  useFeed(neighbours);
  const known = read();
  if (!known) return 'The nearest neighbours of a thing at the start of the run, and now.';
  const {before, now, row, points: set} = known;
  const name = `“${set.name(row)}”`;
  if (!before) return `The nearest neighbours of ${name}. Those at the start are on their way.`;
  const kept = stayed(before, now, set.thing).size;
  return (
    <>
      <span className="chart-figures chart-key" data-testid="neighbours-stayed">
        {kept} of {now.rows.length}
      </span>{' '}
      nearest to {name} have stayed since step {formatSteps(before.tick)}
      {before.tick > 0 && ', when this panel was opened'}.
    </>
  );
}

function tableOf(known: Known | undefined): Table {
  const columns = ['rank', 'before', 'cosine before', 'now', 'cosine now', 'now among the nearest before'];
  if (!known) return {caption: 'Nothing was pointed at yet.', columns, rows: []};
  const {points, row, before, now} = known;
  const kept = stayed(before, now, points.thing);
  return {
    caption: `The nearest to ${points.name(row)} by the cosine of the representations, ${before ? `at step ${before.tick}` : 'at the start'} and at step ${now.tick}.`,
    columns,
    rows: now.rows.map((other, i) => [
      i + 1,
      before ? points.name(before.rows[i]) : '',
      before ? plain(before.similarities[i]) : '',
      points.name(other),
      plain(now.similarities[i]),
      kept.has(points.thing(other)) ? 'yes' : 'no',
    ]),
  };
}
