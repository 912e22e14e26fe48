import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {ATTRIBUTES, countsOf, featuresOf} from '../../src/worlds/responses/attributes.ts';
import {habitsOf} from '../../src/worlds/responses/draw.ts';
import {responses} from '../../src/worlds/responses/index.spec.ts';
import {loadResponses, openResponses} from '../../src/worlds/responses/preferences.ts';
import {drawShifted} from '../../src/worlds/responses/shifted.ts';
import {drawSuites, type SuiteAnswer} from '../../src/worlds/responses/suites.ts';
import {hotContext} from '../reference/live.ts';
import {mean} from '../reference/matrix.ts';
import {onBackends} from '../support/backends.ts';
import {partSettings} from '../support/worlds.ts';

type World = Awaited<ReturnType<typeof loadResponses>>;

const settingsOf = (changes: object = {}) =>
  partSettings(responses, {pairs: 250, ...changes}) as Parameters<typeof openResponses>[0];
const numbers = (world: World, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));

describe('answers of other writers', () => {
  const {list, answers, unlabelled} = drawShifted(1);
  const suited = 2 * list[0].groups;

  it('are a suite with the better answer first, and more answers without labels', () => {
    const gold = answers.map(({tokens, topic}) =>
      featuresOf(tokens, topic).reduce((sum, x, k) => sum + x * ATTRIBUTES[k].weight, 0),
    );
    for (let i = 0; i < suited; i += 2) expect(gold[i]).toBeGreaterThanOrEqual(gold[i + 1]);
    expect(mean(gold.slice(0, suited).map((x, i) => (i % 2 ? -2 * x : 2 * x)))).toBeGreaterThan(0.5);
    expect(answers.length - suited).toBe(unlabelled.questions * unlabelled.each);
    for (let i = suited; i < answers.length; i++) {
      const first = answers[i - ((i - suited) % unlabelled.each)];
      expect([answers[i].topic, answers[i].prompt]).toEqual([first.topic, first.prompt]);
    }
  });

  it('have more of what rewards are said to like, and no insult', () => {
    const spec = settingsOf();
    const usual = drawSuites(1, habitsOf(spec)).answers.slice(0, 512);
    const counted = (of: readonly SuiteAnswer[]) => of.map(({tokens, topic}) => countsOf(tokens, topic));
    const [before, after] = [counted(usual), counted(answers)].map((all) =>
      Object.fromEntries(
        (['facts', 'style', 'praise', 'rude', 'length'] as const).map((name) => [name, mean(all.map((x) => x[name]))]),
      ),
    );
    for (const name of ['facts', 'style', 'praise', 'length']) expect(after[name], name).toBeGreaterThan(before[name]);
    expect(after.rude).toBe(0);
  });

  it('stand behind all that there is without them', async () => {
    const [all, shifted] = await Promise.all(['all', 'shifted'].map((suites) => loadResponses(settingsOf({suites}))));
    for (const slot of Object.keys(all.slots)) {
      const [before, after] = [numbers(all, slot), numbers(shifted, slot)];
      expect(after.slice(0, before.length), slot).toEqual(before);
    }
    expect(shifted.suites!.list.map(({name}) => name)).toEqual([...all.suites!.list.map(({name}) => name), 'shifted']);
    const rows = numbers(shifted, 'world/shifted');
    const tested = numbers(shifted, 'world/suites');
    expect(rows).toHaveLength(answers.length - suited);
    expect(rows.filter((row) => tested.includes(row))).toEqual([]);
    expect(Math.max(...rows)).toBe(shifted.slots['world/texts'].shape[0] - 1);
    expect(all.shifted).toBeUndefined();
  });
});

onBackends(['cpu'], () => {
  it('labels are known to be flipped where noise turns them, and only there', () => {
    const settings = settingsOf({labelNoise: 0.3, ties: 0.3, salience: 0.2});
    const world = openResponses(settings);
    const pairs = Array.from({length: world.train}, (_, i) => i);
    const [flipped, noisy, clean] = tf.tidy(() => {
      const get = (name: string) => {
        const {shape, dtype, initial} = world.slots[name];
        return tf.tensor(initial!([0, 0]), [...shape], dtype);
      };
      const under = (labelNoise: number) => {
        const hot = Object.fromEntries(
          Object.entries({...settings, labelNoise}).map(([name, value]) => [`world.${name}`, Number(value)]),
        );
        return {...hotContext([hot]), get, replicas: 1} as never;
      };
      const rows = tf.tensor2d([pairs], undefined, 'int32');
      return [world.flipped!(under(0.3), rows), world.labels(under(0.3), rows), world.labels(under(0), rows)].map((x) =>
        Array.from(x.dataSync()),
      );
    });
    expect(flipped).toEqual(noisy.map((label, i) => Math.abs(label - clean[i])));
    expect(mean(flipped)).toBeGreaterThan(0.1);
    expect(mean(flipped)).toBeLessThan(0.3);
  });
});
