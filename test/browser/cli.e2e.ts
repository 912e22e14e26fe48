import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {expect, metricsAt, reach, smallRun, test} from './support/lab.ts';

const run = promisify(execFile);

test('the command line has the bits of the page, on wasm, for the same link', async ({page}) => {
  const moves = [{tick: 6, path: 'objective.temperature', value: 0.4}];
  const address = smallRun({steps: 20, moves});
  const [{stdout}] = await Promise.all([
    run(process.execPath, ['scripts/lab.mjs', 'run', address, '--json']),
    page.goto(`/?backend=wasm${address}`).then(() => reach(page, 20)),
  ]);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({tick}) => tick)).toEqual([0, 5, 10, 15, 20]);
  for (const {tick, metrics} of lines.slice(1)) expect(await metricsAt(page, tick)).toMatchObject(metrics);
});
