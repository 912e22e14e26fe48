import {expect, it} from 'vitest';
import {totalsOf} from '../../src/metrics/exact/memoryless.ts';
import {compared} from '../../src/metrics/memoryless/compute.ts';
import {language} from '../../src/programs/index.spec.ts';
import type {SourceSettings} from '../../src/programs/source/index.spec.ts';
import {sourceOf} from '../../src/programs/source/index.ts';
import {advanceTo, open} from '../reference/checks/runs.ts';
import {onBackends} from '../support/backends.ts';
import {specOf} from '../support/specs.ts';

await language.load(['source']);

const WORLD = {kind: 'memoryless', tokens: 6, kinds: 3, drawing: 5};
const spec = specOf({
  stages: [{id: 'main', program: 'source', steps: 4, spec: {world: WORLD}}],
  moves: [{stage: 'main', tick: 2, path: 'selection.rate', value: 0.02}],
});
const from = sourceOf((spec.stages[0].spec as SourceSettings).world);
const totals = totalsOf(from, 6);

onBackends(['wasm'], () => {
  it('after t steps it reports the best of exp(m rate t), with the rate of that step', async () => {
    const run = await open(spec);
    advanceTo(run, 4);
    const {metrics} = await run.collect();
    expect(metrics.map(({tick, values}) => ({tick, gap: values.gap[0], lacks: values.bestLacks[0]}))).toEqual(
      [0.01, 0.02, 0.06, 0.08].map((rate, i) => {
        const {gap, bestLacks} = compared(from, totals, rate);
        return {tick: i + 1, gap, lacks: bestLacks};
      }),
    );
    run.dispose();
  });

  it('members of a population have a rate each', async () => {
    const run = await open({...spec, moves: []}, [{seed: 1}, {seed: 2, hot: {main: {'selection.rate': 0.03}}}]);
    advanceTo(run, 2);
    const {metrics} = await run.collect();
    expect(metrics[1].values.gap).toEqual([0.02, 0.06].map((rate) => compared(from, totals, rate).gap));
    run.dispose();
  });
});
