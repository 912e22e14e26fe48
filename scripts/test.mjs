import {spawn} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {stripVTControlCharacters} from 'node:util';
import {buildPage, isBuilt} from './build.mjs';
import {ensureChromium} from './chromium.mjs';
import {ensureFirefox} from './firefox.mjs';
import {root, setUp} from './setup.mjs';

const reports = mkdtempSync(join(tmpdir(), 'contrastive-lab-'));
const report = (name) => join(reports, `${name}.json`);

/** Files of tests, by the end of their names, that have a long form: those that import test/support/long.ts. */
const filesAtLength = (end) =>
  readdirSync(join(root, 'test'), {recursive: true})
    .filter(
      (name) =>
        name.endsWith(end) && /from '.*\/support\/long\.ts'/.test(readFileSync(join(root, 'test', name), 'utf8')),
    )
    .map((name) => `"${join('test', name)}"`)
    .join(' ');

const long = process.argv.includes('--long');

const counts = ({stats}) => [stats.expected + stats.flaky, stats.unexpected, stats.skipped];

// Each step is the npm script of its name, with these additions.
const ALL = [
  {name: 'lint'},
  {name: 'types'},
  {name: 'layers'},
  {name: 'knip'},
  {
    name: 'unit',
    files: '.test.ts',
    words: `--reporter=default --reporter=json --outputFile.json="${report('unit')}"`,
    count: ({numPassedTests, numFailedTests, numPendingTests}) => [numPassedTests, numFailedTests, numPendingTests],
  },
  {name: 'build'},
  {
    name: 'browser',
    files: '.e2e.ts',
    words: '--reporter=list,json',
    prepare: async () => ({PLAYWRIGHT_JSON_OUTPUT_FILE: report('browser'), CHROMIUM_PATH: await chromium}),
    count: counts,
    onBuild: true,
  },
  {
    name: 'firefox',
    onlyLong: true,
    words: '--reporter=list,json',
    missing: () =>
      !ensureFirefox() && 'there is no Firefox, and none could be installed: install one, or name it in FIREFOX_PATH.',
    // Its results are compared with those of Chromium.
    prepare: async () => ({PLAYWRIGHT_JSON_OUTPUT_FILE: report('firefox'), CHROMIUM_PATH: await chromium}),
    count: counts,
    onBuild: true,
  },
  {
    name: 'soak',
    onlyLong: true,
    words: '--minutes 10',
    prepare: async () => ({CHROMIUM_PATH: await chromium}),
    onBuild: true,
  },
  {name: 'budgets', onBuild: true},
];

/** With `--long`, at length: the tests that `npm test` shortens, and the build that they need. */
const STEPS = ALL.filter(({name, files, onlyLong}) => (long ? files || onlyLong || name === 'build' : !onlyLong));

/** The exit status, and everything the script printed that has not been shown yet. */
function runScript(name, words, environment) {
  const env = {...process.env, ...environment};
  return new Promise((resolve) => {
    const child = spawn(`npm run --silent ${name} -- ${words}`, {
      cwd: root,
      env,
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        // What takes an hour says how far it is, and what it has found if it is cut off.
        if (long) process.stdout.write(text);
        else output += text;
      });
    }
    child.on('close', (status) => resolve({ok: status === 0, output}));
  });
}

function counted({name, count}, ok) {
  if (!count) return {passed: ok ? 1 : 0, failed: ok ? 0 : 1};
  try {
    const [passed, failed, skipped] = count(JSON.parse(readFileSync(report(name), 'utf8')));
    // A file that does not load has no tests that could fail, and still the step did.
    return {passed, failed: ok ? failed : Math.max(failed, 1), skipped};
  } catch {
    return {passed: 0, failed: 1};
  }
}

async function attempt(step, broken) {
  if (step.onBuild && broken.has('build')) return {ok: false, output: 'Not run: the build failed.\n'};
  try {
    const missing = step.missing?.();
    if (missing) return {ok: true, skipped: true, output: `Skipped: ${missing}\n`};
    if (step.onBuild && !isBuilt()) await buildPage();
    const files = long && step.files ? filesAtLength(step.files) : '';
    const environment = {...(await step.prepare?.()), ...(long && {LONG: '1'})};
    return await runScript(step.name, `${step.words ?? ''} ${files}`, environment);
  } catch (error) {
    return {ok: false, output: `${error.message}\n`};
  }
}

function chosenSteps(words) {
  const at = words.indexOf('--only');
  if (at < 0) return STEPS;
  const names = (words[at + 1] ?? '').split(',');
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length === 0) return STEPS.filter((step) => names.includes(step.name));
  console.error(`--only takes some of ${STEPS.map((step) => step.name).join(',')}, not ${JSON.stringify(unknown[0])}.`);
  process.exit(1);
}

/** Seconds of processor time of all processes that have ended, so far; undefined where the system does not tell. */
function processorSeconds() {
  try {
    // The children's two times, in hundredths of a second. The name, in brackets, may hold spaces.
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return undefined;
  }
}

const steps = chosenSteps(process.argv.slice(2));
setUp();
const chromium = steps.some(({name}) => ['browser', 'firefox', 'soak'].includes(name)) ? ensureChromium() : undefined;
// A failure is the failure of the steps that await it too.
await chromium?.catch(() => {});

const rows = [];
const broken = new Set();
for (const step of steps) {
  process.stdout.write(`${step.name.padEnd(8)} `);
  const [start, processor] = [performance.now(), processorSeconds()];
  const {ok, skipped, output} = await attempt(step, broken);
  if (!ok) broken.add(step.name);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const result = skipped ? 'skipped' : ok ? 'passed' : 'FAILED';
  console.log(`${seconds.padStart(6)} s  ${result}`);
  // Some tools colour what they write into a pipe.
  if (result !== 'passed') console.log(stripVTControlCharacters(output));
  rows.push({
    step: step.name,
    result,
    ...(skipped ? {passed: 0, failed: 0, skipped: 1} : counted(step, ok)),
    seconds: Number(seconds),
    ...(processor !== undefined && {'processor seconds': Math.round(processorSeconds() - processor)}),
  });
}
rmSync(reports, {recursive: true});

console.table(rows);
const sum = (name) => rows.reduce((total, row) => total + (row[name] ?? 0), 0);
const skipped = sum('skipped');
if (skipped > 0) console.log(`${skipped} skipped: what they need is not on this machine.`);
// Always of this form: others read it.
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(broken.size > 0 ? 1 : 0);
