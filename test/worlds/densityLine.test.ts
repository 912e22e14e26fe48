import {describe, expect, it} from 'vitest';
import {densityMetrics} from '../../src/metrics/densityKL/compute.ts';
import {openDensityLine} from '../../src/worlds/densityLine/preferences.ts';
import type {Things} from '../../src/worlds/points.ts';
import {advanceTo, open} from '../reference/checks/runs.ts';
import {sum} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {language, specOf} from '../support/specs.ts';
import {expectReasonsAsChosen} from '../support/wording.ts';

const rewardSpec = (world: object, steps = 1) =>
  specOf({
    stages: [
      {
        id: 'main',
        program: 'reward',
        steps,
        spec: {
          world: {kind: 'densityLine', ...world},
          model: {kind: 'linear'},
          training: {batch: 256, learningRate: 0.03, warmup: 0, evaluateEvery: steps},
        },
      },
    ],
  });

function worldOf(world: object = {}) {
  const {spec} = rewardSpec(world).stages[0];
  return openDensityLine((spec as {world: Parameters<typeof openDensityLine>[0]}).world);
}

type World = ReturnType<typeof worldOf>;
const numbers = (world: World, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));
const pairsOf = (world: World) => {
  const items = numbers(world, 'world/pairs');
  return Array.from({length: items.length / 2}, (_, i) => [items[2 * i], items[2 * i + 1]] as const);
};

/** Bumps of standard deviation 1 on 64 points from -8 to 8, with a hundredth spread evenly. */
function densities(annotators: number, gap: number): number[][] {
  const line = Array.from({length: 64}, (_, i) => -8 + (16 * i) / 63);
  return Array.from({length: annotators}, (_, k) => {
    const bump = line.map((x) => Math.exp(-0.5 * (x - gap * (k - (annotators - 1) / 2)) ** 2));
    return bump.map((value) => (0.99 * value) / sum(bump) + 0.01 / 64);
  });
}

describe('points of a line', () => {
  it('are chosen as often as Luce’s rule says', () => {
    const world = worldOf({annotators: 1, pairs: 64000, exponent: 0.5});
    const choices = numbers(world, 'world/choices');
    const [p] = densities(1, 0);
    // Pairs in bins of the chance that the first is chosen.
    const bins = Array.from({length: 10}, () => ({count: 0, chance: 0, chosen: 0}));
    pairsOf(world).forEach(([a, b], i) => {
      expect(a).not.toBe(b);
      const chance = p[a] ** 0.5 / (p[a] ** 0.5 + p[b] ** 0.5);
      const bin = bins[Math.min(9, Math.floor(10 * chance))];
      bin.count++;
      bin.chance += chance;
      bin.chosen += choices[i];
    });
    for (const {count, chance, chosen} of bins) {
      expect(Math.abs(chosen - chance)).toBeLessThan(4 * Math.sqrt(count / 4));
      // A wrong sign of the rule would turn the shares around.
      if (Math.abs(chance / count - 0.5) > 0.2) expect(Math.abs(count - chosen - chance)).toBeGreaterThan(0.2 * count);
    }
  });

  it('are drawn evenly, each pair for one annotator, who is known where they are told apart', () => {
    const [told, pooled] = [worldOf({told: 'yes', annotators: 3, gap: 2}), worldOf({annotators: 3, gap: 2})];
    expect([told.train, told.unseen]).toEqual([4000, 800]);
    const blocks = pairsOf(told).map((pair) => pair.map((item) => Math.floor(item / 64)));
    for (const [a, b] of blocks) expect(a).toBe(b);
    for (const k of [0, 1, 2]) {
      const share = blocks.filter(([block]) => block === k).length / blocks.length;
      expect(Math.abs(share - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / blocks.length));
      expect((told.points as Things).groupOf.filter((group) => group === k)).toHaveLength(64);
    }
    // The same points and choices, whether it is known whose they are.
    expect(pairsOf(told).map((pair) => pair.map((item) => item % 64))).toEqual(pairsOf(pooled));
    expect(numbers(told, 'world/choices')).toEqual(numbers(pooled, 'world/choices'));
    expect(new Set(told.features.map(({label}) => label)).size).toBe(3 * 64);
    const counts = Array.from({length: 64}, () => 0);
    for (const item of pairsOf(pooled).flat()) counts[item]++;
    const expected = (2 * 4800) / 64;
    for (const count of counts) expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
  });

  it('are drawn from the density where samples are learnt from', () => {
    const world = worldOf({annotators: 2, gap: 3, source: 'samples', pairs: 64000});
    const choices = numbers(world, 'world/choices');
    const drawn = pairsOf(world).map((pair, i) => pair[choices[i] === 1 ? 0 : 1]);
    const p = densities(2, 3);
    for (let x = 0; x < 64; x++) {
      const right = (p[0][x] + p[1][x]) / 2;
      const share = drawn.filter((item) => item === x).length / drawn.length;
      expect(Math.abs(share - right)).toBeLessThan(4.5 * Math.sqrt(right / drawn.length));
    }
    const first = sum(choices) / choices.length;
    expect(Math.abs(first - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / choices.length));
  });

  it('have the densities that they are chosen by, and the reasons for each choice', () => {
    for (const source of ['choices', 'samples']) {
      const world = worldOf({annotators: 3, gap: 2.5, source, pairs: 500});
      densities(3, 2.5).forEach((row, k) => {
        row.forEach((value, x) => {
          expect(world.densities!.annotators[k][x]).toBeCloseTo(value, 14);
        });
      });
      expectReasonsAsChosen(world, 'world/choices');
    }
  });

  it('leave out settings that nothing reads', () => {
    const idle = (world: object) => language.program('reward').idle!(rewardSpec(world).stages[0].spec as never);
    expect(idle({annotators: 1})).toEqual(['world.gap', 'world.told']);
    expect(idle({source: 'samples'})).toEqual(['world.exponent', 'world.assumed']);
    expect(idle({})).toEqual([]);
  });
});

