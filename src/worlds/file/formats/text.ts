/** The text of a file, piece by piece, and its lines. */
import {limitRow, limitRows, Refusal} from './rows.ts';

const NEWLINE = 0x0a;

/** Decodes UTF-8; a piece may end within a character. A byte order mark is left out. */
export function* textOf(name: string, pieces: Iterable<Uint8Array>): Generator<string> {
  let rest: Uint8Array = new Uint8Array();
  let lines = 0;
  let begun = false;
  for (const piece of pieces) {
    const bytes = rest.length > 0 ? withRest(rest, piece) : piece;
    const end = bytes.length - unfinished(bytes);
    const text = decoded(name, bytes.subarray(0, end), lines);
    rest = bytes.slice(end);
    lines += count(text);
    if (text !== '') yield begun ? text : text.replace(/^\uFEFF/, '');
    begun ||= text !== '';
  }
  if (rest.length > 0) decoded(name, rest, lines);
}

/** Each line without its end and surrounding space, numbered from 1; a text that ends with a line's end has no line after it. */
export function* linesOf(name: string, texts: Iterable<string>): Generator<{row: number; line: string}> {
  let row = 1;
  let begun = '';
  for (const text of texts) {
    let at = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      const line = begun + text.slice(at, end);
      limitRow(name, row, line.length, TO_LINES);
      yield {row, line: line.trim()};
      limitRows(name, ++row);
      begun = '';
      at = end + 1;
    }
    begun += text.slice(at);
    limitRow(name, row, begun.length, TO_LINES);
  }
  if (begun !== '') yield {row, line: begun.trim()};
}

const TO_LINES = '; each line must be an object of its own';

function withRest(rest: Uint8Array, piece: Uint8Array): Uint8Array {
  const both = new Uint8Array(rest.length + piece.length);
  both.set(rest);
  both.set(piece, rest.length);
  return both;
}

/** How many bytes at the end begin a character that is not complete. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

const strict = () => new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** `lines` lines end before these bytes. */
function decoded(name: string, bytes: Uint8Array, lines: number): string {
  try {
    return strict().decode(bytes);
  } catch {
    throw new Refusal(
      `${name} is not text in UTF-8 (see row ${lines + firstBadRow(bytes)}); save it again with that encoding.`,
    );
  }
}

/** The first line, from 1, that is not UTF-8. */
function firstBadRow(bytes: Uint8Array): number {
  let row = 1;
  for (let at = 0; at < bytes.length; row++) {
    const end = bytes.indexOf(NEWLINE, at);
    const next = end < 0 ? bytes.length : end + 1;
    try {
      strict().decode(bytes.subarray(at, next));
    } catch {
      break;
    }
    at = next;
  }
  return row;
}

function count(text: string): number {
  let ends = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends++;
  return ends;
}
