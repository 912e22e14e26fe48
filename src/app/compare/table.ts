/** What runs differ in, and what has become of them: the table of a comparison. Pure. */
import {moveMarks} from '../../labs/kit/marks.ts';
import type {Metric} from '../../metrics/metric.ts';
import {formatSteps, formatValue} from '../../panels/chart/format.ts';
import type {Table} from '../../panels/frame/save.ts';
import {describeValue, partOf, type Spec, type SpecLanguage} from '../../spec/index.ts';
import {settled} from './naming.ts';

export interface Column {
  id: string;
  name: string;
  look: number | undefined;
  /** One member's run, with its moves. */
  spec: Spec;
  preset: string;
  position: number;
  backend: string | undefined;
  final: Readonly<Record<string, number>>;
}

export interface Line {
  id: string;
  label: string;
  /** One for each column; empty where a run does not have it. */
  texts: string[];
  /** Numbers by which columns can be sorted; undefined where a run has none. */
  values: (number | undefined)[];
  /** Of metrics: columns with the best value, where there is a better one. */
  best: boolean[];
  /** Which way is better. */
  better?: 'lower' | 'higher' | undefined;
  /** Why no value is the best. */
  why?: string | undefined;
}

export interface Comparison {
  settings: Line[];
  metrics: Line[];
}

export function compare(language: SpecLanguage, columns: readonly Column[], metrics: readonly Metric[]): Comparison {
  const settings = settingLines(language, columns);
  const isSameLoss = !settings.some(({id}) => /\.(objective|training\.batch)\b/.test(id));
  return {settings, metrics: metricLines(columns, metrics, isSameLoss)};
}

/** Values of these depend on what is minimised: on another objective, temperature or batch. */
const OF_THE_OBJECTIVE: ReadonlySet<string> = new Set(['loss', 'testLoss']);

interface Cell {
  label: string;
  text: string;
  value: number | undefined;
}

/** Only lines in which the runs differ. */
function settingLines(language: SpecLanguage, columns: readonly Column[]): Line[] {
  const cells = columns.map((column) => cellsOf(language, column));
  const paths = [...new Set(cells.flatMap((all) => [...all.keys()]))];
  return paths.flatMap((path) => {
    const line = cells.map((all) => all.get(path));
    const known = line.filter((cell) => cell !== undefined);
    const texts = new Set(known.map(({text}) => text));
    const isAbout = ALWAYS.has(path) ? texts.size > 1 || known.length < line.length : texts.size > 1;
    if (!isAbout) return [];
    return [
      {
        id: path,
        label: known[0].label,
        texts: line.map((cell) => cell?.text ?? ''),
        values: line.map((cell) => cell?.value),
        best: line.map(() => false),
      },
    ];
  });
}

/** Lines in which it also counts that some runs have nothing. */
const ALWAYS: ReadonlySet<string> = new Set(['moves']);

/** Everything that can be said of a run's settings, by the path of each. */
function cellsOf(language: SpecLanguage, {spec, preset, backend, position}: Column): Map<string, Cell> {
  const at = settled(spec);
  const cells = new Map<string, Cell>();
  const add = (path: string, label: string, text: string, value?: number) => cells.set(path, {label, text, value});
  add('preset', 'Preset', preset);
  for (const stage of at.stages) {
    const {sections} = language.program(stage.program);
    const within = at.stages.length > 1 ? ` (${stage.id})` : '';
    const path = (rest: string) => `stages.${stage.id}.${rest}`;
    for (const [name, section] of Object.entries(sections)) {
      const {kind} = (stage.spec as Record<string, {kind: string}>)[name];
      if (section.parts.length > 1) add(path(name), section.label + within, partOf(section, kind).label);
    }
    for (const {path: place, field, value, section} of language.places(stage)) {
      const {kind} = (stage.spec as Record<string, {kind: string}>)[section];
      const number = typeof value === 'number' ? value : undefined;
      // Settings of one name in different parts are different settings.
      add(path(`${place} of ${kind}`), field.label + within, describeValue(field, value), number);
    }
    add(path('steps'), `Training steps${within}`, formatSteps(stage.steps), stage.steps);
  }
  add('seed', 'Seed', String(spec.seed), spec.seed);
  const moves = moveMarks(spec).map(({tick, text}) => `${text} at step ${formatSteps(tick)}`);
  if (moves.length > 0) add('moves', 'Moved while it trained', moves.join('; '));
  add('position', 'Steps so far', formatSteps(position), position);
  if (backend) add('backend', 'Computed by', backend);
  return cells;
}

function metricLines(columns: readonly Column[], metrics: readonly Metric[], isSameLoss: boolean): Line[] {
  return metrics
    .filter(({reference}) => !reference)
    .flatMap(({name, label, better}) => {
      const values = columns.map(({final}) => final[name] as number | undefined);
      if (values.every((value) => value === undefined)) return [];
      const texts = values.map((value) => (value === undefined ? '' : formatValue(value)));
      const isLike = isSameLoss || !OF_THE_OBJECTIVE.has(name);
      const best = bestOf(values, isLike ? better : undefined);
      return [{id: name, label, texts, values, best, ...(isLike ? {better} : {why: 'not the same loss'})}];
    });
}

/** Which values are the best of at least two that are not all the same. */
export function bestOf(values: readonly (number | undefined)[], better: Metric['better']): boolean[] {
  const known = values.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  const wanted = better === 'lower' ? Math.min(...known) : Math.max(...known);
  const isContest = better !== undefined && new Set(known).size > 1;
  return values.map((value) => isContest && value === wanted);
}

/** The order of the columns by a line, those without a value last; the given order when left out. */
export function orderBy(line: Line | undefined, count: number, isFalling: boolean): number[] {
  const order = Array.from({length: count}, (_, i) => i);
  if (!line) return order;
  const sign = isFalling ? -1 : 1;
  const isNone = (i: number) => Number(line.values[i] === undefined || Number.isNaN(line.values[i]));
  return order.sort((a, b) => isNone(a) - isNone(b) || (isNone(a) ? 0 : sign * (line.values[a]! - line.values[b]!)));
}

/** For a file: whole numbers as they are, metrics with all their digits. */
export function tableOf(columns: readonly Column[], {settings, metrics}: Comparison): Table {
  return {
    caption: 'Runs that were compared: what they differ in, and their newest measurements.',
    columns: ['', ...columns.map(({name}) => name)],
    rows: [
      ...settings.map(({label, texts}) => [label, ...texts]),
      ...metrics.map(({label, values}) => [label, ...values.map((value) => value ?? '')]),
    ],
  };
}
