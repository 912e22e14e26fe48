import {describe, expect, it} from 'vitest';
import {metric, objective} from '../../src/app/formulas.ts';
import {METRICS} from '../../src/metrics/index.spec.ts';
import {objectiveSection} from '../../src/objectives/contrastive/index.spec.ts';

const INFO_NCE = {kind: 'infoNCE', form: 'symmetric'} as const;
const forms = Object.keys(objectiveSection.parts.find((part) => part.kind === 'infoNCE')!.fields.form.options);

describe('the formula', () => {
  it('of every objective, in each of its forms, is its own', () => {
    const kinds = objectiveSection.parts.map(({kind}) => ({kind}));
    const all = [...kinds, ...forms.map((form) => ({kind: 'infoNCE', form}) as const)].map(objective);
    for (const html of all) expect(html.match(/<math/g)!.length).toBeGreaterThanOrEqual(2);
    // InfoNCE without a form is both ways.
    expect(new Set(all).size).toBe(all.length - 1);
  });

  it('of every metric is its own, but for those of one family; that of the loss is the objective', () => {
    const named = METRICS.filter(({reference}) => !reference).map(({name}) => name);
    const own = named.filter((name) => !/^(loss|testLoss|recall.*|retrieval.*)$/.test(name));
    const all = own.map((name) => metric(name, INFO_NCE));
    for (const html of all) expect(html).toContain('<math');
    expect(new Set(all).size).toBe(own.length);
    expect(all).not.toContain(objective(INFO_NCE));
    expect(metric('loss', {kind: 'triplet'})).toBe(objective({kind: 'triplet'}));
    expect(metric('recallAt5', INFO_NCE)).toContain('artist');
    expect(metric('retrievalAt5', INFO_NCE)).toContain('query');
  });
});
