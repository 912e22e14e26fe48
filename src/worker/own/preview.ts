/** The first rows of a file as a table of texts. */
import type {OwnData} from '../../engine/own.ts';
import {formatNumber} from '../../spec/index.ts';
import type {Preview} from './protocol.ts';

const ROWS = 5;
/** Number of a vector's columns that are shown. */
const COLUMNS = 6;
const CHARACTERS = 80;

export function previewOf(data: OwnData): Preview {
  const rows = Array.from({length: Math.min(ROWS, data.rows)}, (_, row) => row);
  const labels = data.classes.length > 0;
  const [headings, cells] = columnsOf(data);
  return {
    headings: [...(data.names ? ['name'] : []), ...(labels ? ['class'] : []), ...headings],
    rows: rows.map((row) => [
      ...(data.names ? [short(data.names[row])] : []),
      ...(labels ? [data.classes[data.classOf[row]]] : []),
      ...cells(row),
    ]),
  };
}

function columnsOf(data: OwnData): [string[], (row: number) => string[]] {
  if (data.holds === 'sentences') return [['text'], (row) => [short(data.texts[row])]];
  if (data.holds === 'pairs') return [['a', 'b'], (row) => [short(data.first[row]), short(data.second[row])]];
  if (data.holds === 'preferences') {
    const prompt = (row: number) => (data.promptOf[row] < 0 ? '' : short(data.prompts[data.promptOf[row]]));
    const better = (row: number) => (data.labels[row] === 0.5 ? 'tie' : data.labels[row] > 0.5 ? 'a' : 'b');
    return [
      ['prompt', 'a', 'b', 'chosen'],
      (row) => [prompt(row), short(data.first[row]), short(data.second[row]), better(row)],
    ];
  }
  const shown = Math.min(COLUMNS, data.columns);
  const more = data.columns > shown;
  const headings = Array.from({length: shown}, (_, k) => data.headings?.[k] || String(k + 1));
  const numbers = (row: number) =>
    Array.from(data.values.subarray(row * data.columns, row * data.columns + shown), formatNumber);
  return [more ? [...headings, '…'] : headings, (row) => (more ? [...numbers(row), '…'] : numbers(row))];
}

const short = (text: string) => (text.length > CHARACTERS ? `${text.slice(0, CHARACTERS - 1)}…` : text);
