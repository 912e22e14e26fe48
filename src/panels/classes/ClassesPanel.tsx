/** How far one class stands from the others: the cosines of all points to its mean direction, class by class. */
import {useRef, useState} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {formatValue, plain} from '../chart/format.ts';
import type {Overlay} from '../chart/overlay.ts';
import type {EmbeddingFrame, Feed, PointSet} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {drawAxes, drawClasses, drawHover} from './draw.ts';
import {type ClassesLayout, classesLayout, readOut, rowAt} from './layout.ts';
import {type ClassCosines, nearestOther, projectedOn} from './projection.ts';

interface Props {
  frame: Feed<EmbeddingFrame | undefined>;
  points: Feed<PointSet | undefined>;
  /** Called when a new frame has been drawn: the page then asks for the next one. */
  onDrawn(): void;
  formula?: () => Promise<string>;
}

const NONE: readonly ClassCosines[] = [];

export default function ClassesPanel({frame, points, onDrawn, formula}: Props) {
  const [wished, setWished] = useState(0);
  const [known] = useState(() => new Known());
  const drawn = useRef<EmbeddingFrame>(undefined);
  const seen = useRef<ClassesLayout>(undefined);
  const hovered = useRef<{row: number; cosine?: number}>(undefined);
  const chosenOf = (set: PointSet | undefined) => (set && wished < set.groups.length ? wished : 0);
  const read = () => known.classes(frame.get(), points.get(), chosenOf(points.get()));

  const draw = (surface: Surface, overlay: Overlay) => {
    const {width, height, palette} = surface;
    const set = points.get();
    const names = set?.groups ?? [];
    const classes = read() ?? NONE;
    const layout = classesLayout({width, height, classes, names, chosen: chosenOf(set)});
    seen.current = layout;
    const colours = names.map((_, group) => set?.groupColour?.(group) ?? palette.groups[group % palette.groups.length]);
    drawClasses(surface, layout, colours);
    drawAxes(overlay, layout);
    overlay.labels(layout.labels);
    const at = hovered.current;
    const row = at && at.row >= 0 && at.row < classes.length ? at.row : undefined;
    const rows = row === undefined ? [] : readOut(classes[row], names[classes[row].group], at?.cosine);
    const x = at?.cosine === undefined ? layout.plot.right : layout.x(at.cosine);
    if (row !== undefined && at?.cosine !== undefined) drawHover(surface, layout, x);
    overlay.card(rows, {x, y: row === undefined ? 0 : layout.ridges[row].ground}, surface);
    overlay.probe({
      count: classes.length,
      index: row ?? 0,
      text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'nothing read off',
    });
    const newest = frame.get();
    if (newest && newest !== drawn.current) {
      drawn.current = newest;
      onDrawn();
    }
    return false;
  };

  const point = (place: {x: number; y: number} | undefined) => {
    const layout = seen.current;
    const cosine = place && layout?.x.invert(place.x);
    hovered.current =
      place && layout && cosine !== undefined
        ? {row: rowAt(layout, place.y), cosine: Math.min(1, Math.max(-1, cosine))}
        : undefined;
    return true;
  };
  const probe = (row: number | undefined) => {
    hovered.current = row === undefined ? undefined : {row};
    return true;
  };

  return (
    <PanelFrame
      id="classes"
      title="One class against the others"
      sentence={<Sentence read={read} frame={frame} points={points} chosenOf={chosenOf} />}
      formula={formula}
      table={() => tableOf(read(), points.get(), chosenOf(points.get()), frame.get()?.tick)}
    >
      <div className="chart-frame">
        <Chart
          id="classes"
          label="Class to read off"
          feeds={[frame, points]}
          draw={draw}
          onPoint={point}
          onProbe={probe}
        />
        <div className="chart-controls">
          <ClassChoice points={points} chosenOf={chosenOf} onChoose={setWished} />
          <span className="chart-controls-middle">cosine to its mean direction</span>
        </div>
      </div>
    </PanelFrame>
  );
}

/** The cosines of the newest frame, computed once. */
class Known {
  #from: readonly unknown[] = [];
  #classes: ClassCosines[] | undefined;

  classes(frame: EmbeddingFrame | undefined, points: PointSet | undefined, chosen: number): ClassCosines[] | undefined {
    const from = [frame, points, chosen];
    if (from.some((value, i) => value !== this.#from[i])) {
      this.#from = from;
      this.#classes = frame && points && points.groups.length > 1 ? projectedOn(frame, points, chosen) : undefined;
    }
    return this.#classes;
  }
}

type ChosenOf = (set: PointSet | undefined) => number;

interface ChoiceProps extends Pick<Props, 'points'> {
  chosenOf: ChosenOf;
  onChoose(group: number): void;
}

function ClassChoice({points, chosenOf, onChoose}: ChoiceProps) {
  const set = useFeed(points);
  return (
    <select
      className="chart-select"
      aria-label="Class"
      data-testid="classes-choice"
      value={chosenOf(set)}
      onChange={({currentTarget}) => onChoose(Number(currentTarget.value))}
    >
      {set?.groups.map((name, group) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is its number
        <option key={group} value={group}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface SentenceProps extends Pick<Props, 'frame' | 'points'> {
  read(): readonly ClassCosines[] | undefined;
  chosenOf: ChosenOf;
}

function Sentence({read, frame, points, chosenOf}: SentenceProps) {
  const newest = useFeed(frame);
  const set = useFeed(points);
  const chosen = chosenOf(set);
  if (!newest || !set) return 'The points are on their way.';
  if (set.groups.length < 2) return 'The things of this world are of one class, so there is nothing to tell apart.';
  const classes = read();
  if (!classes) return `The points of ${set.groups[chosen]} lie all around: they have no mean direction.`;
  const own = classes[chosen].mean;
  const other = nearestOther(classes, chosen);
  if (own === undefined || !other) return `${set.groups[chosen]} has no points.`;
  return (
    <>
      {set.groups[chosen]}:{' '}
      <span className="chart-figures chart-key" data-testid="classes-own">
        {formatValue(own)}
      </span>{' '}
      on average to its own mean direction. Nearest other: {set.groups[other.group]},{' '}
      <span className="chart-figures">{formatValue(other.mean!)}</span>.
    </>
  );
}

function tableOf(
  classes: readonly ClassCosines[] | undefined,
  points: PointSet | undefined,
  chosen: number,
  tick: number | undefined,
): Table {
  const columns = ['class', 'points', 'mean cosine', 'least', 'greatest'];
  if (!classes || !points) return {caption: 'There are no classes to compare.', columns, rows: []};
  const cell = (value: number | undefined) => (value === undefined ? '' : plain(value));
  return {
    caption: `Cosines to the mean direction of ${points.groups[chosen]}, at step ${tick}.`,
    columns,
    rows: classes.map(({group, cosines, mean}) => [
      points.groups[group],
      cosines.length,
      cell(mean),
      cell(cosines.at(0)),
      cell(cosines.at(-1)),
    ]),
  };
}
