// @ts-check
import {gunzipSync} from 'node:zlib';

const BLOCK = 512;
const REGULAR_FILE = '0';

/**
 * Reads a gzipped tarball (the ustar format, as npm writes it) without a tar program, which not every machine has.
 * A file is a header block followed by its bytes, padded to whole blocks; the archive ends with an empty block.
 *
 * @param {Uint8Array} gzipped
 * @returns {Map<string, Uint8Array>} the regular files by path
 */
export function readTarball(gzipped) {
  const archive = gunzipSync(gzipped);
  const files = new Map();
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + BLOCK);
    const size = Number.parseInt(field(header, 124, 12), 8);
    const start = at + BLOCK;
    if (field(header, 156, 1) === REGULAR_FILE) {
      const folder = field(header, 345, 155);
      const name = field(header, 0, 100);
      files.set(folder ? `${folder}/${name}` : name, archive.subarray(start, start + size));
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

/**
 * @param {Buffer} header
 * @param {number} start
 * @param {number} length
 */
function field(header, start, length) {
  const text = header.toString('utf8', start, start + length);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
