/** A file in pieces, unpacked where it is packed, so that a limit acts before the rest is unpacked. */
import {Gunzip} from 'fflate';
import {MEGA, megabytes, Refusal} from './rows.ts';

/** The most bytes that a compressed file may unpack to. */
export const MOST_UNPACKED = 400 * MEGA;

/** A piece of a file that is not packed. */
const PLAIN = MEGA;
/** A piece that is unpacked at once. Deflate packs at most 1,032 times, so it gives at most 8.1 MB. */
const PACKED = 8 * 1024;
/** So many bytes tell what a file is. */
const TELLING = 16;

/** What a file holds. */
export interface Content {
  /** Its first bytes. */
  head: Uint8Array;
  /** All of it, in pieces. Can be read once. */
  pieces: Iterable<Uint8Array>;
  /** All of it. Instead of `pieces`. */
  whole(): Uint8Array;
}

/** `progress` is told from 0 to 1 how much was taken. */
export function contentOf(name: string, bytes: Uint8Array, progress: (done: number) => void): Content {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b)
    return {head: bytes.subarray(0, TELLING), pieces: plain(bytes, progress), whole: () => bytes};
  const unpacking = unpacked(name, bytes, progress);
  const first: Uint8Array[] = [];
  while (sizeOf(first) < TELLING) {
    const {value} = unpacking.next();
    if (!value) break;
    first.push(value);
  }
  const pieces = follow(first, unpacking);
  return {head: joined(first).slice(0, TELLING), pieces, whole: () => joined([...pieces])};
}

function* plain(bytes: Uint8Array, progress: (done: number) => void): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PLAIN) {
    yield bytes.subarray(at, at + PLAIN);
    progress(Math.min(1, (at + PLAIN) / bytes.length));
  }
}

function* follow(first: Uint8Array[], rest: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield* first;
  first.length = 0;
  yield* rest;
}

/** What gzip packed, also in several members. */
function* unpacked(name: string, bytes: Uint8Array, progress: (done: number) => void): Generator<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  let whole = false;
  const gunzip = new Gunzip((part, final) => {
    if (part.length > 0) parts.push(part);
    whole ||= final;
  });
  for (let at = 0; at < bytes.length; at += PACKED) {
    const last = at + PACKED >= bytes.length;
    try {
      gunzip.push(bytes.subarray(at, at + PACKED), last);
    } catch {
      throw damaged(name);
    }
    if (last && !whole) throw damaged(name);
    size += sizeOf(parts);
    if (size > MOST_UNPACKED) {
      throw new Refusal(
        `${name} holds more than ${megabytes(MOST_UNPACKED)} when it is unpacked, which is what the lab takes.`,
      );
    }
    yield* parts;
    parts.length = 0;
    progress(Math.min(1, (at + PACKED) / bytes.length));
  }
}

const damaged = (name: string) => new Refusal(`${name} is damaged: it cannot be unpacked. Pack it again with gzip.`);

const sizeOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, {length}) => sum + length, 0);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(sizeOf(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
