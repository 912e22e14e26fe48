/** Preference pairs as one JSON list of objects. */
import type {ReadTable} from './csv.ts';
import {arePreferences, PreferenceRows} from './preferences.ts';
import {Refusal, type RowProblems} from './rows.ts';

/** Reads a JSON list of preference pairs, whose entries are the rows; undefined for any other JSON. */
export function readPreferenceJson(
  name: string,
  text: string,
  problems: RowProblems,
  progress: (done: number) => void,
): ReadTable | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (!Array.isArray(list) || !list.some((entry) => isObject(entry) && arePreferences(Object.keys(entry))))
    return undefined;
  const pairs = new PreferenceEntries(problems);
  for (const [i, entry] of list.entries()) {
    if (i % 1024 === 0) progress(i / list.length);
    pairs.take(entry);
  }
  return pairs.table(name);
}

/** Collects entries one after another. */
export class PreferenceEntries {
  readonly #pairs = new PreferenceRows();
  readonly #problems: RowProblems;
  #row = 0;

  constructor(problems: RowProblems) {
    this.#problems = problems;
  }

  take(entry: unknown): void {
    const row = ++this.#row;
    const wrong = isObject(entry)
      ? this.#pairs.take(row, entry)
      : `Row ${row} must be an object with chosen and rejected.`;
    if (wrong) this.#problems.add(row, wrong);
  }

  table(name: string): ReadTable {
    return this.#pairs.table(name);
  }
}

const isObject = (entry: unknown): entry is Record<string, unknown> =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry);
