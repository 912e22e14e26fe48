/** The figures of studies: where dots, intervals and names are. */
import {describe, expect, it} from 'vitest';
import {boxOf, overlap} from '../../src/panels/chart/labels.ts';
import {turns} from '../../src/panels/frame/turns.ts';
import {barOf, forestSpan, regionOf} from '../../src/panels/study/claim.ts';
import type {StudyPicture} from '../../src/panels/study/data.ts';
import {studyLayout} from '../../src/panels/study/layout.ts';
import {studyTable} from '../../src/panels/study/table.ts';
import type {Clause} from '../../src/studies/kit/clauses.ts';
import type {Figure} from '../../src/studies/kit/study.ts';

const ROOM = {width: 380, height: 300};
const picture = (figure: Figure, live = false): StudyPicture => ({
  figure,
  arms: [
    {name: 'a', label: 'The method', tone: 'method', x: 1, series: 'ours'},
    {name: 'b', label: 'A baseline', tone: 'baseline', x: 10, series: 'ours'},
    {name: 'c', label: 'An ablation', tone: 'ablation', x: 100, series: 'ours'},
  ],
  measures: {u: {label: 'Uniformity'}, v: {label: 'Accuracy'}},
  file: {
    seeds: [1, 2],
    values: {a: {u: [1, 3], v: [0.5, 0.7]}, b: {u: [1.1, 2.9], v: [0.5, 0.6]}, c: {u: [9, 9], v: [0.1, 0.2]}},
  },
  ...(live && {live: {seeds: [1], values: {a: {u: [2], v: [0.6]}}}}),
});

const FIGURES: Figure[] = [
  {kind: 'plane', title: '', x: 'u', y: 'v'},
  {kind: 'dots', title: '', measure: 'v'},
  {kind: 'curve', title: '', measure: 'v', axis: 'size', scale: 'log'},
  {
    kind: 'matrix',
    title: '',
    rows: [['u', 'v']],
    rowLabels: ['r'],
    columnLabels: ['U', 'V'],
    rowAxis: '',
    columnAxis: '',
    middle: 0,
  },
];

describe('the figure of a study', () => {
  it.each(FIGURES)('$kind: keeps all shapes inside, and says so when there is nothing', (figure) => {
    const {dots, cells, empty} = studyLayout(picture(figure, true), ROOM);
    expect(empty).toBe(false);
    expect(dots.length + cells.length).toBeGreaterThan(0);
    for (const {x, y} of dots) {
      expect(x >= 0 && x <= ROOM.width && y >= 0 && y <= ROOM.height).toBe(true);
    }
    for (const cell of cells)
      expect(cell.left >= 0 && cell.right <= ROOM.width && cell.bottom <= ROOM.height).toBe(true);
    const {file: _, ...nothing} = picture(figure);
    expect(studyLayout(nothing, ROOM).empty).toBe(true);
  });

  it.each(FIGURES)(
    '$kind: has nothing of the present where nothing is measured now, so that what is on file is not faint',
    (figure) => {
      const {dots, lines, cells} = studyLayout(picture(figure), ROOM);
      expect(new Set([...dots, ...lines, ...cells].map(({source}) => source))).toEqual(new Set(['file']));
    },
  );

  it('has a dot for each arm and seed of a plane, and names that do not lie over each other', () => {
    const {dots, labels} = studyLayout(picture(FIGURES[0], true), ROOM);
    expect(dots.filter(({source}) => source === 'file')).toHaveLength(6);
    expect(dots.filter(({source}) => source === 'live')).toHaveLength(1);
    const boxes = labels.filter(({key}) => key.startsWith('arm')).map((label) => boxOf(label.text, label));
    expect(boxes).toHaveLength(3);
    for (const [i, box] of boxes.entries())
      for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(false);
  });

  it('leaves names out of a plane that is crowded, and no arm', () => {
    const names = Array.from({length: 30}, (_, i) => `${i}`);
    const {dots, labels, stops} = studyLayout(
      {
        ...picture(FIGURES[0]),
        arms: names.map((name) => ({name, label: `An arm with a name, ${name}`, tone: 'baseline'})),
        file: {seeds: [1], values: Object.fromEntries(names.map((name, i) => [name, {u: [i % 6], v: [i / 6]}]))},
      },
      ROOM,
    );
    expect([dots.length, stops.length]).toEqual([30, 30]);
    const boxes = labels.filter(({key}) => key.startsWith('arm')).map((label) => boxOf(label.text, label));
    expect(boxes.length).toBeGreaterThan(2);
    expect(boxes.length).toBeLessThan(30);
    for (const [i, box] of boxes.entries())
      for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(false);
  });

  it('puts arms of a log axis at equal distances for equal factors', () => {
    const {dots} = studyLayout(picture(FIGURES[2]), ROOM);
    const [a, b, c] = dots.map(({x}) => x);
    expect(b - a).toBeCloseTo(c - b, 6);
  });

  it('lists every seed in the table behind it', () => {
    const {columns, rows} = studyTable(picture(FIGURES[0], true));
    expect(columns).toEqual(['arm', 'measured', 'seed', 'uniformity', 'accuracy']);
    expect(rows).toHaveLength(7);
    expect(rows[0]).toEqual(['The method', 'now', 1, 2, 0.6]);
  });
});

