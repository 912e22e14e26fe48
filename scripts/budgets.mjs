import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {parseSync, Visitor} from 'vite';
import {root} from './setup.mjs';

/** The budgets in kB of 1,000 bytes, gzipped as a static host sends them. */
const BUDGETS = {page: 200, worker: 340};

const dist = join(root, 'dist');
const assets = readdirSync(join(dist, 'assets'));
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

const problems = [];

/** The emitted scripts that a piece of code names. */
const scriptsIn = (text) => (text.match(/[\w.-]+\.js/g) ?? []).filter((name) => assets.includes(name));

const known = new Map();

/**
 * The scripts that an emitted script loads at once, those that it loads later, and its workers, which the manifest
 * omits.
 */
function linksOf(name) {
  const links = known.get(name) ?? readLinks(name);
  known.set(name, links);
  return links;
}

function readLinks(name) {
  const code = readFileSync(join(dist, 'assets', name), 'utf8');
  const links = {now: [], later: [], workers: []};
  const add = (kind, node) => node && links[kind].push(...scriptsIn(code.slice(node.start, node.end)));
  new Visitor({
    ImportDeclaration: ({source}) => add('now', source),
    ExportNamedDeclaration: ({source}) => add('now', source),
    ExportAllDeclaration: ({source}) => add('now', source),
    ImportExpression: ({source}) => add('later', source),
    NewExpression: (node) => node.callee.name === 'Worker' && add('workers', node),
  }).visit(parseSync(name, code).program);
  return links;
}

/** All scripts reached from `names` over the given kinds of links. */
function reach(names, kinds) {
  const reached = new Set(names);
  for (const name of reached) for (const kind of kinds) for (const next of linksOf(name)[kind]) reached.add(next);
  return [...reached];
}

const required = (what, found) => {
  if (found.length === 0) problems.push(`There is no ${what} among the built files.`);
  return found;
};

function pageFiles() {
  const entries = Object.values(manifest).filter(({isEntry}) => isEntry);
  const chunks = new Set(entries);
  for (const chunk of chunks) for (const key of chunk.imports ?? []) chunks.add(manifest[key]);
  const files = [...chunks].flatMap(({file, css = []}) => [file, ...css]);
  return required('entry of the page', [...new Set(files.map((file) => basename(file)))]);
}

function workerFiles(entry) {
  // Scripts that the page loads later start workers that the first movement does not need.
  const page = reach(
    entry.filter((name) => name.endsWith('.js')),
    ['now'],
  );
  const workers = required('worker that the page starts', [...new Set(page.flatMap((name) => linksOf(name).workers))]);
  const parts = reach(workers, ['now', 'later']);
  // That of WebAssembly is part of the worker's own script; this one is loaded when it is wanted.
  const webgpu = required(
    'chunk of the WebGPU backend',
    parts.filter((name) => name.startsWith('webgpu-')),
  );
  const binary = required(
    'SIMD binary of the wasm backend',
    assets.filter((name) => /^tfjs-backend-wasm-simd-.*\.wasm$/.test(name)),
  );
  const kernels = required(
    "binary of the lab's own kernels",
    assets.filter((name) => /^simd-.*\.wasm$/.test(name)),
  );
  return [...reach([...workers, ...webgpu], ['now']), ...binary, ...kernels];
}

const size = (name) => gzipSync(readFileSync(join(dist, 'assets', name)), {level: 9}).length / 1000;

const page = pageFiles();
for (const [part, files] of Object.entries({page, worker: workerFiles(page)})) {
  const sizes = files.map((file) => ({file, 'kB gzipped': Number(size(file).toFixed(1))}));
  const total = sizes.reduce((sum, row) => sum + row['kB gzipped'], 0);
  console.table(sizes);
  console.log(`The ${part}: ${total.toFixed(1)} kB of ${BUDGETS[part]} kB.\n`);
  if (total > BUDGETS[part]) problems.push(`The ${part} is larger than its budget.`);
}

for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
