/** Preference pairs from a parquet file. Its library is loaded with this module, when such a file is chosen. */
import {parquetMetadataAsync, parquetReadObjects, parquetSchema} from 'hyparquet';
import {arePreferences} from './preferences.ts';
import {tableOfEntries} from './preferencesJson.ts';
import {type Options, type Reading, readingOf, tooLarge} from './read.ts';

/** What is read of a row. */
const COLUMNS = [
  'prompt',
  'chosen',
  'rejected',
  'score_chosen',
  'score_rejected',
  'response_a',
  'response_b',
  'preference',
];

/** Never throws for what is wrong with a file. */
export async function readParquet(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  {leaveOut, progress}: Options,
): Promise<Reading> {
  const refused = (sentence: string): Reading => ({ok: false, sentence, problems: [], canLeaveOut: 0});
  const large = tooLarge(name, bytes.length);
  if (large) return refused(large);
  let entries: Record<string, unknown>[];
  try {
    const {buffer, byteOffset, byteLength} = bytes;
    const file = buffer.slice(byteOffset, byteOffset + byteLength);
    const metadata = await parquetMetadataAsync(file);
    const columns = parquetSchema(metadata).children.map(({element}) => element.name);
    if (!arePreferences(columns)) {
      return refused(
        `${name} has the columns ${columns.join(', ')}; of parquet files the lab reads preference pairs: chosen and rejected, or response_a, response_b and preference.`,
      );
    }
    entries = await parquetReadObjects({file, metadata, columns: columns.filter((column) => COLUMNS.includes(column))});
  } catch (error) {
    return refused(
      `${name} could not be read as parquet: ${error instanceof Error ? error.message : String(error)}. It must be packed with Snappy or not at all.`,
    );
  }
  return readingOf(name, leaveOut, (problems) => tableOfEntries(name, entries, problems, progress));
}
