import {fork, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, renameSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {isNewer} from './build.mjs';
import {root} from './setup.mjs';

/** What the command line is built from. */
const SOURCES = [
  ...['package-lock.json', 'tsconfig.json', 'vite.cli.config.ts', 'scripts/cli.mjs', 'scripts/digest.mjs'],
  ...['src', 'public/data'],
];

/** The built command line, and the packages that it installs when they are wanted. */
const CACHE = 'node_modules/.cache/contrastive-lab';
export const cliFolder = join(root, CACHE, 'cli');
const ENTRY = join(CACHE, 'cli/main.mjs');

/** Dawn for Node. Never one of package.json's: it is 100 MB, and most machines do not need it. */
const WEBGPU = 'webgpu@0.6.2';

/** The module of the command line, built anew when a source has changed since. */
export async function openCli() {
  if (!isNewer(ENTRY, SOURCES)) await buildCli();
  return builtCli();
}

/** The module as it was built last. */
export const builtCli = () => import(new URL(`../${ENTRY}`, import.meta.url).href);

/** Starts a process that trains for a study, with what was built last. */
export const startTrainer = () =>
  // Standard output is for the results, which the process that has the study writes.
  fork(join(root, 'scripts/trainer.mjs'), {stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: []});

/** Another process may be running the last build, or building as well: what is built takes its place in one go. */
async function buildCli() {
  const {build} = await import('vite');
  const folder = `${cliFolder}-${process.pid}`;
  try {
    await build({root, configFile: join(root, 'vite.cli.config.ts'), build: {outDir: folder}});
    rmSync(cliFolder, {recursive: true, force: true});
    renameSync(folder, cliFolder);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** The npm package `webgpu`, installed into the cache when it is not there. */
export async function loadWebGPU() {
  const folder = join(root, CACHE, 'webgpu');
  const require = createRequire(join(folder, 'package.json'));
  const [name] = WEBGPU.split('@');
  if (!existsSync(join(folder, 'node_modules', name))) install(folder);
  try {
    return await import(require.resolve(name));
  } catch (error) {
    throw new Error(`The package ${name} does not work on this machine: ${error.message.split('\n')[0]}.`);
  }
}

function install(folder) {
  mkdirSync(folder, {recursive: true});
  process.stderr.write(`Installing the npm package ${WEBGPU} ...\n`);
  const command = `npm install --no-save --no-audit --no-fund --prefix "${folder}" ${WEBGPU}`;
  // Through a shell because npm is a .cmd file on Windows; standard output is for results.
  const {status} = spawnSync(command, {cwd: folder, shell: true, stdio: ['ignore', 'ignore', 'ignore']});
  if (status !== 0) {
    throw new Error(`The npm package ${WEBGPU} could not be installed; leave --backend out to train on wasm.`);
  }
}
