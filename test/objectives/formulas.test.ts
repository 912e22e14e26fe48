import {expect, it} from 'vitest';
import {objectiveSection} from '../../src/objectives/contrastive/index.spec.ts';
import {objectiveFormula} from '../../src/objectives/formulas.ts';
import {policyObjectiveSection} from '../../src/objectives/policy/index.spec.ts';
import {rewardObjectiveSection} from '../../src/objectives/reward/index.spec.ts';
import type {Field, Section} from '../../src/spec/index.ts';

/** Settings of every kind of a section, in each of its forms where it has several, or with each place of the KL. */
const settingsOf = ({parts}: Section) =>
  parts.flatMap(({kind, fields}) => {
    const settings = Object.fromEntries(Object.entries<Field>(fields).map(([name, field]) => [name, field.default]));
    const found = Object.entries<Field>(fields).find(([name]) => name === 'form' || name === 'place');
    if (found?.[1].type !== 'choice') return [{...settings, kind}];
    return Object.keys(found[1].options).map((one) => ({...settings, kind, [found[0]]: one}));
  });

const ALL = [
  ...settingsOf(objectiveSection).map((settings) => ['encoder', settings] as const),
  ...settingsOf(rewardObjectiveSection).map((settings) => ['reward', settings] as const),
  ...settingsOf(policyObjectiveSection).map((settings) => ['policy', settings] as const),
];

it('every objective has a formula of its own, in each of its forms', () => {
  const html = ALL.map(([program, settings]) => objectiveFormula(program, settings));
  for (const one of html) expect(one).toContain('katex');
  expect(new Set(html).size).toBe(ALL.length);
});

it('an objective that does not exist has none', () => {
  expect(objectiveFormula('encoder', {kind: 'bradleyTerry'})).toBeUndefined();
  expect(objectiveFormula('policy', {kind: 'infoNCE'})).toBeUndefined();
});
