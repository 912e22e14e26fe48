/**
 * Preference pairs from a parquet file, one row group after another, so that no more than one of them is unpacked at once.
 * Its libraries are loaded with this module, when such a file is chosen.
 */
import {type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema} from 'hyparquet';
import {compressors} from 'hyparquet-compressors';
import {named} from '../../../spec/index.ts';
import {MOST_UNPACKED} from './pieces.ts';
import {arePreferences, COLUMNS} from './preferences.ts';
import {PreferenceEntries} from './preferencesJson.ts';
import {type Options, type Reading, readingOf} from './reading.ts';
import {megabytes, Refusal, RowProblems} from './rows.ts';

/** The share of a row group's time that goes into unpacking. */
const UNPACKING = 0.7;

/** Problems of the file are returned, not thrown. */
export async function readParquet(name: string, bytes: Uint8Array, {leaveOut, progress}: Options): Promise<Reading> {
  const problems = new RowProblems();
  const pairs = new PreferenceEntries(name, problems);
  try {
    await readRows(name, bytes, pairs, progress);
  } catch (error) {
    const sentence =
      error instanceof Refusal
        ? error.message
        : `${name} could not be read as parquet: ${error instanceof Error ? error.message : String(error)}. Save it again, packed with Snappy, zstd, gzip or not at all.`;
    return {ok: false, sentence, problems: [], canLeaveOut: 0};
  }
  return readingOf(name, leaveOut, () => pairs.table(), problems);
}

async function readRows(
  name: string,
  bytes: Uint8Array,
  pairs: PreferenceEntries,
  progress: (done: number) => void,
): Promise<void> {
  const file = {
    byteLength: bytes.length,
    slice: (start: number, end?: number) => bytes.slice(start, end).buffer as ArrayBuffer,
  };
  const metadata = await parquetMetadataAsync(file);
  const columns = columnsOf(name, metadata);
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const count = Number(group.num_rows);
    const rowEnd = rowStart + count;
    const done = (part: number) => progress((rowStart + part * count) / rows);
    let unpacked = 0;
    const onPage = (page: {rowStart: number; rowEnd: number}) => {
      unpacked += (page.rowEnd - page.rowStart) / columns.length;
      done(UNPACKING * Math.min(1, unpacked / count));
    };
    const entries = await parquetReadObjects({file, metadata, columns, rowStart, rowEnd, compressors, onPage});
    for (const [i, entry] of entries.entries()) {
      if (i % 1024 === 0) done(UNPACKING + ((1 - UNPACKING) * i) / count);
      pairs.take(entry);
    }
    rowStart = rowEnd;
  }
}

/** The columns of the file that are read. */
function columnsOf(name: string, metadata: FileMetaData): string[] {
  const columns = parquetSchema(metadata).children.map(({element}) => element.name);
  if (!arePreferences(columns)) {
    throw new Refusal(
      `${name} has the columns ${named(columns)}; of parquet files the lab reads preference pairs: chosen and rejected, or response_a, response_b and preference.`,
    );
  }
  const read = columns.filter((column) => COLUMNS.includes(column));
  const chunks = metadata.row_groups.flatMap((group) => group.columns.map(({meta_data}) => meta_data));
  const size = chunks
    .filter((chunk) => chunk && read.includes(chunk.path_in_schema[0]))
    .reduce((sum, chunk) => sum + Number(chunk!.total_uncompressed_size), 0);
  if (size > MOST_UNPACKED) {
    throw new Refusal(
      `${name} holds ${megabytes(size)} of texts when it is unpacked; the lab takes ${megabytes(MOST_UNPACKED)}.`,
    );
  }
  return read;
}
