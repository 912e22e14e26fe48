/** What is wrong with a file: with all of it, or with some of its rows. */

/** Rows that a file must have. */
export const FEWEST_ROWS = 20;
/** Problems that are told one by one. */
const TOLD = 20;

/** The whole file cannot be used: a sentence that begins with its name. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** One row, named as an editor or a spreadsheet names it, with what is wrong and what would be right. */
export interface RowProblem {
  /** From 1. */
  row: number;
  sentence: string;
}

/** Collects what is wrong with rows. All of it is counted, and the first few are told. */
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

  /** Takes back what was pushed after the first `length`. */
  cut(length: number): void {
    this.length = length;
  }

  all(): Float32Array {
    return this.#values.slice(0, this.length);
  }
}

export const MEGA = 1024 * 1024;
/** 104 MB, never less than there is. */
export const megabytes = (bytes: number) => `${Math.ceil(bytes / MEGA)} MB`;

export const quoted = (text: string) => `“${text.length > 40 ? `${text.slice(0, 37)}...` : text}”`;

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** Of a number that a row has. A vector is single precision: what is larger than that is no number to it. */
export function wrongNumber(value: number): string | undefined {
  if (Number.isNaN(value)) return 'is not a number (NaN); every number must be finite';
  if (!Number.isFinite(value)) return 'is infinite; every number must be finite';
  if (!Number.isFinite(Math.fround(value))) return `(${value}) is too large; numbers go up to about 3e38`;
  return undefined;
}
