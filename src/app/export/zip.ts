import {Zip, ZipPassThrough} from 'fflate';

/** Bytes that are read at a time: the page stays quick. */
const PIECE = 4 * 2 ** 20;

/** Files as a zip, stored as they are: numbers hardly shrink, and NumPy maps what is stored. */
export async function zipOf(files: Readonly<Record<string, Uint8Array>>): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part as Uint8Array<ArrayBuffer>);
  });
  for (const [name, bytes] of Object.entries(files)) {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    for (let at = 0; at < bytes.length; at += PIECE) {
      entry.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  zip.end();
  return new Blob(parts, {type: 'application/zip'});
}
