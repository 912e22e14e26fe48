import {describe, expect, it} from 'vitest';
import {explainBreak, findBreak} from '../../src/runner/nonFinite.ts';
import type {Spec} from '../../src/spec/index.ts';
import {encoderSpec, language} from '../support/specs.ts';

const BREAK = {stage: 'main', tick: 120, metric: 'loss', members: [0], lastGood: 119};
const metrics = (tick: number, loss: number | number[], rest: {stage?: string; members?: number[]} = {}) => ({
  stage: 'main',
  tick,
  values: {loss: [loss].flat()},
  ...rest,
});
const good = (tick: number, stage = 'main') => ({stage, tick});
const explain = (spec: Spec, broken = BREAK) => explainBreak(broken, spec, (stage) => language.places(stage));

describe('a break', () => {
  it('is the first broken tick, with the last good one before it', () => {
    expect(findBreak([metrics(3, 1), metrics(4, 2)], good(2), [0])).toBeUndefined();
    expect(findBreak([metrics(3, 1), metrics(4, Number.NaN), metrics(5, 1)], good(2), [0])).toMatchObject({
      tick: 4,
      lastGood: 3,
    });
    expect(findBreak([metrics(3, Number.POSITIVE_INFINITY)], good(2), [0])).toMatchObject({
      ...{tick: 3, lastGood: 2, metric: 'loss'},
    });
  });

  it('has a last good tick of its own stage', () => {
    const later = [metrics(30, 1), metrics(1, Number.NaN, {stage: 'later'})];
    expect(findBreak(later, good(29), [0])).toMatchObject({stage: 'later', tick: 1, lastGood: 0});
  });

  it('has the members that broke at its tick, by their place in the fan', () => {
    expect(findBreak([metrics(3, [1, Number.NaN, 1])], good(2), [4, 5, 6])).toMatchObject({members: [5]});
    const apart = [
      metrics(3, [1, Number.NaN], {members: [0, 3]}),
      metrics(3, [Number.NaN, 1], {members: [1, 2]}),
      metrics(4, Number.NaN, {members: [2]}),
    ];
    expect(findBreak(apart, good(2), [0, 1, 2, 3])).toMatchObject({tick: 3, members: [1, 3], lastGood: 2});
  });
});

describe('the sentence', () => {
  it('suspects the setting that was moved shortly before', () => {
    const moves = [{stage: 'main', tick: 100, path: 'training.learningRate', value: 0.9}];
    const spec = encoderSpec({}, {moves});
    expect(explain(spec)).toContain('the last change, Learning rate to 0.9');
    expect(explain(spec, {...BREAK, tick: 900, lastGood: 899})).not.toContain('the last change');
  });

  it('else suspects a very low temperature, or the learning rate', () => {
    expect(explain(encoderSpec({objective: {kind: 'infoNCE', temperature: 0.005}}))).toContain(
      'temperature of 0.005, which multiplies every gradient by 200',
    );
    expect(explain(encoderSpec({training: {kind: 'adamW', learningRate: 0.5}}))).toContain('learning rate of 0.5');
  });

  it('says when the run was last good', () => {
    expect(explain(encoderSpec())).toMatch(/^At step 120 the loss was no longer a number.*last good step is 119\./);
  });

  it('names the members that broke where there are several, and suspects their own settings', () => {
    const axes = [{stage: 'main', path: 'objective.temperature', values: [0.1, 0.005]}];
    const spec = encoderSpec({}, {fan: {axes, seeds: [7, 8]}});
    expect(explain(spec, {...BREAK, members: [2, 3]})).toContain(
      'the loss of 2 of 4 members (seed 7, Temperature 0.005; seed 8, Temperature 0.005) was no longer a number',
    );
    expect(explain(spec, {...BREAK, members: [3]})).toContain('temperature of 0.005');
  });
});
