/** What is packed in an address, unpacked. */
import {inflateSync, strToU8} from 'fflate';

/** Throws where the bytes are no deflated data, or hold more than `most` bytes. */
export function inflated(bytes: Uint8Array, most: number, dictionary: string): Uint8Array {
  // fflate would give all the room that it was given, as zeros.
  if (bytes.length === 0) throw new RangeError('Nothing is packed.');
  return inflateSync(bytes, {out: new Uint8Array(most), dictionary: strToU8(dictionary)});
}