describe('an effect against its margin', () => {
  const compared = {text: '', measure: 'v', arms: ['a', 'b'], margin: 0.5} as const;
  const effect = {effect: 1, ci95: [0.75, 1.25], values: []} as const;

  it('lies in the claimed region or not', () => {
    const clause: Clause = {...compared, kind: 'noninferior'};
    expect(regionOf(clause)).toEqual([-0.5, Number.POSITIVE_INFINITY]);
    const {region, margins, file, zero} = barOf(clause, {file: effect});
    expect(region[0]).toBe(margins[0].at);
    expect(region[1]).toBe(1);
    expect(zero! > region[0] && file!.low > zero! && file!.at > file!.low && file!.high > file!.at).toBe(true);
  });

  it('has the claimed side on the right in a forest, whatever the clause claims', () => {
    const at = (clause: Clause, value: number) => forestSpan(clause, {effect: value, ci95: null, values: [value]}).at;
    expect(at({...compared, kind: 'greater'}, 0.6)).toBeGreaterThan(0.5);
    expect(at({...compared, kind: 'greater'}, 0.4)).toBeLessThan(0.5);
    expect(at({...compared, kind: 'equivalent'}, 0.4)).toBeGreaterThan(0.5);
    expect(at({...compared, kind: 'equivalent'}, -0.4)).toBeGreaterThan(0.5);
    expect(at({...compared, kind: 'equivalent'}, -0.6)).toBeLessThan(0.5);
    expect(at({text: '', kind: 'exact', measure: 'v', arm: 'a', atMost: 1}, 2)).toBeLessThan(0.5);
    const negative = {
      text: '',
      kind: 'correlation',
      of: ['u', 'v'],
      by: 'pearson',
      arms: [],
      sign: 'negative',
      margin: 0.3,
    } as const;
    expect(at(negative, -0.8)).toBeGreaterThan(0.5);
    expect(at(negative, 0.8)).toBeLessThan(0.5);
  });
});

describe('canvases that take turns', () => {
  it('are painted one at a frame, and who asks again comes last', () => {
    const frames: FrameRequestCallback[] = [];
    const {request, cancel} = turns((paint) => frames.push(paint));
    const painted: string[] = [];
    request(() => {
      painted.push('a');
      request(() => painted.push('a again'));
    });
    request(() => painted.push('b'));
    cancel(request(() => painted.push('never')));
    while (frames.length > 0) {
      const before = painted.length;
      frames.shift()!(0);
      expect(painted.length).toBe(before + 1);
    }
    expect(painted).toEqual(['a', 'b', 'a again']);
  });
});
