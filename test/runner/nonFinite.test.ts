import {expect, it} from 'vitest';
import {explainBreak, findBreak} from '../../src/worker/nonFinite.ts';
import {encoderSpec, language} from '../support/specs.ts';

const placesOf = (settings: object) => language.places(encoderSpec(settings).stages[0]);
const BREAK = {tick: 120, metric: 'loss', lastGood: 119};
const metrics = (tick: number, loss: number) => ({stage: 'main', tick, values: {loss: [loss]}});

it('finds the first broken tick and the last good one before it', () => {
  expect(findBreak([metrics(3, 1), metrics(4, 2)], 2)).toBeUndefined();
  expect(findBreak([metrics(3, 1), metrics(4, Number.NaN), metrics(5, 1)], 2)).toMatchObject({tick: 4, lastGood: 3});
  expect(findBreak([metrics(3, Number.POSITIVE_INFINITY)], 2)).toMatchObject({tick: 3, lastGood: 2, metric: 'loss'});
});

it('suspects the setting that was moved shortly before', () => {
  const moves = [{stage: 'main', tick: 100, path: 'training.learningRate', value: 0.9}];
  expect(explainBreak(BREAK, placesOf({}), moves)).toContain('the last change, Learning rate to 0.9');
  expect(explainBreak({...BREAK, tick: 900, lastGood: 899}, placesOf({}), moves)).not.toContain('the last change');
});

it('else suspects a very low temperature, or the learning rate', () => {
  expect(explainBreak(BREAK, placesOf({objective: {kind: 'infoNCE', temperature: 0.005}}), [])).toContain(
    'temperature of 0.005, which multiplies every gradient by 200',
  );
  expect(explainBreak(BREAK, placesOf({training: {kind: 'adamW', learningRate: 0.5}}), [])).toContain(
    'learning rate of 0.5',
  );
});

it('says when it was last good', () => {
  expect(explainBreak(BREAK, placesOf({}), [])).toMatch(
    /^At step 120 the loss was no longer a number.*last good step is 119\./,
  );
});
