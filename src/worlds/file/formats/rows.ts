/** Problems of a file, or of some of its rows. */

/** The fewest rows that a file must have. */
export const FEWEST_ROWS = 20;
/** So many problems are listed one by one; further ones are counted. */
const TOLD = 20;

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

export const MEGA = 1024 * 1024;
/** A size such as "104 MB", rounded up. */
export const megabytes = (bytes: number) => `${Math.ceil(bytes / MEGA)} MB`;

export const quoted = (text: string) => `“${text.length > 40 ? `${text.slice(0, 37)}...` : text}”`;

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** What is wrong with a number of a row, or undefined. Vectors are single precision: larger numbers are refused. */
export function wrongNumber(value: number): string | undefined {
  if (Number.isNaN(value)) return 'is not a number (NaN); every number must be finite';
  if (!Number.isFinite(value)) return 'is infinite; every number must be finite';
  if (!Number.isFinite(Math.fround(value))) return `(${value}) is too large; numbers go up to about 3e38`;
  return undefined;
}
