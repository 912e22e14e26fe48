/** A file of the reader's own, from its bytes to data that can be trained on, or to sentences that say what is wrong. */
import {Gunzip} from 'fflate';
import type {OwnData} from '../../engine/own.ts';
import {type ReadTable, readCsv} from './csv.ts';
import {readJsonl} from './jsonl.ts';
import {isNpy, readNpy} from './npy.ts';
import {readPreferenceJson} from './preferencesJson.ts';
import {counted, FEWEST_ROWS, Refusal, type RowProblem, RowProblems} from './rows.ts';

const MEGA = 1024 * 1024;
/** Bytes of a file, and of what a packed one may hold. */
const MOST_BYTES = 100 * MEGA;
const MOST_UNPACKED = 400 * MEGA;
/** Numbers of a row. */
const MOST_COLUMNS = 8192;

export type Reading =
  | {ok: true; data: OwnData; leftOut: number; notes: string[]}
  | {
      ok: false;
      /** What is wrong with the whole of it. */
      sentence: string;
      problems: RowProblem[];
      /** Rows that can be left out so that the rest can be used; 0 where that does not help. */
      canLeaveOut: number;
    };

export interface Options {
  /** The reader wants what is sound, without the rows that are not. */
  leaveOut: boolean;
  /** From 0 to 1. */
  progress(done: number): void;
}

/** What is wrong with a file of so many bytes, before any of it is loaded. */
export const tooLarge = (name: string, bytes: number): string | undefined =>
  bytes > MOST_BYTES ? `${name} has ${Math.ceil(bytes / MEGA)} MB; it may have ${MOST_BYTES / MEGA}.` : undefined;

/** A parquet file begins so. It is read by `readParquet`, in its own time. */
export const isParquet = (bytes: Uint8Array): boolean =>
  [...bytes.subarray(0, 4)].map((byte) => String.fromCharCode(byte)).join('') === 'PAR1';

/** Never throws for what is wrong with a file. */
export function readFile(name: string, bytes: Uint8Array, {leaveOut, progress}: Options): Reading {
  return readingOf(name, leaveOut, (problems) => tableOf(name, bytes, problems, progress));
}

/** What a file comes to: its rows are sound, or may be left out, and there are enough. */
export function readingOf(name: string, leaveOut: boolean, read: (problems: RowProblems) => ReadTable): Reading {
  const problems = new RowProblems();
  try {
    const {data, notes} = read(problems);
    const bad = problems.count;
    const enough = data.rows >= FEWEST_ROWS;
    if (bad > 0 && !(leaveOut && enough)) {
      const sentence = `${name} has ${counted(bad, 'row')} that cannot be used${enough ? '' : ` and ${data.rows} that can; at least ${FEWEST_ROWS} are needed`}.`;
      return {ok: false, sentence, problems: problems.told, canLeaveOut: enough ? bad : 0};
    }
    if (!enough) throw new Refusal(`${name} has ${counted(data.rows, 'row')}; it must have at least ${FEWEST_ROWS}.`);
    return {ok: true, data, leftOut: bad, notes};
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {ok: false, sentence: error.message, problems: [], canLeaveOut: 0};
  }
}

function tableOf(name: string, packed: Uint8Array, problems: RowProblems, progress: (done: number) => void) {
  if (packed.length === 0) throw new Refusal(`${name} is empty.`);
  const large = tooLarge(name, packed.length);
  if (large) throw new Refusal(large);
  const isPacked = packed[0] === 0x1f && packed[1] === 0x8b;
  const bytes = isPacked ? unpacked(name, packed) : packed;
  const ending = /\.([a-z0-9]+)$/i.exec(isPacked ? name.replace(/\.gz$/i, '') : name)?.[1].toLowerCase();
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
    throw new Refusal(`${name} is not text in UTF-8; save it again with that encoding.`);
  }
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
        `${name} holds more than ${MOST_UNPACKED / MEGA} MB when it is unpacked, which is what the lab takes.`,
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
