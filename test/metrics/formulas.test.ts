import {expect, it} from 'vitest';
import {metricFormula} from '../../src/metrics/formulas.ts';
import {ENCODER_METRICS, metricNamed, metricsOf, REWARD_METRICS} from '../../src/metrics/index.spec.ts';

/** Their formula comes from the objective. */
const LOSSES = {encoder: ['loss', 'testLoss'], reward: ['loss']} as const;

it.each(['encoder', 'reward'] as const)('every metric of the %s program has a formula of its own', (program) => {
  const names = metricsOf(program).map(({name}) => name);
  const own = names.filter((name) => !(LOSSES[program] as readonly string[]).includes(name));
  const html = own.map((name) => metricFormula(name, program));
  for (const [i, one] of html.entries()) expect(one, own[i]).toContain('katex');
  expect(new Set(html).size).toBe(own.length);
  for (const name of LOSSES[program]) expect(metricFormula(name, program)).toBeUndefined();
});

it('a name stands for one metric of a program, and each program describes its own', () => {
  for (const list of [ENCODER_METRICS, REWARD_METRICS])
    expect(new Set(list.map(({name}) => name)).size).toBe(list.length);
  expect(metricNamed('testLoss', 'reward')).toBe(REWARD_METRICS[1]);
  expect(metricNamed('testLoss', 'encoder')).toBe(ENCODER_METRICS[1]);
  expect(metricNamed('accuracy')?.label).toBe('Accuracy');
  expect(metricNamed('nothing')).toBeUndefined();
});
