/** A JSON object on each line: {"vector": [...]}, {"text": "..."} or {"a": "...", "b": "..."}, each with or without "label". */
import type {OwnData} from '../../../engine/own.ts';
import {hasWords} from '../../shared/rawWords.ts';
import type {ReadTable} from './csv.ts';
import {labelsOf} from './labels.ts';
import {arePreferences, PreferenceRows} from './preferences.ts';
import {
  counted,
  limitColumns,
  limitNumbers,
  limitTexts,
  Numbers,
  quoted,
  Refusal,
  type RowProblems,
  wrongNumber,
} from './rows.ts';
import {linesOf} from './text.ts';

type Holds = Exclude<OwnData['holds'], 'preferences'>;

const FORMS: Readonly<Record<Holds, string>> = {
  vectors: '{"vector": [0.1, 0.2]}',
  sentences: '{"text": "..."}',
  pairs: '{"a": "...", "b": "..."}',
};
const WHAT: Readonly<Record<Holds, string>> = {vectors: 'a vector', sentences: 'a text', pairs: 'a pair of texts'};
const ANY_FORM = Object.values(FORMS).join(' or ');

type Entry = Record<string, unknown>;

/** The form of the first valid row, which all others must have. */
interface Shape {
  row: number;
  holds: Holds;
  columns: number;
  label: boolean;
}

export function readJsonl(name: string, texts: Iterable<string>, problems: RowProblems): ReadTable {
  const values = new Numbers();
  const [first, second, labels]: string[][] = [[], [], []];
  let shape: Shape | undefined;
  let pairs: PreferenceRows | undefined;
  let kept = 0;
  let last = 0;
  let characters = 0;
  for (const {row, line} of linesOf(name, texts)) {
    last = row;
    if (line === '') continue;
    const entry = entryOf(line);
    // The first row that is an object sets the form of all.
    if (!shape && typeof entry !== 'string' && arePreferences(Object.keys(entry))) pairs ??= new PreferenceRows(name);
    if (pairs && typeof entry !== 'string') {
      const wrong = pairs.take(row, entry);
      if (wrong) problems.add(row, wrong);
      continue;
    }
    const wrong = typeof entry === 'string' ? `Row ${row} ${entry}.` : wrongEntry(row, entry, shape);
    if (wrong !== undefined || typeof entry === 'string') {
      problems.add(row, wrong!);
      continue;
    }
    if (!shape) {
      shape = shapeOf(row, entry);
      limitColumns(name, shape.columns);
    }
    kept++;
    limitNumbers(name, kept * shape.columns);
    if (shape.columns === 0) characters += line.length;
    limitTexts(name, characters);
    if (shape.holds === 'vectors') for (const value of entry.vector as number[]) values.push(value);
    else if (shape.holds === 'sentences') first.push(entry.text as string);
    else {
      first.push(entry.a as string);
      second.push(entry.b as string);
    }
    if (shape.label) labels.push(String(entry.label));
  }
  if (pairs) return pairs.table();
  if (last === 0 || (!shape && problems.count === 0)) {
    throw new Refusal(`${name} is empty; each line must be an object such as ${ANY_FORM}.`);
  }
  const {note, ...known} = labelsOf(shape?.label ? labels : undefined);
  const common = {rows: kept, ...known};
  const notes = note ? [note] : [];
  const {holds = 'vectors', columns = 0} = shape ?? {};
  if (holds === 'vectors') return {data: {holds, values: values.all(), columns, ...common}, notes};
  if (holds === 'sentences') return {data: {holds, texts: first, ...common}, notes};
  return {data: {holds, first, second, ...common}, notes};
}

/** The object on a line, or a description of what is wrong with the line. */
function entryOf(line: string): Entry | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return `is not JSON (it begins with ${quoted(line)}); each line must be an object such as ${ANY_FORM}`;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return `must be an object such as ${ANY_FORM}`;
  return json as Entry;
}

const holdsOf = (entry: Entry): Holds | undefined => {
  if ('vector' in entry) return 'vectors';
  if ('text' in entry) return 'sentences';
  return 'a' in entry && 'b' in entry ? 'pairs' : undefined;
};

const hasLabel = ({label}: Entry) => label !== undefined && label !== null;

const shapeOf = (row: number, entry: Entry): Shape => ({
  row,
  holds: holdsOf(entry)!,
  columns: Array.isArray(entry.vector) ? entry.vector.length : 0,
  label: hasLabel(entry),
});

function wrongEntry(row: number, entry: Entry, shape: Shape | undefined): string | undefined {
  const holds = holdsOf(entry);
  if (!holds)
    return `Row ${row} has neither a vector nor a text; it must be like ${shape ? FORMS[shape.holds] : ANY_FORM}.`;
  if (shape && holds !== shape.holds) {
    return `Row ${row} holds ${WHAT[holds]}; it must hold ${WHAT[shape.holds]}, as row ${shape.row} does: ${FORMS[shape.holds]}.`;
  }
  if (hasLabel(entry) && !['string', 'number', 'boolean'].includes(typeof entry.label)) {
    return `Row ${row}: the label must be a word or a number.`;
  }
  if (shape?.label && !hasLabel(entry)) return `Row ${row} has no label; it must have one, as row ${shape.row} has.`;
  if (holds === 'vectors') return wrongVector(row, entry.vector, shape);
  for (const key of holds === 'sentences' ? ['text'] : ['a', 'b']) {
    const text = entry[key];
    if (typeof text !== 'string') return `Row ${row}: "${key}" must be a text in quotation marks.`;
    if (!hasWords(text)) return `Row ${row}: "${key}" has no words.`;
  }
  return undefined;
}

function wrongVector(row: number, vector: unknown, shape: Shape | undefined): string | undefined {
  if (!Array.isArray(vector) || vector.length === 0)
    return `Row ${row}: "vector" must be a list of numbers, such as [0.1, 0.2].`;
  if (shape && vector.length !== shape.columns) {
    return `Row ${row} has a vector of ${counted(vector.length, 'number')}; it must have ${shape.columns}, as row ${shape.row} has.`;
  }
  for (const [i, value] of vector.entries()) {
    const wrong = typeof value === 'number' ? wrongNumber(value) : 'is not a number';
    if (wrong) return `Row ${row}, number ${i + 1}: ${writtenOf(value)} ${wrong}.`;
  }
  return undefined;
}

/** A value as JSON writes it. Lists and objects are only named: they may be nested as deep as one likes. */
const writtenOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Array.isArray(value)
      ? 'a list'
      : 'an object'
    : quoted(JSON.stringify(value));
