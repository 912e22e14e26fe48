/**
 * Tables as text: vectors with at most one column of classes and one of names, or texts.
 *
 * The kinds of columns are guessed: columns that mostly hold numbers are the vector, a column of words that repeat is the
 * class, a column of words that do not is the name. A column `text`, or columns `a` and `b`, make it a table of texts.
 */
import type {OwnData} from '../../../engine/own.ts';
import {hasWords} from '../../shared/rawWords.ts';
import {type Row, rowsOf} from './cells.ts';
import {labelsOf, MOST_CLASSES} from './labels.ts';
import {arePreferences, COLUMNS, PreferenceRows} from './preferences.ts';
import {
  counted,
  limitColumns,
  limitNumbers,
  listed,
  MOST_COLUMNS,
  Numbers,
  quoted,
  Refusal,
  type RowProblems,
  shortened,
  wrongNumber,
} from './rows.ts';

/** The kinds of columns are guessed from so many rows, or fewer that have so many cells together. */
const GUESSED_FROM = 200;
const GUESSED_FROM_CELLS = 1_000_000;
/** Columns beside the numbers: a class and a name. */
const BESIDE = 2;
/** Headings of a column of classes, even where the classes are numbers. */
const CLASS_NAMES = ['label', 'class', 'target', 'species', 'category', 'y'];
/** Takes time in proportion to the text's length, whatever the text. */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

interface Layout {
  /** The first row is headings. */
  heading: boolean;
  headings: string[];
  /** Columns of a table of vectors. */
  numbers: number[];
  label?: number;
  name?: number;
  /** Columns of a table of texts: one, or two that belong together. */
  texts?: number[];
}

export interface ReadTable {
  data: OwnData;
  notes: string[];
}

export function readCsv(name: string, pieces: Iterable<string>, problems: RowProblems): ReadTable {
  const {sample, all} = sampled(name, rowsOf(name, pieces));
  if (sample.length === 0) throw new Refusal(`${name} is empty; it must have a row for each vector.`);
  if (arePreferences(headingsOf(sample[0].cells))) return readPreferences(name, all, problems);
  const layout = layoutOf(
    name,
    sample.map(({cells}) => cells),
  );
  const {headings, numbers, label, texts} = layout;
  const width = headings.length;
  const place = (column: number) =>
    layout.heading && headings[column]
      ? `column ${column + 1} (${shortened(headings[column])})`
      : `column ${column + 1}`;

  const values = new Numbers();
  const words = (texts ?? []).map((): string[] => []);
  const labels: string[] = [];
  const names: string[] = [];
  let kept = 0;
  let awaitsHeading = layout.heading;

  const wrongRow = ({row, cells, width: has, broken}: Row): string | undefined => {
    if (broken) return openQuotation(row);
    const uneven = wrongWidth(row, has, width);
    if (uneven) return uneven;
    for (const column of texts ?? [])
      if (!hasWords(cells[column])) return `Row ${row}, ${place(column)} has no words; it must hold a text.`;
    if (label !== undefined && !cells[label].trim())
      return `Row ${row}, ${place(label)} is empty; it must name the class, as the other rows do.`;
    for (const column of numbers) {
      const wrong = wrongCell(cells[column]);
      if (wrong) return `Row ${row}, ${place(column)}: ${wrong}.`;
    }
    return undefined;
  };

  for (const one of all) {
    const {row, cells} = one;
    if (isBlank(cells)) continue;
    if (awaitsHeading) {
      awaitsHeading = false;
      continue;
    }
    const wrong = wrongRow(one);
    if (wrong) {
      problems.add(row, wrong);
      continue;
    }
    kept++;
    limitNumbers(name, kept * numbers.length);
    for (const column of numbers) values.push(Number(cells[column]));
    words.forEach((column, i) => column.push(cells[texts![i]].trim()));
    if (label !== undefined) labels.push(cells[label].trim());
    if (layout.name !== undefined) names.push(cells[layout.name].trim());
  }

  const {note, ...known} = labelsOf(label === undefined ? undefined : labels);
  const common = {rows: kept, ...known, names: layout.name === undefined ? known.names : names};
  const notes = note ? [note] : [];
  if (!texts) {
    const headingsOfNumbers = layout.heading ? numbers.map((column) => headings[column]) : undefined;
    const data = {
      holds: 'vectors',
      values: values.all(),
      columns: numbers.length,
      headings: headingsOfNumbers,
      ...common,
    } as const;
    return {data, notes};
  }
  const data: OwnData =
    texts.length === 1
      ? {holds: 'sentences', texts: words[0], ...common}
      : {holds: 'pairs', first: words[0], second: words[1], ...common};
  return {data, notes};
}

