/** The plan of memory beside what runs are seen to take: every phase that trains, measures or shows. */
import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {Run} from '../../src/engine/run.ts';
import {Worlds} from '../../src/engine/worlds.ts';
import {language} from '../../src/programs/index.spec.ts';
import {MemoryPlan} from '../../src/runner/memory.ts';
import {roomOn} from '../../src/runner/opening.ts';
import {onBackends} from '../support/backends.ts';
import {everyNth} from '../support/long.ts';
import {peakBytes} from '../support/peak.ts';
import {programs} from '../support/programs.ts';
import {specOf} from '../support/specs.ts';
import {dataFolder} from '../support/worlds.ts';

await language.load(['policy', 'reward']);

const MEBI = 1024 ** 2;
/** Beside a run of less, what is not planned for is no longer small. */
const SMALL = 8 * MEBI;
/** The plan is not much less than what is taken, and not many times as much. */
const [LEAST, MOST] = [0.9, 2];

const latent = {kind: 'latent', points: 5000};
const RUNS: [string, string, object][] = [
  ['emoji as it opens', 'encoder', {}],
  ['a wide perceptron', 'encoder', {world: latent, model: {width: 512, depth: 4}, training: {batch: 2048}}],
  [
    'the same in chunks',
    'encoder',
    {world: latent, model: {width: 512, depth: 4}, training: {batch: 2048, chunk: '64'}},
  ],
  ['emoji in large batches', 'encoder', {training: {batch: 2048}}],
  ['a convolution', 'encoder', {world: {kind: 'digits'}, model: {kind: 'convolution'}}],
  ['a transformer for a reward', 'reward', {model: {kind: 'transformer'}, training: {batch: 64}}],
  [
    'a convolution in large batches',
    'encoder',
    {world: {kind: 'digits'}, model: {kind: 'convolution'}, training: {batch: 1024}},
  ],
  [
    'a convolution of large pictures',
    'encoder',
    {world: {kind: 'digits', resolution: '28'}, model: {kind: 'convolution', channels: 32}},
  ],
  ['a transformer', 'encoder', {world: {kind: 'sentences'}, model: {kind: 'transformer'}}],
  [
    'a deeper transformer',
    'encoder',
    {world: {kind: 'sentences'}, model: {kind: 'transformer', layers: 2}, training: {batch: 1024}},
  ],
  ['a policy from pairs', 'policy', {objective: {kind: 'dpo'}, sampling: {kind: 'pairs', questions: 500}}],
  ['a transformer of reviews', 'encoder', {world: {kind: 'reviews'}, model: {kind: 'transformer'}}],
  ['colours', 'encoder', {world: {kind: 'colours'}}],
  ['emoji with words', 'encoder', {world: {kind: 'pairs'}}],
  ['momentum and a predictor', 'encoder', {world: latent, objective: {kind: 'simSiam'}, training: {batch: 1024}}],
  ['two bags of words', 'reward', {model: {kind: 'bag', width: 64, members: 2}, training: {batch: 1024}}],
  ['two transformers', 'reward', {model: {kind: 'transformer', members: 2, layers: 2}, training: {batch: 64}}],
  ['a reward of reviews', 'reward', {world: {kind: 'reviews'}, model: {kind: 'transformer'}, training: {batch: 128}}],
  ['a policy that imitates', 'policy', {objective: {kind: 'sft'}, sampling: {kind: 'demonstrations'}}],
  ['a policy from sets', 'policy', {objective: {kind: 'rewardWeighted'}, sampling: {kind: 'sets', questions: 500}}],
  [
    'a policy from many samples',
    'policy',
    {objective: {kind: 'reinforce'}, sampling: {kind: 'samples', perQuestion: 8}, training: {batch: 512}},
  ],
  [
    'a policy that rolls out',
    'policy',
    {objective: {kind: 'ppo'}, sampling: {kind: 'rollouts'}, training: {batch: 128}},
  ],
];

onBackends(['wasm'], () => {
  const worlds = new Worlds();

  describe('the plan of memory', () => {
    it.each(everyNth(5, RUNS))(
      'has room for what is taken by %s, and not for many times as much',
      async (_, program, settings) => {
        const spec = specOf({stages: [{id: 'main', program, spec: settings, steps: 2}]});
        const shared = {spec, programs, resources: dataFolder, worlds};
        const {whole} = await MemoryPlan.open({...shared, language, room: roomOn('wasm')});
        const before = tf.memory().numBytes;
        const peak = await peakBytes(async () => {
          const run = await Run.open({...shared});
          for (let tick = 0; tick < 2; tick++) {
            run.advance();
            await run.host();
            await run.collect();
          }
          const {phases} = programs.find(({name}) => name === program)!;
          for (const phase of Object.keys(phases).filter((name) => /^show(?!Seen)|^examine/.test(name))) {
            run.show(phase);
            await run.collect();
          }
          run.dispose();
        });
        const ratio = whole.total / (peak - before);
        if (process.env.TELL)
          console.log(`${ratio.toFixed(2)} = ${whole.total / MEBI} / ${(peak - before) / MEBI} MiB: ${_}`);
        expect(peak - before).toBeGreaterThan(SMALL);
        expect(ratio).toBeGreaterThan(LEAST);
        expect(ratio).toBeLessThan(MOST);
      },
    );
  });
});
