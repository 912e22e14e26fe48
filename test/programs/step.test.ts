import {expect, it} from 'vitest';
import type {Replica} from '../../src/engine/program.ts';
import {Run} from '../../src/engine/run.ts';
import {step, stepSpec} from '../../src/programs/step.ts';
import {noFiles} from '../reference/programs.ts';
import {onBackends} from '../support/backends.ts';

const PAIRS = 16;

/** The losses of every member at every tick. */
async function lossesOf(ticks: number, replicas: readonly Replica[]): Promise<number[][]> {
  const run = await Run.open({spec: stepSpec(PAIRS), programs: [step], resources: noFiles, replicas});
  for (let i = 0; i < ticks; i++) run.advance();
  const {metrics} = await run.collect();
  run.dispose();
  return metrics.map(({values}) => values.loss);
}

onBackends(['cpu', 'wasm'], () => {
  it('the measured step learns to tell the pairs apart', async () => {
    const losses = (await lossesOf(300, [{seed: 3}])).map(([loss]) => loss);
    const mean = (some: number[]) => some.reduce((a, b) => a + b, 0) / some.length;
    expect(mean(losses.slice(-10))).toBeLessThan(0.5 * mean(losses.slice(0, 3)));
  });

  it('each of three members gets the bits that it gets alone', async () => {
    const members = [{seed: 1}, {seed: 2}, {seed: 3, hot: {main: {temperature: 0.5}}}];
    const together = await lossesOf(4, members);
    const alone = await Promise.all(
      [0, 1, 2].map(async (r) => (await lossesOf(4, [members[r]])).map(([loss]) => loss)),
    );
    expect(together).toEqual(together.map((_, tick) => alone.map((losses) => losses[tick])));
    expect(new Set(together[3]).size).toBe(3);
  });
});
