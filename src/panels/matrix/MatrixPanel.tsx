/** The cosines of every first view of a batch with every second view, and the negatives that are of one class. */
import './matrix.css';
import {useEffect, useRef, useState} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {formatShare, formatValue, plain} from '../chart/format.ts';
import type {Overlay} from '../chart/overlay.ts';
import type {BatchFrame, Feed, PointSet} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Palette} from '../frame/palette.ts';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {Terms} from '../glossary/Terms.tsx';
import {Picture} from '../hypersphere/Picture.tsx';
import {
  type Compared,
  cosineOf,
  falseNegatives,
  groupsOf,
  hardest,
  type Matrix,
  matrixOf,
  type Sorting,
  shareOfPush,
  shownOf,
} from './cosines.ts';
import {drawCell, drawMatrix, pictureOf} from './draw.ts';
import {type Cell, cellAt, type MatrixLayout, matrixLayout} from './layout.ts';

interface Props {
  batch: Feed<BatchFrame | undefined>;
  points: Feed<PointSet | undefined>;
  /** How the objective weighs negatives; undefined where it has no weight for each. */
  weighing: Feed<Compared | undefined>;
  /** Called when a new frame has been drawn: the page then asks for the next one. */
  onDrawn(): void;
  formula?: () => Promise<string>;
}

/** Milliseconds that a batch stays on screen while the run trains. */
const LOOK = 700;

export default function MatrixPanel({batch, points, weighing, onDrawn, formula}: Props) {
  const [sorting, setSorting] = useState<Sorting>('class');
  const [cell, setCell] = useState<Cell>();
  const [shown] = useState(() => new Shown());
  const layout = useRef<MatrixLayout>(undefined);
  const drawn = useRef<BatchFrame>(undefined);
  const next = useRef(0);
  useEffect(() => () => window.clearTimeout(next.current), []);
  const read = () => shown.matrix(batch.get(), points.get(), sorting);

  const draw = (surface: Surface, overlay: Overlay) => {
    const matrix = read();
    const plan = matrixLayout(surface.width, surface.height, matrix, sorting);
    layout.current = plan;
    drawMatrix(surface, plan, matrix && shown.picture(matrix, surface.palette));
    const inside = cell && matrix && cell.row < matrix.size && cell.column < matrix.size ? cell : undefined;
    if (inside) drawCell(surface, plan, inside);
    overlay.labels(plan.labels);
    overlay.probe({
      count: matrix?.size ?? 1,
      index: inside?.row ?? 0,
      text: matrix && inside ? spoken(matrix, inside, points.get()) : 'nothing read off',
    });
    const frame = batch.get();
    if (frame && frame !== drawn.current) {
      const sameTick = drawn.current?.tick === frame.tick;
      drawn.current = frame;
      window.clearTimeout(next.current);
      next.current = window.setTimeout(onDrawn, sameTick ? 0 : LOOK);
    }
    return false;
  };

  const point = (at: {x: number; y: number} | undefined) => {
    const size = read()?.size ?? 0;
    setCell(at && layout.current && cellAt(layout.current, size, at.x, at.y));
    return true;
  };
  const probe = (row: number | undefined) => {
    const matrix = read();
    setCell(row === undefined || !matrix ? undefined : {row, column: hardest(matrix, row)});
    return true;
  };

  return (
    <PanelFrame
      id="matrix"
      title="Every view against every other"
      sentence={<Sentence batch={batch} points={points} />}
      formula={formula}
      table={() => tableOf(read(), points.get())}
    >
      <div className="chart-frame matrix">
        <Chart
          id="matrix"
          label="Anchor to read off, with its hardest negative"
          feeds={[batch, points]}
          draw={draw}
          onPoint={point}
          onProbe={probe}
        />
        <div className="matrix-side">
          <Pointed batch={batch} points={points} weighing={weighing} read={read} cell={cell} />
        </div>
        <div className="matrix-sorting">
          {(['class', 'batch'] as const).map((name) => (
            <button
              key={name}
              type="button"
              className="chart-toggle"
              aria-pressed={sorting === name}
              data-testid={`matrix-${name}`}
              onClick={() => setSorting(name)}
            >
              {name === 'class' ? 'by class' : 'as drawn'}
            </button>
          ))}
        </div>
      </div>
    </PanelFrame>
  );
}

/** The matrix of the newest frame and its picture, made once. */
class Shown {
  #matrix: Matrix | undefined;
  #made: readonly unknown[] = [];
  #picture: {matrix: Matrix; palette: Palette; canvas: OffscreenCanvas} | undefined;

