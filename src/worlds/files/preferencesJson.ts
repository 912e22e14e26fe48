/** Preference pairs as one JSON list of objects. */
import type {ReadTable} from './csv.ts';
import {arePreferences, PreferenceRows} from './preferences.ts';
import {Refusal, type RowProblems} from './rows.ts';

/** Undefined for JSON that is no list of preference pairs. Rows are the entries of the list. */
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
  return tableOfEntries(name, list, problems, progress);
}

/** The pairs of entries that are told one after another. */
export function tableOfEntries(
  name: string,
  list: readonly unknown[],
  problems: RowProblems,
  progress: (done: number) => void,
): ReadTable {
  const pairs = new PreferenceRows();
  for (const [i, entry] of list.entries()) {
    if (i % 1024 === 0) progress(i / list.length);
    const wrong = isObject(entry)
      ? pairs.take(i + 1, entry)
      : `Row ${i + 1} must be an object with chosen and rejected.`;
    if (wrong) problems.add(i + 1, wrong);
  }
  return pairs.table(name);
}

const isObject = (entry: unknown): entry is Record<string, unknown> =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry);
