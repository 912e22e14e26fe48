/**
 * Preference pairs from a parquet file, one row group after another, so that no more than one of them is unpacked at once.
 * Its libraries are loaded with this module, when such a file is chosen.
 */
import {
  type ColumnMetaData,
  type FileMetaData,
  parquetMetadata,
  parquetReadObjects,
  parquetSchema,
  type RowGroup,
} from 'hyparquet';
import {deserializeTCompactProtocol} from 'hyparquet/src/thrift.js';
import {compressors} from 'hyparquet-compressors';
import {checkPages} from './parquetPages.ts';
import {MOST_UNPACKED} from './pieces.ts';
import {arePreferences, COLUMNS} from './preferences.ts';
import {PreferenceEntries} from './preferencesJson.ts';
import {type Options, type Reading, readingOf, refusalOf} from './reading.ts';
import {counted, limitRows, listed, MEGA, megabytes, Refusal, RowProblems} from './rows.ts';

/** The most bytes of what stands at the end of a file about all of it. */
const MOST_OF_FOOTER = 4 * MEGA;
/** The most columns, those within lists and objects included. */
const MOST_ELEMENTS = 500;
/** The share of a row group's time that goes into unpacking. */
const UNPACKING = 0.7;

/** Problems of the file are returned, not thrown. */
export async function readParquet(name: string, bytes: Uint8Array, {leaveOut, progress}: Options): Promise<Reading> {
  const problems = new RowProblems();
  const pairs = new PreferenceEntries(name, problems);
  try {
    await readRows(name, bytes, pairs, progress);
  } catch (error) {
    return refusalOf(error);
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
  const metadata = metadataOf(name, bytes);
  const columns = columnsOf(name, metadata);
  const rows = rowsOf(name, metadata);
  let rowStart = 0;
  for (const [i, group] of metadata.row_groups.entries()) {
    checkGroup(name, bytes, metadata, group, columns, i);
    const count = Number(group.num_rows);
    const rowEnd = rowStart + count;
    const done = (part: number) => progress((rowStart + part * count) / rows);
    let unpacked = 0;
    const onPage = (page: {rowStart: number; rowEnd: number}) => {
      unpacked += (page.rowEnd - page.rowStart) / columns.length;
      done(UNPACKING * Math.min(1, unpacked / count));
    };
    const reading = parquetReadObjects({file, metadata, columns, rowStart, rowEnd, compressors, onPage});
    const entries = await reading.catch(() => {
      throw damaged(name, `the rows from ${rowStart + 1} to ${rowEnd} cannot be read`);
    });
    for (const [k, entry] of entries.entries()) {
      if (k % 1024 === 0) done(UNPACKING + ((1 - UNPACKING) * k) / count);
      pairs.take(entry);
    }
    rowStart = rowEnd;
  }
}

const damaged = (name: string, what: string) =>
  new Refusal(`${name} is damaged: ${what}. Save it again as parquet, packed with Snappy, zstd, gzip or not at all.`);

/** What stands at the end of the file about all of it. */
function metadataOf(name: string, bytes: Uint8Array): FileMetaData {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 8;
  if (end < 4 || view.getUint32(end + 4, true) !== MAGIC) throw damaged(name, 'its end is missing');
  const length = view.getUint32(end, true);
  if (length > end) throw damaged(name, 'the part that says what it holds is cut off');
  if (length > MOST_OF_FOOTER)
    throw new Refusal(
      `${name} takes ${megabytes(length)} to say what it holds, and may take ${megabytes(MOST_OF_FOOTER)}; save it in larger groups of rows.`,
    );
  const footer = bytes.slice(end - length).buffer as ArrayBuffer;
  let elements: unknown;
  try {
    elements = deserializeTCompactProtocol({view: new DataView(footer), offset: 0}).field_2;
    if (Array.isArray(elements) && elements.length <= MOST_ELEMENTS)
      return sound(parquetMetadata(footer, {geoparquet: false}));
  } catch {
    elements = undefined;
  }
  if (Array.isArray(elements))
    throw new Refusal(`${name} has ${counted(elements.length, 'column')}; it may have ${MOST_ELEMENTS}.`);
  throw damaged(name, 'the part that says what it holds cannot be read');
}

/** "PAR1" */
const MAGIC = 0x31524150;

/** Throws where something is missing that is always there. */
function sound(metadata: FileMetaData): FileMetaData {
  const columns = new Set(parquetSchema(metadata).children.map(({element}) => element.name));
  for (const {num_rows, columns: chunks} of metadata.row_groups) {
    if (typeof num_rows !== 'bigint' || chunks.length > MOST_ELEMENTS) throw new Error();
    for (const {meta_data} of chunks) if (!columns.has(meta_data!.path_in_schema[0])) throw new Error();
  }
  return metadata;
}

/** The number of rows of all groups. */
function rowsOf(name: string, {row_groups}: FileMetaData): number {
  let rows = 0;
  for (const {num_rows} of row_groups) {
    if (num_rows < 0n) throw damaged(name, 'it says that it has fewer than no rows');
    rows += Number(num_rows);
    limitRows(name, rows);
  }
  return rows;
}

/** Throws where a column of a group of rows that is read does not hold what it promises. */
function checkGroup(
  name: string,
  bytes: Uint8Array,
  metadata: FileMetaData,
  group: RowGroup,
  columns: readonly string[],
  place: number,
): void {
  const schema = parquetSchema(metadata);
  const chunks = group.columns.map(({meta_data}) => meta_data as ColumnMetaData);
  for (const chunk of chunks.filter(({path_in_schema}) => columns.includes(path_in_schema[0]))) {
    try {
      checkPages(bytes, chunk, schema, compressors);
    } catch {
      throw damaged(name, `the column ${chunk.path_in_schema[0]} cannot be read in group ${place + 1} of its rows`);
    }
  }
  const missing = columns.find((column) => !chunks.some(({path_in_schema}) => path_in_schema[0] === column));
  if (missing) throw damaged(name, `the column ${missing} is missing in group ${place + 1} of its rows`);
}

/** The columns of the file that are read. */
function columnsOf(name: string, metadata: FileMetaData): string[] {
  const columns = parquetSchema(metadata).children.map(({element}) => element.name);
  if (!arePreferences(columns)) {
    throw new Refusal(
      `${name} has the columns ${listed(columns)}; of parquet files the lab reads preference pairs: chosen and rejected, or response_a, response_b and preference.`,
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