  matrix(frame: BatchFrame | undefined, points: PointSet | undefined, sorting: Sorting): Matrix | undefined {
    const from = [frame, points, sorting];
    if (from.some((value, i) => value !== this.#made[i])) {
      this.#made = from;
      this.#matrix = frame && matrixOf(frame, points, sorting);
    }
    return this.#matrix;
  }

  picture(matrix: Matrix, palette: Palette): OffscreenCanvas {
    if (this.#picture?.matrix !== matrix || this.#picture.palette !== palette) {
      this.#picture = {matrix, palette, canvas: pictureOf(matrix, palette)};
    }
    return this.#picture.canvas;
  }
}

function Sentence({batch, points}: Pick<Props, 'batch' | 'points'>) {
  const frame = useFeed(batch);
  const set = useFeed(points);
  if (!frame) return 'The cosines of the next batch are on their way.';
  const size = shownOf(frame);
  const part = size < frame.pairs ? `${size} of the ${frame.pairs} pairs` : `The ${frame.pairs} pairs`;
  const own = set && set.groups.length > 1 ? falseNegatives(groupsOf(frame, set)) : undefined;
  return (
    <Terms>
      {part} of the batch that comes next.
      {own !== undefined && (
        <>
          {' '}
          <span className="chart-figures chart-key" data-testid="matrix-own">
            {formatShare(own)}
          </span>{' '}
          of negatives are of the anchor’s own class.
        </>
      )}
    </Terms>
  );
}

interface PointedProps extends Pick<Props, 'batch' | 'points' | 'weighing'> {
  read(): Matrix | undefined;
  cell: Cell | undefined;
}

/** The card of a cell: its two things, and what the loss does to them. */
function Pointed({batch, points, weighing, read, cell}: PointedProps) {
  useFeed(batch);
  const set = useFeed(points);
  const law = useFeed(weighing);
  const matrix = read();
  if (!matrix || !set || !cell || cell.row >= matrix.size || cell.column >= matrix.size) {
    return <p className="matrix-hint">On the diagonal: positives. Point at a cell to see which two meet there.</p>;
  }
  const {frame, order} = matrix;
  const [i, j] = [order[cell.row], order[cell.column]];
  const [a, b] = [frame.rows[i], frame.rows[frame.pairs + j]];
  const kind = kindOf(frame, set, i, j);
  const share = i !== j && law ? shareOfPush(frame, i, j, law) : undefined;
  return (
    <>
      <Thing points={set} row={a} />
      <Thing points={set} row={b} />
      <dl>
        <div>
          <dt>{kind}</dt>
          <dd>{formatValue(cosineOf(frame, i, j))}</dd>
        </div>
        {share !== undefined && (
          <div>
            <dt>of the push</dt>
            <dd className="matrix-share">{share < 0 ? `−${formatShare(-share)}` : formatShare(share)}</dd>
          </div>
        )}
      </dl>
    </>
  );
}

function Thing({points, row}: {points: PointSet; row: number}) {
  const sprite = points.sprite?.(row);
  return (
    <p className="matrix-thing">
      {sprite ? (
        <Picture sprite={sprite} size={26} />
      ) : (
        <i style={{background: `var(--group-${points.groupOf[row] % 10})`}} />
      )}
      <span>
        {points.name(row)}
        {!sprite && <small>{points.groups[points.groupOf[row]]}</small>}
      </span>
    </p>
  );
}

function kindOf({rows, pairs}: BatchFrame, points: PointSet, i: number, j: number): string {
  if (i === j) return 'positive';
  return points.groups.length > 1 && points.groupOf[rows[i]] === points.groupOf[rows[pairs + j]]
    ? 'same class'
    : 'negative';
}

function spoken({frame, order, cosines, size}: Matrix, {row, column}: Cell, points: PointSet | undefined): string {
  const name = (place: number) => points?.name(frame.rows[order[place]]) ?? `pair ${order[place] + 1}`;
  const positive = formatValue(cosines[row * size + row]);
  return `${name(row)}: positive ${positive}, ${name(column)} ${formatValue(cosines[row * size + column])}`;
}

function tableOf(matrix: Matrix | undefined, points: PointSet | undefined): Table {
  const columns = ['anchor', 'class', 'cosine to its positive', 'hardest negative', 'its class', 'its cosine'];
  if (!matrix || matrix.size < 2) return {caption: 'No batch has arrived yet.', columns, rows: []};
  const {frame, order, cosines, size} = matrix;
  const name = (place: number) => points?.name(frame.rows[order[place]]) ?? order[place] + 1;
  const group = (place: number) => points?.groups[points.groupOf[frame.rows[order[place]]]] ?? '';
  const rows = Array.from({length: size}, (_, place) => {
    const hard = hardest(matrix, place);
    const at = (column: number) => plain(cosines[place * size + column]);
    return [name(place), group(place), at(place), name(hard), group(hard), at(hard)];
  });
  return {caption: `The batch that follows step ${frame.tick}: each anchor with its hardest negative.`, columns, rows};
}
