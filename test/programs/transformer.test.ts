import {describe, expect, it} from 'vitest';
import {encoderSpec as program} from '../../src/programs/encoder/index.spec.ts';
import {captureChecks} from '../reference/checks/capture.ts';
import {failures} from '../reference/checks/row.ts';
import {advanceTo, compareTraces, open, traceOf} from '../reference/checks/runs.ts';
import {checkTransformer, transformerChecks} from '../reference/checks/transformer.ts';
import {MISTAKES} from '../reference/transformer.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';
import {encoderSpec, sentencesOf} from '../support/specs.ts';

const inWorld = (world: string, model: object = {kind: 'transformer'}) => ({
  stages: [{id: 'main', program: 'encoder', spec: {world: {kind: world}, model}}],
});

describe('as a setting', () => {
  it('is refused where there are no words, with what would be right', () => {
    expect(sentencesOf(inWorld('emoji'))).toEqual([
      'Model must be one that reads what the world shows: Transformer reads words, and the world Emoji has none; choose another world or model.',
    ]);
  });

  it('is refused with a width that its heads cannot share', () => {
    const model = {kind: 'transformer', width: 20, heads: 8};
    expect(sentencesOf(inWorld('sentences', model))).toEqual([
      'Width must be a multiple of Heads, which are 8: 20 cannot be shared out evenly.',
    ]);
  });

  it('gives way to a perceptron of the same head when a world without words is chosen', () => {
    const {model} = encoderSpec({world: {kind: 'sentences'}, model: {kind: 'transformer', head: 5}}).stages[0]
      .spec as never;
    const settings = encoderSpec({model: {head: 5}}).stages[0].spec as object;
    expect(program.fitted({...settings, model} as never, 'world')).toMatchObject({model: {kind: 'mlp', head: 5}});
    // What was asked for is not taken back.
    expect(program.fitted({...settings, model} as never, 'model')).toMatchObject({model: {kind: 'transformer'}});
  });
});

const reading = (dropout: number) =>
  encoderSpec({
    world: {kind: 'sentences', sentences: 800, positive: 'same', strength: 0},
    model: {kind: 'transformer', width: 16, heads: 2, representation: 8, dropout},
    training: {batch: 8, evaluateEvery: 2, warmup: 0},
  });

onBackends(['cpu', 'wasm'], () => {
  it('reads as in double precision, with the gradients of finite differences', async () =>
    expectAllHold(await transformerChecks()));

  it('trains, each member of a population as alone, and leaves nothing behind', async () =>
    expectAllHold(await captureChecks('a transformer')));

  describe.each(MISTAKES)('%s', (mistake) => {
    it('is found out', async () => {
      const found = failures(await checkTransformer('2 layers', mistake));
      expect(Math.max(...found.map(({error}) => error))).toBeGreaterThan(1e-2);
    });
  });
});

onBackends(['wasm'], () => {
  it('reads sentences, a member of a population as the run alone', async () => {
    const seeds = [7, 8];
    const together = await open(
      reading(0.3),
      seeds.map((seed) => ({seed})),
    );
    advanceTo(together, 3);
    const population = await traceOf(together);
    together.dispose();
    for (const [r, seed] of seeds.entries()) {
      const alone = await open({...reading(0.3), seed});
      advanceTo(alone, 3);
      expect(compareTraces(population, await traceOf(alone), r, seeds.length)).toEqual({slots: 0, metrics: 0});
      alone.dispose();
    }
  });

  it('dropout alone tells two views of one sentence apart, and moves while a run trains', async () => {
    const gap = async (dropout: number, moved = dropout) => {
      const run = await open(reading(dropout));
      advanceTo(run, 1);
      if (moved !== dropout) run.move('model.dropout', moved);
      advanceTo(run, 2);
      const {metrics} = await run.collect();
      run.dispose();
      const of = (tick: number) => metrics.find((one) => one.tick === tick)!.values;
      return {loss: of(2).loss[0], measured: of(2).alignment[0]};
    };
    const [none, some, later] = [await gap(0), await gap(0.5), await gap(0, 0.5)];
    expect(some.loss).toBeGreaterThan(none.loss);
    expect(later.loss).not.toBe(none.loss);
    // Nothing is left out while measuring: both views are the same.
    expect(some.measured).toBeLessThan(1e-9);
  });

  it.each(['off', '16'])('with the same dropout in both views they are one point, with chunks %s', async (chunk) => {
    const distance = async (masks: string) => {
      const run = await open(
        encoderSpec({
          world: {kind: 'sentences', sentences: 800, positive: 'same', strength: 0},
          model: {kind: 'transformer', width: 16, heads: 2, representation: 8, dropout: 0.5, masks},
          objective: {kind: 'alignmentUniformity', uniformityWeight: 0},
          training: {batch: 24, chunk, warmup: 0},
        }),
      );
      advanceTo(run, 1);
      const {metrics} = await run.collect();
      run.dispose();
      return metrics.find(({tick}) => tick === 1)!.values.loss[0];
    };
    expect(await distance('same')).toBeLessThan(1e-9);
    expect(await distance('own')).toBeGreaterThan(0.01);
  });
});
