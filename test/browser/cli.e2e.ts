import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {long} from '../support/long.ts';
import {expect, metricsAt, reach, smallRun, test} from './support/lab.ts';
import {smallPolicy} from './support/policy.ts';

const run = promisify(execFile);

/** What the command line tells of a link: an object for each evaluation. */
async function told(address: string): Promise<{stage: string; tick: number; metrics: Record<string, number>}[]> {
  const {stdout} = await run(process.execPath, ['scripts/lab.mjs', 'run', address, '--json']);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('the command line has the bits of the page, on wasm, for the same link', async ({page}) => {
  const moves = [{tick: 6, path: 'objective.temperature', value: 0.4}];
  const address = smallRun({steps: 20, moves});
  const [lines] = await Promise.all([told(address), page.goto(`/?backend=wasm${address}`).then(() => reach(page, 20))]);
  expect(lines.map(({tick}) => tick)).toEqual([0, 5, 10, 15, 20]);
  for (const {tick, metrics} of lines.slice(1)) expect(await metricsAt(page, tick)).toMatchObject(metrics);
});

test('so have the three stages of a policy', long, async ({page}) => {
  const steps = {sft: 60, judge: 100, policy: 40};
  const address = smallPolicy(steps);
  const [lines] = await Promise.all([
    told(address),
    page.goto(`/?backend=wasm${address}`).then(() => reach(page, 200)),
  ]);
  const before: Record<string, number> = {sft: 0, judge: steps.sft, policy: steps.sft + steps.judge};
  expect(new Set(lines.map(({stage}) => stage))).toEqual(new Set(Object.keys(before)));
  // Where one stage ends and the next begins, both are measured.
  const inside = lines.filter(({stage, tick}) => tick > 0 && tick < steps[stage as keyof typeof steps]);
  expect(inside.length).toBeGreaterThanOrEqual(6);
  for (const {stage, tick, metrics} of inside) {
    expect([stage, tick, await metricsAt(page, before[stage] + tick)]).toMatchObject([stage, tick, metrics]);
  }
  expect(await metricsAt(page, 200)).toMatchObject(lines.at(-1)!.metrics);
});