describe('how far a learnt density is from that of the annotators', () => {
  /** From the definitions. `sign` -1 plants a wrong one of the reward. */
  function right(rewards: number[][], p: number[][], assumed: number, sign = 1) {
    const each = rewards.map((row) => {
      const powers = row.map((r) => Math.exp((sign * r) / assumed));
      return powers.map((power) => power / sum(powers));
    });
    const average = (rows: number[][]) => rows[0].map((_, x) => sum(rows.map((row) => row[x])) / rows.length);
    const [q, mixture] = [average(each), average(p)];
    const liked = (x: number) => p.some((row) => row[x] >= 0.1 * Math.max(...row));
    return {
      densityKL: sum(mixture.map((value, x) => value * Math.log(value / q[x]))),
      densityUnliked: sum(q.filter((_, x) => !liked(x))),
    };
  }

  const next = inputs(2);
  const p = densities(2, 3);
  const rewards = [0, 1].map(() => Array.from({length: 64}, () => 2 * next()));

  it.each([
    [rewards, 1],
    [rewards.slice(0, 1), 2.5],
  ])('is what the definitions say, and a wrong sign is found out', (blocks, assumed) => {
    const got = densityMetrics(Float64Array.from(blocks.flat()), {points: 64, annotators: p, assumed});
    const expected = right(blocks, p, assumed);
    expect(got.densityKL).toBeCloseTo(expected.densityKL, 10);
    expect(got.densityUnliked).toBeCloseTo(expected.densityUnliked, 10);
    expect(Math.abs(right(blocks, p, assumed, -1).densityKL - got.densityKL)).toBeGreaterThan(0.01);
  });

  it('is 0 for the logarithms of the densities, with any constant, and finite for rewards of a thousand', () => {
    const logs = p.map((row) => row.map((value) => 2 * Math.log(value) + 700));
    const {densityKL} = densityMetrics(logs.flat(), {points: 64, annotators: p, assumed: 2});
    expect(densityKL).toBeCloseTo(0, 10);
    const far = p.flat().map((_, i) => (i % 2 === 0 ? 1000 : -1000));
    expect(densityMetrics(far, {points: 64, annotators: p, assumed: 1}).densityKL).toBeGreaterThan(100);
  });
});

onBackends(['wasm'], () => {
  it('a reward finds the density of one annotator, and reports it of no other world', async () => {
    const metrics = async (spec: ReturnType<typeof rewardSpec>, steps: number) => {
      const run = await open(spec);
      advanceTo(run, steps);
      const {values} = (await run.collect()).metrics.at(-1)!;
      run.dispose();
      return values;
    };
    const found = await metrics(rewardSpec({annotators: 1, pairs: 16000}, 600), 600);
    expect(found.densityKL[0]).toBeLessThan(0.05);
    expect(found.densityUnliked[0]).toBeLessThan(0.15);
    const other = specOf({stages: [{id: 'main', program: 'reward', spec: {world: {pairs: 250}}, steps: 5}]});
    expect(await metrics(other, 5)).not.toHaveProperty('densityKL');
  });
});
