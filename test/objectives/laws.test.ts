/** The laws of objectives against the slopes of their double-precision references. */
import {describe, expect, it} from 'vitest';
import {lawOf, negativesOf, objectiveSection} from '../../src/objectives/contrastive/index.spec.ts';
import {type Row, sharesOf} from '../../src/objectives/contrastive/law.spec.ts';
import {CASES, misfit, nameOf} from '../reference/laws.ts';
import {sum} from '../reference/matrix.ts';

describe.each(CASES.map((one) => [nameOf(one), one] as const))('the law of %s', (_, test) => {
  const law = lawOf(test.settings)!;
  const weighing = {law, negatives: negativesOf(test.settings)!};

  it('gives the slopes of the loss with respect to the cosines of negatives', () => {
    const {left, factors} = misfit(test, weighing, (row) => sharesOf(law, row));
    expect(left).toBeLessThan(1e-6);
    // Negatives are pushed, not pulled.
    expect(sum(factors)).toBeGreaterThan(0);
  });

  it('is found out when it is another', () => {
    const wrong = (row: Row) => sharesOf(law, row).map((share, k) => share + 0.3 * row.negatives[k] ** 2);
    expect(misfit(test, weighing, wrong).left).toBeGreaterThan(1e-3);
  });
});

it('every objective has a checked law, or none', () => {
  const without = objectiveSection.parts.flatMap(({kind, law}) => (law ? [] : [kind]));
  for (const {law, negatives} of objectiveSection.parts) expect(law !== undefined).toBe(negatives !== undefined);
  expect(without.sort()).toEqual([
    'barlowTwins',
    'classMixture',
    'crossEntropy',
    'givenTriplets',
    'sepCLR',
    'simSiam',
    'vicReg',
  ]);
  const kinds = new Set([...CASES.map(({settings}) => settings.kind), ...without]);
  expect([...kinds].sort()).toEqual(objectiveSection.parts.map(({kind}) => kind).sort());
});

describe('shares', () => {
  const row = {positive: 0.9, negatives: [0.8, 0.1, -0.5]};
  const shares = (settings: {kind: string}) => [...sharesOf(lawOf(settings)!, row)];

  it('add up to 1 at the lowest temperature', () => {
    expect(sum(shares({kind: 'decoupled', temperature: 0.005} as never))).toBeCloseTo(1, 12);
    const hard = {kind: 'hardNegatives', temperature: 0.005, share: 0, hardness: 5};
    expect(sum(shares(hard).map(Math.abs))).toBeCloseTo(1, 12);
  });

  it('are 0 where the estimate of the true negatives is at its floor', () => {
    const hidden = {kind: 'debiased', temperature: 0.005, share: 0.1};
    expect(shares(hidden)).toEqual([0, 0, 0]);
  });

  it('are 0 where uniformity has no weight', () => {
    const forces = {kind: 'alignmentUniformity', alignmentWeight: 1, uniformityWeight: 0, alpha: 2, t: 2};
    expect(shares(forces)).toEqual([0, 0, 0]);
  });

  it('hardness moves the push to similar negatives, and pulls easy ones', () => {
    const at = (hardness: number) => shares({kind: 'hardNegatives', temperature: 0.5, share: 0, hardness} as never);
    const [none, some] = [at(0), at(1)];
    expect(some[0]).toBeGreaterThan(none[0]);
    expect(some[2]).toBeLessThan(0);
    expect(none.every((share) => share > 0)).toBe(true);
  });
});
