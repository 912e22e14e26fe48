/** A file of the reader's own, from its bytes to data that can be trained on, or to sentences that say what is wrong. */
import {Gunzip} from 'fflate';
import {readCsv} from './csv.ts';
import {readJsonl} from './jsonl.ts';
import {isNpy, readNpy} from './npy.ts';
import {readPreferenceJson} from './preferencesJson.ts';
import {MOST_UNPACKED, type Options, type Reading, readingOf, refusalOf} from './reading.ts';
import {counted, MEGA, megabytes, Refusal, type RowProblems} from './rows.ts';

/** The most bytes of a file. */
const MOST_BYTES = 100 * MEGA;
const NEWLINE = 0x0a;
/** The most numbers of a row. */
const MOST_COLUMNS = 8192;

/** What is wrong with a file of this size, before any of it is loaded. */
export const tooLarge = (name: string, bytes: number): string | undefined =>
  bytes > MOST_BYTES ? `${name} has ${megabytes(bytes)}; it may have ${MOST_BYTES / MEGA}.` : undefined;

/** The first bytes of a parquet file. */
const isParquet = (bytes: Uint8Array): boolean =>
  [...bytes.subarray(0, 4)].map((byte) => String.fromCharCode(byte)).join('') === 'PAR1';

/** Reads a file of any kind. Problems of the file are returned, not thrown. */
export async function readAnyFile(name: string, packed: Uint8Array, options: Options): Promise<Reading> {
  let bytes: Uint8Array;
  try {
    bytes = plainBytes(name, packed);
  } catch (error) {
    return refusalOf(error);
  }
  if (isParquet(bytes)) return (await import('./parquet.ts')).readParquet(name, bytes, options);
  return readingOf(name, options.leaveOut, (problems) => tableOf(name, bytes, problems, options.progress));
}

/** The same without waiting, for every kind but parquet. */
export function readFile(name: string, packed: Uint8Array, {leaveOut, progress}: Options): Reading {
  return readingOf(name, leaveOut, (problems) => tableOf(name, plainBytes(name, packed), problems, progress));
}

/** The bytes of a file, unpacked where it is packed. */
function plainBytes(name: string, packed: Uint8Array): Uint8Array {
  if (packed.length === 0) throw new Refusal(`${name} is empty.`);
  const large = tooLarge(name, packed.length);
  if (large) throw new Refusal(large);
  return packed[0] === 0x1f && packed[1] === 0x8b ? unpacked(name, packed) : packed;
}

function tableOf(name: string, bytes: Uint8Array, problems: RowProblems, progress: (done: number) => void) {
  const ending = /\.([a-z0-9]+)$/i.exec(name.replace(/\.gz$/i, ''))?.[1].toLowerCase();
  const table = readAs(ending, name, bytes, problems, progress);
  if (table.data.holds === 'vectors' && table.data.columns > MOST_COLUMNS) {
    throw new Refusal(
      `${name} has ${counted(table.data.columns, 'column')}; it may have ${MOST_COLUMNS.toLocaleString('en-GB')}.`,
    );
  }
  return table;
}

function readAs(
  ending: string | undefined,
  name: string,
  bytes: Uint8Array,
  problems: RowProblems,
  progress: (done: number) => void,
) {
  if (ending === 'npy' || isNpy(bytes)) return {data: readNpy(name, bytes, problems, progress), notes: []};
  switch (ending) {
    case 'csv':
    case 'tsv':
    case 'txt':
      return readCsv(name, textOf(name, bytes), problems, progress);
    case 'jsonl':
    case 'ndjson':
      return readJsonl(name, textOf(name, bytes), problems, progress);
    case 'json': {
      const table = readPreferenceJson(name, textOf(name, bytes), problems, progress);
      if (table) return table;
      throw new Refusal(
        `${name} is one piece of JSON; the lab reads a JSON object on each line, in a file that ends with .jsonl. Only preference pairs may be a JSON list.`,
      );
    }
    default:
      throw new Refusal(
        `${name} is of a kind that the lab does not read; it reads .npy, .csv, .tsv and .jsonl, each also packed as .gz, and preference pairs as .json and .parquet.`,
      );
  }
}

function textOf(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    throw new Refusal(
      `${name} is not text in UTF-8 (see row ${firstBadRow(bytes)}); save it again with that encoding.`,
    );
  }
}

/** The first line, from 1, that is not UTF-8. */
function firstBadRow(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', {fatal: true});
  let row = 1;
  for (let at = 0; at < bytes.length; row++) {
    const end = bytes.indexOf(NEWLINE, at);
    const next = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(at, next));
    } catch {
      break;
    }
    at = next;
  }
  return row;
}

function unpacked(name: string, bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  let whole = false;
  const gunzip = new Gunzip((part, final) => {
    parts.push(part);
    size += part.length;
    whole ||= final;
    if (size > MOST_UNPACKED) {
      throw new Refusal(
        `${name} holds more than ${megabytes(MOST_UNPACKED)} when it is unpacked, which is what the lab takes.`,
      );
    }
  });
  try {
    for (let at = 0; at < bytes.length; at += MEGA)
      gunzip.push(bytes.subarray(at, at + MEGA), at + MEGA >= bytes.length);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    whole = false;
  }
  if (!whole) throw new Refusal(`${name} is damaged: it cannot be unpacked. Pack it again with gzip.`);
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
