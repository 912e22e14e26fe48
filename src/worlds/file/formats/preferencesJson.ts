/** Preference pairs as one JSON list of objects. */
import type {ReadTable} from './csv.ts';
import {entriesOf} from './entries.ts';
import {arePreferences, PreferenceRows} from './preferences.ts';
import type {RowProblems} from './rows.ts';

/** Reads a JSON list of preference pairs, whose entries are the rows; undefined for any other JSON. */
export function readPreferenceJson(
  name: string,
  texts: Iterable<string>,
  problems: RowProblems,
): ReadTable | undefined {
  const pairs = new PreferenceEntries(name, problems);
  let found = false;
  for (const entry of entriesOf(name, texts)) {
    found ||= isObject(entry) && arePreferences(Object.keys(entry));
    pairs.take(entry);
  }
  return found ? pairs.table() : undefined;
}

/** Collects entries one after another. */
export class PreferenceEntries {
  readonly #pairs: PreferenceRows;
  readonly #problems: RowProblems;
  #row = 0;

  constructor(name: string, problems: RowProblems) {
    this.#pairs = new PreferenceRows(name);
    this.#problems = problems;
  }

  take(entry: unknown): void {
    const row = ++this.#row;
    const wrong = isObject(entry)
      ? this.#pairs.take(row, entry)
      : `Row ${row} must be an object with chosen and rejected.`;
    if (wrong) this.#problems.add(row, wrong);
  }

  table(): ReadTable {
    return this.#pairs.table();
  }
}

const isObject = (entry: unknown): entry is Record<string, unknown> =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry);