/** A table of preference pairs: the first row says what the columns are. */
function readPreferences(name: string, rows: Iterable<Row>, problems: RowProblems): ReadTable {
  const pairs = new PreferenceRows(name);
  let headings: string[] | undefined;
  for (const {row, cells, width, broken} of rows) {
    if (isBlank(cells)) continue;
    if (!headings) {
      headings = headingsOf(cells);
      const twice = headings.find((heading, i) => COLUMNS.includes(heading) && headings!.indexOf(heading) < i);
      if (twice) throw new Refusal(`${name} has two columns called ${twice}; each must have a name of its own.`);
      continue;
    }
    const wrong = broken
      ? openQuotation(row)
      : (wrongWidth(row, width, headings.length) ??
        pairs.take(row, Object.fromEntries(headings.map((heading, i) => [heading, cells[i]]))));
    if (wrong) problems.add(row, wrong);
  }
  return pairs.table();
}

const headingsOf = (cells: readonly string[]) => cells.map((cell) => cell.trim().toLowerCase());

const openQuotation = (row: number) => `Row ${row}: a quotation mark is opened and never closed.`;

const wrongWidth = (row: number, has: number, width: number): string | undefined =>
  has === width ? undefined : `Row ${row} has ${counted(has, 'column')}; it must have ${width}, as the first row has.`;

/** What is wrong with a cell that should be a number. */
function wrongCell(cell: string): string | undefined {
  const text = cell.trim();
  if (text === '') return 'it is empty; it must hold a number';
  if (/^[+-]?(nan|na|n\/a|null|none|inf|infinity)$/i.test(text)) return `${quoted(text)} is not a finite number`;
  if (/^[+-]?\d+,\d+$/.test(text))
    return `${quoted(text)} is not a number; write it with a point, as ${shortened(text.replace(',', '.'))}`;
  if (!NUMBER.test(text)) return `${quoted(text)} is not a number`;
  const wrong = wrongNumber(Number(text));
  return wrong && `${quoted(text)} ${wrong}`;
}

/** The first rows, without blank ones, and all rows with them. Throws where a first row is too wide, before any other is read. */
function sampled(name: string, rows: Generator<Row>): {sample: Row[]; all: Iterable<Row>} {
  const first: Row[] = [];
  let cells = 0;
  while (first.length < GUESSED_FROM && cells < GUESSED_FROM_CELLS) {
    const {value} = rows.next();
    if (!value) break;
    if (value.width > MOST_COLUMNS + BESIDE) limitColumns(name, value.width);
    first.push(value);
    cells += value.cells.length;
  }
  const sample = first.filter((row) => !isBlank(row.cells));
  return {sample, all: follow(first, rows)};
}

function* follow(first: Row[], rest: Iterable<Row>): Generator<Row> {
  yield* first;
  first.length = 0;
  yield* rest;
}

const isBlank = (cells: readonly string[]) => cells.length === 1 && cells[0].trim() === '';

function layoutOf(name: string, sample: readonly string[][]): Layout {
  const [first] = sample;
  const width = first.length;
  const columns = first.map((_, column) => column);
  const rest = sample.slice(1).filter((cells) => cells.length === width);
  const isNumber = (cell: string) => NUMBER.test(cell.trim());
  const mostly = (column: number) => rest.filter((cells) => isNumber(cells[column])).length > rest.length / 2;
  const numeric = columns.filter(mostly);
  const isNumeric = new Set(numeric);
  const titles = first.map((cell) => cell.trim());
  const titled = (title: string) => titles.findIndex((one) => one.toLowerCase() === title);
  const texts = titled('text') >= 0 ? [titled('text')] : [titled('a'), titled('b')].filter((column) => column >= 0);
  const isTexts = texts.length === 2 || (texts.length === 1 && titled('text') >= 0);
  const heading = isTexts || numeric.some((column) => !isNumber(first[column]) && first[column].trim() !== '');
  const named = heading ? CLASS_NAMES.map(titled).find((column) => column >= 0) : undefined;
  if (isTexts) return {heading, headings: titles, numbers: [], texts, label: named};

  const words = columns.filter((column) => !isNumeric.has(column) && column !== named);
  const repeats = (column: number) => {
    const different = new Set(rest.map((cells) => cells[column])).size;
    return different <= MOST_CLASSES && different <= rest.length / 2;
  };
  const label = named ?? words.find(repeats);
  const [nameColumn, ...more] = words.filter((column) => column !== label);
  const numbers = numeric.filter((column) => column !== label);
  const called = (column: number) => `${column + 1}${heading && titles[column] ? ` (${titles[column]})` : ''}`;
  if (more.length > 0) {
    const wordy = [label, nameColumn, ...more].filter((c) => c !== undefined).sort((a, b) => a - b);
    throw new Refusal(
      `${name} has words in columns ${listed(wordy.map(called))}; besides numbers there may be one column of classes and one of names. For texts, call the column text, or two columns a and b.`,
    );
  }
  if (numbers.length === 0) {
    throw new Refusal(
      `${name} has no column of numbers; a table of vectors needs at least one. For texts, call the column text, or two columns a and b.`,
    );
  }
  return {heading, headings: titles, numbers, label, name: nameColumn};
}
