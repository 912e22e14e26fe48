/** The layout of the two lists of neighbours: pure functions, in CSS pixels. */
import {type Label, shortened} from '../chart/labels.ts';
import type {PointSet} from '../data.ts';

/** The nearest things to one, nearest first. */
export interface Near {
  tick: number;
  rows: readonly number[];
  similarities: readonly number[];
}

export interface Entry {
  row: number;
  similarity: number;
  /** Whether it is in both lists. */
  stayed: boolean;
  /** The left end of its line, and its middle. */
  x: number;
  y: number;
}

export interface NeighboursLayout {
  /** Pixels of a picture. */
  size: number;
  /** Pixels from one line to the next. */
  line: number;
  width: number;
  before: Entry[];
  now: Entry[];
  /** Lines that join the two places of a thing. */
  links: {x: [number, number]; y: [number, number]}[];
  labels: Label[];
}

export interface NeighboursInput {
  width: number;
  height: number;
  before: Near | undefined;
  now: Near | undefined;
  points: PointSet;
}

/** The strip between the two lists. */
const GAP = 44;
const HEAD = 18;
const LINES = 5;
const LARGEST = 34;
/** Room for a cosine at the end of a line. */
const NUMBER = 30;

/** Rows of the second list that show a thing of the first. */
export function stayed(before: Near | undefined, now: Near | undefined, thing: (row: number) => number): Set<number> {
  const there = new Set(before?.rows.map(thing));
  return new Set(now?.rows.map(thing).filter((one) => there.has(one)));
}

export function neighboursLayout({width, height, before, now, points}: NeighboursInput): NeighboursLayout {
  const line = Math.min(LARGEST, Math.max(13, (height - HEAD) / LINES));
  const size = Math.max(10, Math.min(28, line - 4));
  const column = (width - GAP) / 2;
  const same = stayed(before, now, points.thing);
  const listOf = (near: Near | undefined, left: number): Entry[] =>
    (near?.rows ?? []).slice(0, LINES).map((row, i) => ({
      row,
      similarity: near!.similarities[i],
      stayed: same.has(points.thing(row)),
      x: left,
      y: HEAD + (i + 0.5) * line,
    }));
  const lists = {before: listOf(before, 0), now: listOf(now, column + GAP)};
  const links = lists.before.flatMap((from): NeighboursLayout['links'] => {
    const to = lists.now.find((entry) => points.thing(entry.row) === points.thing(from.row));
    return to ? [{x: [column + 5, column + GAP - 6], y: [from.y, to.y]}] : [];
  });
  const layout = {size, line, width: column, links, ...lists};
  return {...layout, labels: labelsOf(layout, before, now, points)};
}

const since = (near: Near | undefined, what: string) =>
  near ? `${what}step ${near.tick.toLocaleString('en')}` : `${what}…`;

function labelsOf(
  {before, now, size, width}: Omit<NeighboursLayout, 'labels'>,
  nearBefore: Near | undefined,
  nearNow: Near | undefined,
  points: PointSet,
): Label[] {
  const right = width + GAP;
  const indent = (points.sprite ? size : 8) + 7;
  const linesOf = (list: readonly Entry[], when: string) =>
    list.flatMap(({row, similarity, stayed: kept, x, y}, i): Label[] => [
      {
        key: `${when} ${i}`,
        text: shortened(points.name(row), width - indent - NUMBER - 4),
        tone: 'strong',
        x: x + indent,
        y,
        anchor: 'start',
      },
      {
        key: `${when} cosine ${i}`,
        text: similarity.toFixed(2).replace('-', '−'),
        tone: kept ? 'accent' : undefined,
        x: x + width,
        y,
        anchor: 'end',
      },
    ]);
  return [
    {key: 'before', text: since(nearBefore, 'at '), x: 0, y: 7, anchor: 'start'},
    {key: 'now', text: since(nearNow, 'newest, '), x: right, y: 7, anchor: 'start'},
    ...linesOf(before, 'before'),
    ...linesOf(now, 'now'),
  ];
}

/** The index of the line at a place, counting those of the start first, then those of now; -1 when there is none. */
export function lineAt({before, now, line, width}: NeighboursLayout, x: number, y: number): number {
  const entries = [...before, ...now];
  return entries.findIndex((entry) => x >= entry.x && x <= entry.x + width && Math.abs(y - entry.y) <= line / 2);
}
