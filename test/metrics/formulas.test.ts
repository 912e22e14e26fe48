import {expect, it} from 'vitest';
import {metricFormula} from '../../src/metrics/formulas.ts';
import {SOURCE_METRICS} from '../../src/metrics/memoryless/index.spec.ts';
import {ENCODER_METRICS} from '../../src/programs/encoder/metrics.spec.ts';
import {POLICY_METRICS} from '../../src/programs/policy/metrics.spec.ts';
import {REWARD_METRICS} from '../../src/programs/reward/metrics.spec.ts';

const LISTS = {
  encoder: ENCODER_METRICS,
  policy: POLICY_METRICS,
  reward: REWARD_METRICS,
  source: SOURCE_METRICS,
} as const;
/** Their formula comes from the objective. */
const LOSSES = {encoder: ['loss', 'testLoss'], policy: ['loss'], reward: ['loss'], source: []} as const;

it.each(['encoder', 'policy', 'reward', 'source'] as const)(
  'every metric of the %s program has a formula of its own',
  (program) => {
    const names = LISTS[program].map(({name}) => name);
    const own = names.filter((name) => !(LOSSES[program] as readonly string[]).includes(name));
    const html = own.map((name) => metricFormula(name, program));
    for (const [i, one] of html.entries()) expect(one, own[i]).toContain('katex');
    expect(new Set(html).size).toBe(own.length);
    for (const name of LOSSES[program]) expect(metricFormula(name, program)).toBeUndefined();
  },
);

it.each(['encoder', 'policy', 'reward', 'source'] as const)(
  'a name stands for one metric of the %s program',
  (program) => {
    const names = LISTS[program].map(({name}) => name);
    expect(new Set(names).size).toBe(names.length);
  },
);
