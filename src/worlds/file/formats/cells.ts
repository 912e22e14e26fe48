/**
 * Rows of cells from a table as text, piece by piece. A cell in quotation marks may hold delimiters, ends of lines and doubled
 * quotation marks. Source: RFC 4180, section 2, with any delimiter and any end of line (\n, \r\n, \r).
 */
import {limitRow, limitRows, MOST_COLUMNS} from './rows.ts';

const QUOTE = '"';
/** Delimiters in the order in which they are tried. */
const DELIMITERS = [',', '\t', ';', '|'];
/** The delimiter is guessed from so many rows within so many characters. */
const GUESSED_FROM = 10;
const LOOKED_AT = 256 * 1024;
/** So many cells of a row are kept: a class and a name beside the numbers. Further ones are counted. */
const MOST_CELLS = MOST_COLUMNS + 2;

export interface Row {
  /** From 1. */
  row: number;
  cells: string[];
  /** How many cells the row has, with those that were not kept. */
  width: number;
  /** Whether a quotation mark is opened and not closed, or closed within a cell. */
  broken: boolean;
}

type State = 'begin' | 'plain' | 'quoted' | 'after';

/** All rows of a text; blank lines count. */
export function* rowsOf(name: string, texts: Iterable<string>): Generator<Row> {
  const source = texts[Symbol.iterator]();
  let head = '';
  let ended = false;
  while (head.length < LOOKED_AT && !ended) {
    const next = source.next();
    if (next.done) ended = true;
    else head += next.value;
  }
  const splitter = new Splitter(name, delimiterOf(name, head, ended));
  yield* splitter.take(head);
  while (!ended) {
    const next = source.next();
    if (next.done) ended = true;
    else yield* splitter.take(next.value);
  }
  yield* splitter.last();
}

/**
 * The delimiter with which the first rows differ least in their number of cells, and of equal ones the one with most cells;
 * a comma where none gives two cells.
 */
function delimiterOf(name: string, head: string, whole: boolean): string {
  let best = {delimiter: ',', change: Number.POSITIVE_INFINITY, mean: 0};
  for (const delimiter of DELIMITERS) {
    const widths = widthsOf(name, head, whole, delimiter);
    const change = widths.reduce((sum, width, i) => sum + (i > 0 ? Math.abs(width - widths[i - 1]) : 0), 0);
    const mean = widths.reduce((sum, width) => sum + width, 0) / widths.length;
    if (mean > 1.99 && (change < best.change || (change === best.change && mean > best.mean)))
      best = {delimiter, change, mean};
  }
  return best.delimiter;
}

function widthsOf(name: string, head: string, whole: boolean, delimiter: string): number[] {
  const splitter = new Splitter(name, delimiter);
  const widths: number[] = [];
  for (const {width} of splitter.take(head)) if (widths.push(width) === GUESSED_FROM) return widths;
  // A row that the head cuts off has too few cells.
  if (whole || widths.length === 0) for (const {width} of splitter.last()) widths.push(width);
  return widths;
}

class Splitter {
  readonly #name: string;
  readonly #delimiter: string;
  #state: State = 'begin';
  #cell = '';
  /** Spaces after a closing quotation mark. */
  #spaces = '';
  #row: Row = {row: 1, cells: [], width: 0, broken: false};
  /** Characters of the row. */
  #characters = 0;
  /** Whether the text before ended with \r, to which a \n belongs. */
  #returned = false;

  constructor(name: string, delimiter: string) {
    this.#name = name;
    this.#delimiter = delimiter;
  }

  *take(text: string): Generator<Row> {
    let at = 0;
    while (at < text.length) {
      if (this.#returned) {
        this.#returned = false;
        if (text[at] === '\n') at++;
      } else if (this.#state === 'begin') {
        this.#state = text[at] === QUOTE ? 'quoted' : 'plain';
        if (this.#state === 'quoted') {
          this.#count(1);
          at++;
        }
      } else if (this.#state === 'quoted') {
        const end = text.indexOf(QUOTE, at);
        this.#keep(text.slice(at, end < 0 ? text.length : end));
        at = end < 0 ? text.length : end + 1;
        if (end >= 0) {
          this.#count(1);
          this.#state = 'after';
        }
      } else {
        const end = this.#state === 'plain' ? endOfCell(text, at, this.#delimiter) : at;
        this.#keep(text.slice(at, end));
        at = end;
        if (at === text.length) return;
        const ends = this.#end(text[at]);
        if (ends !== 'not') at++;
        if (ends === 'row') yield this.#ended();
        else this.#count(1);
      }
    }
  }

  /** The row at the end of the text that no end of line follows. */
  *last(): Generator<Row> {
    if (this.#state === 'begin' && this.#row.width === 0) return;
    if (this.#state === 'quoted') this.#row.broken = true;
    this.#endCell();
    yield this.#ended();
  }

  /** Takes a character that may end a cell or a row; `not` where it has to be looked at again. */
  #end(character: string): 'cell' | 'row' | 'taken' | 'not' {
    if (character === this.#delimiter) {
      this.#endCell();
      return 'cell';
    }
    if (character === '\n' || character === '\r') {
      this.#endCell();
      this.#returned = character === '\r';
      return 'row';
    }
    if (character === QUOTE && this.#spaces === '') {
      this.#cell += QUOTE;
      this.#state = 'quoted';
      return 'taken';
    }
    if (character === ' ') {
      this.#spaces += ' ';
      return 'taken';
    }
    // The quotation mark before did not close the cell.
    this.#cell += QUOTE + this.#spaces;
    this.#spaces = '';
    this.#row.broken = true;
    this.#state = 'quoted';
    return 'not';
  }

  #keep(text: string): void {
    this.#count(text.length);
    this.#cell += text;
  }

  #count(characters: number): void {
    this.#characters += characters;
    const hint = this.#state === 'quoted' || this.#row.broken ? '; perhaps a quotation mark is never closed' : '';
    limitRow(this.#name, this.#row.row, this.#characters, hint);
  }

  #endCell(): void {
    if (this.#row.cells.length < MOST_CELLS) this.#row.cells.push(this.#cell);
    this.#row.width++;
    this.#cell = '';
    this.#spaces = '';
    this.#state = 'begin';
  }

  #ended(): Row {
    const ended = this.#row;
    limitRows(this.#name, ended.row);
    this.#row = {row: ended.row + 1, cells: [], width: 0, broken: false};
    this.#characters = 0;
    return ended;
  }
}

/** Where the next delimiter or end of line stands, or the end of the text. */
function endOfCell(text: string, from: number, delimiter: string): number {
  const mark = delimiter.charCodeAt(0);
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === mark || code === 0x0a || code === 0x0d) break;
  }
  return at;
}
