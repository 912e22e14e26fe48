import {expect, it} from 'vitest';
import {onBackends} from './support/backends.ts';
import {all, end} from './support/presets.ts';

/** What the sentences of presets promise, on fixed seeds; measured: in the comments. */
onBackends(['wasm'], () => {
  it('a length bias is learnt, and a coefficient that takes the blame cures it', {timeout: 300_000}, async () => {
    const [biased, cured] = [await end('length-biased', 1, {}, 300), await end('length-cured', 1, {}, 300)];
    // Correlation with length 0.58 (from 0.53), and 0.36 (to 0.42) for the same choices.
    expect(cured.lengthCorrelationHigh).toBeLessThan(biased.lengthCorrelationLow);
    // Nothing is lost of what was understood: 0.85 both.
    expect(cured.lengthControlledAccuracy).toBeGreaterThan(biased.lengthControlledAccuracy - 0.005);
  });

  it('annotators who read teach no more of length than good answers have', {timeout: 300_000}, async () => {
    // 0.22, and 0.21 of the true worth.
    const {lengthCorrelation, lengthCorrelationOfGold} = await end('unbiased', 1, {}, 300);
    expect(Math.abs(lengthCorrelation - lengthCorrelationOfGold)).toBeLessThan(0.2);
  });

  it('four judges share the taste that the annotators taught them', {timeout: 300_000}, async () => {
    // Tokens of the best of many, in twenties: 4 with four judges as with one, and 3 where annotators only read.
    const few = {steps: 300, seeds: [1]};
    const [four] = await all('ensemble', 'bestOfAllLength', {}, few);
    const [one] = await all('ensemble', 'bestOfAllLength', {'model.members': 1}, few);
    const [unbiased] = await all('unbiased', 'bestOfAllLength', {}, few);
    expect(Math.abs(four - one)).toBeLessThan(0.5);
    expect(four - unbiased).toBeGreaterThan(0.7);
  });

  it('two groups that disagree leave a model that knows less of either', {timeout: 300_000}, async () => {
    // Accuracy 0.69 against 0.77.
    const half = await end('two-groups', 1, {}, 300);
    const united = await end('two-groups', 1, {'world.secondGroup': 0}, 300);
    expect(united.accuracy - half.accuracy).toBeGreaterThan(0.05);
  });

  it('praise is told from complaints in sentences that were never seen', {timeout: 300_000}, async () => {
    // 0.87 of the pairs.
    expect((await end('praise', 1, {}, 200)).accuracy).toBeGreaterThan(0.75);
  });

  it('results alone tell who wins', {timeout: 300_000}, async () => {
    expect((await end('football', 1, {}, 200)).accuracy).toBeGreaterThan(0.6);
  });
});
