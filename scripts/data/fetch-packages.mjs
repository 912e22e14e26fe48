// @ts-check
import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {packageEntries} from './packages.mjs';
import {readTarball} from './tarball.mjs';

/** @typedef {import('./packages.mjs').Package} Package */
/** @typedef {import('./packages.mjs').PackageKey} PackageKey */

/**
 * The files of one package by their path inside it, as in `file('LICENSE')`.
 * @typedef {object} Contents
 * @property {(path: string) => Uint8Array} file
 * @property {(path: string) => string} text
 * @property {(path: string) => any} json
 */

/** @typedef {Record<PackageKey, Contents>} Packages */

const run = promisify(execFile);

/**
 * Downloads and checks every package of the table. They are read from memory and never installed: together they unpack
 * to more than 100 MB, of which a few files are wanted.
 *
 * @param {string} temporary a folder for the tarballs
 * @returns {Promise<Packages>}
 */
export async function fetchPackages(temporary) {
  /** @type {Partial<Packages>} */
  const packages = {};
  for (const [key, wanted] of packageEntries) {
    const tarball = await download(wanted, join(temporary, key));
    verify(wanted, tarball);
    packages[key] = contents(wanted, readTarball(tarball));
    console.log(`  ${wanted.name}@${wanted.version}  ${tarball.length.toLocaleString('en')} bytes`);
  }
  return /** @type {Packages} */ (packages);
}

/**
 * @param {Package} wanted
 * @param {string} folder made here and used for this package alone: how npm names the file of a scoped package has
 *   changed between versions, so the only tarball in the folder is taken, whatever its name
 */
async function download({name, version}, folder) {
  mkdirSync(folder);
  await run('npm', ['pack', `${name}@${version}`, '--loglevel=error', '--ignore-scripts'], {
    cwd: folder, // where npm puts the tarball
    shell: process.platform === 'win32', // npm is a .cmd file there, which needs a shell
  });
  const [file] = readdirSync(folder);
  if (!file) throw new Error(`${name}@${version}: npm pack left no tarball in ${folder}`);
  return readFileSync(join(folder, file));
}

/**
 * @param {Package} wanted
 * @param {Uint8Array} tarball
 */
function verify({name, version, sha256}, tarball) {
  const found = createHash('sha256').update(tarball).digest('hex');
  if (found !== sha256) {
    throw new Error(
      `${name}@${version}: the tarball is not the one this script was written for\n` +
        `  sha256 expected ${sha256}\n  sha256 found    ${found}`,
    );
  }
}

/**
 * @param {Package} wanted
 * @param {Map<string, Uint8Array>} files
 * @returns {Contents}
 */
function contents({name, version}, files) {
  /** @param {string} path */
  const file = (path) => {
    const bytes = files.get(`package/${path}`);
    if (!bytes) throw new Error(`${name}@${version} has no file ${path}`);
    return bytes;
  };
  /** @param {string} path */
  const text = (path) => new TextDecoder().decode(file(path));
  return {file, text, json: (path) => JSON.parse(text(path))};
}
