/** A file of the reader's own, from its bytes to data that can be trained on, or to sentences that say what is wrong. */
import {readCsv} from './csv.ts';
import {readJsonl} from './jsonl.ts';
import {isNpy, readNpy} from './npy.ts';
import {type Content, contentOf} from './pieces.ts';
import {readPreferenceJson} from './preferencesJson.ts';
import {type Options, type Reading, readingOf, refusalOf} from './reading.ts';
import {MEGA, megabytes, Refusal, type RowProblems} from './rows.ts';
import {textOf} from './text.ts';

/** The most bytes of a file. */
const MOST_BYTES = 100 * MEGA;
/** What stands in place of a file where a server sends a page about it. */
const WEB_PAGE = /^\s*<(!doctype|html|head)/i;
/** So many characters of a file's name stand in a sentence. */
const SHOWN = 60;

/** What is wrong with a file of this size, before any of it is loaded. */
export const tooLarge = (name: string, bytes: number): string | undefined =>
  bytes > MOST_BYTES ? `${name} has ${megabytes(bytes)}; it may have ${MOST_BYTES / MEGA}.` : undefined;

/** The first bytes of a parquet file. */
const isParquet = (bytes: Uint8Array): boolean =>
  [...bytes.subarray(0, 4)].map((byte) => String.fromCharCode(byte)).join('') === 'PAR1';

/** Reads a file of any kind. Problems of the file are returned, not thrown. */
export async function readAnyFile(name: string, packed: Uint8Array, options: Options): Promise<Reading> {
  const shown = shownName(name);
  try {
    const content = opened(shown, packed, options.progress);
    if (!isParquet(content.head)) return read(shown, content, options);
    const {readParquet} = await import('./parquet.ts');
    return await readParquet(shown, content.whole(), options);
  } catch (error) {
    return refusalOf(error);
  }
}

/** The same without waiting, for every kind but parquet. */
export function readFile(name: string, packed: Uint8Array, options: Options): Reading {
  const shown = shownName(name);
  try {
    return read(shown, opened(shown, packed, options.progress), options);
  } catch (error) {
    return refusalOf(error);
  }
}

/** The end of a long name, where its kind stands. */
function shownName(name: string): string {
  const plain = name.replace(/\p{C}/gu, '');
  return plain.length > SHOWN ? `…${plain.slice(1 - SHOWN)}` : plain;
}

function opened(name: string, packed: Uint8Array, progress: (done: number) => void): Content {
  if (packed.length === 0) throw new Refusal(`${name} is empty.`);
  const large = tooLarge(name, packed.length);
  if (large) throw new Refusal(large);
  return contentOf(name, packed, progress);
}

const read = (name: string, content: Content, {leaveOut, progress}: Options): Reading =>
  readingOf(name, leaveOut, (problems) => tableOf(name, content, problems, progress));

function tableOf(name: string, content: Content, problems: RowProblems, progress: (done: number) => void) {
  const ending = /\.([a-z0-9]+)$/i.exec(name.replace(/\.gz$/i, ''))?.[1].toLowerCase();
  if (ending === 'npy' || isNpy(content.head))
    return {data: readNpy(name, content.whole(), problems, progress), notes: []};
  if (WEB_PAGE.test(String.fromCharCode(...content.head)))
    throw new Refusal(`${name} is a web page; download the file that the page is about, then choose that.`);
  const texts = textOf(name, content.pieces);
  switch (ending) {
    case 'csv':
    case 'tsv':
    case 'txt':
      return readCsv(name, texts, problems);
    case 'jsonl':
    case 'ndjson':
      return readJsonl(name, texts, problems);
    case 'json': {
      const table = readPreferenceJson(name, texts, problems);
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
