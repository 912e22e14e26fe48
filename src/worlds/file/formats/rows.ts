/** Problems of a file, or of some of its rows. */

/** The fewest rows that a file must have. */
export const FEWEST_ROWS = 20;
/** So many problems are listed one by one; further ones are counted. */
const TOLD = 20;
/** So many names, such as those of columns, are listed one by one; further ones are counted. */
const NAMED = 5;
/** So many characters of each of them. */
const OF_NAME = 24;

export const MEGA = 1024 * 1024;
/** The most rows of a file, blank and invalid ones included. */
const MOST_ROWS = 2_000_000;
/** The most characters of a row. */
const MOST_OF_ROW = 4 * MEGA;
/** The most numbers of a row. */
export const MOST_COLUMNS = 8192;
/** The most characters of all texts of a file. */
const MOST_OF_TEXTS = 200 * MEGA;
/** The most numbers of a file. */
const MOST_NUMBERS = 32 * MEGA;

/** Thrown where the whole file cannot be used; the message begins with the file's name. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** A problem of one row: its number as in an editor or a spreadsheet, what is wrong, and what would be right. */
export interface RowProblem {
  /** From 1. */
  row: number;
  sentence: string;
}

/** Collects problems of rows: all are counted, the first few are listed. */
export class RowProblems {
  readonly told: RowProblem[] = [];
  count = 0;

  add(row: number, sentence: string): void {
    this.count++;
    if (this.told.length < TOLD) this.told.push({row, sentence});
  }
}

/** Throws where a file has more rows than the lab takes. */
export function limitRows(name: string, rows: number): void {
  if (rows > MOST_ROWS) throw new Refusal(`${name} has more than ${counted(MOST_ROWS, 'row')}; take a part of them.`);
}

/** Throws where a row has more characters than the lab takes; `hint` says why that may be. */
export function limitRow(name: string, row: number, characters: number, hint = ''): void {
  if (characters <= MOST_OF_ROW) return;
  throw new Refusal(
    `${name}, row ${grouped(row)}: it may have ${grouped(MOST_OF_ROW)} characters, and it has more${hint}.`,
  );
}

/** Throws where a row has more numbers than the lab takes. */
export function limitColumns(name: string, columns: number): void {
  if (columns > MOST_COLUMNS)
    throw new Refusal(`${name} has ${counted(columns, 'column')}; it may have ${grouped(MOST_COLUMNS)}.`);
}

/** Throws where a file has more numbers than the lab takes. */
export function limitNumbers(name: string, numbers: number): void {
  if (numbers > MOST_NUMBERS)
    throw new Refusal(
      `${name} has more than ${grouped(MOST_NUMBERS)} numbers, rows times columns; take a part of its rows.`,
    );
}

/** Throws where the texts of a file are longer together than the lab takes. */
export function limitTexts(name: string, characters: number): void {
  if (characters > MOST_OF_TEXTS)
    throw new Refusal(`${name} has texts of more than ${grouped(MOST_OF_TEXTS)} characters; take a part of its rows.`);
}

/** A list of numbers that grows in one piece of memory. */
export class Numbers {
  #values = new Float32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float32Array(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  /** Removes everything after the first `length` numbers. */
  cut(length: number): void {
    this.length = length;
  }

  all(): Float32Array {
    return this.#values.slice(0, this.length);
  }
}

/** A size such as "104 MB", rounded up. */
export const megabytes = (bytes: number) => `${Math.ceil(bytes / MEGA)} MB`;

/** The beginning of a text on one line. */
export const shortened = (text: string, most = 40) =>
  (text.length > most ? `${text.slice(0, most - 3)}...` : text).replace(/\p{C}+/gu, ' ');

export const quoted = (text: string) => `“${shortened(text)}”`;

/** A, B, C and 7 more */
export const listed = (names: readonly string[]) =>
  names
    .slice(0, NAMED)
    .map((name) => shortened(name, OF_NAME))
    .join(', ') + (names.length > NAMED ? ` and ${grouped(names.length - NAMED)} more` : '');

const grouped = (count: number) => count.toLocaleString('en-GB');

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** What is wrong with a number of a row, or undefined. Vectors are single precision: larger numbers are refused. */
export function wrongNumber(value: number): string | undefined {
  if (Number.isNaN(value)) return 'is not a number (NaN); every number must be finite';
  if (!Number.isFinite(value)) return 'is infinite; every number must be finite';
  if (!Number.isFinite(Math.fround(value))) return `(${value}) is too large; numbers go up to about 3e38`;
  return undefined;
}
