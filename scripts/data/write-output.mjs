// @ts-check
import {mkdirSync, writeFileSync} from 'node:fs';
import {basename, dirname} from 'node:path';

/**
 * Writes one file of the output, making its folder, and says so.
 *
 * @param {string} path
 * @param {string | Uint8Array} data
 */
export function writeOutput(path, data) {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, data);
  console.log(`  ${basename(path)}  ${Buffer.byteLength(data).toLocaleString('en')} bytes`);
}
