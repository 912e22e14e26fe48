import {describe, expect, it} from 'vitest';
import {rewardSpread} from '../../src/metrics/spread/compute.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {leafTokens, leavesCompared, type Topology} from '../../src/worlds/responses/tree.ts';
import {matrix, mean, sum} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {besideAlone} from '../support/alone.ts';
import {onBackends} from '../support/backends.ts';
import {language, specOf} from '../support/specs.ts';
import {expectWordsAsRead} from '../support/wording.ts';

const rewardSpec = (world: object, model: object = {kind: 'bag', width: 8}) =>
  specOf({
    stages: [
      {
        id: 'main',
        program: 'reward',
        steps: 12,
        spec: {world: {pairs: 500, ...world}, model, training: {batch: 16, evaluateEvery: 5}},
      },
    ],
  });
const worldOf = (world: object) =>
  openResponses((rewardSpec(world).stages[0].spec as {world: Parameters<typeof openResponses>[0]}).world);

const HABITS = {quality: 0.6, verbosity: 0.4, style: 0.3, hedging: 0.2, flattery: 0.2, offTopic: 0.15, rudeness: 0.05};

describe('answers in trees', () => {
  const settings = (topology: Topology, branching = 2, depth = 4) => ({topology, branching, depth});
  /** In how many first segments two leaves are the same, from their places. */
  const shared = (a: number, b: number, branching: number, depth: number) => {
    let count = 0;
    while (
      count < depth &&
      Math.floor(a / branching ** (depth - 1 - count)) === Math.floor(b / branching ** (depth - 1 - count))
    )
      count++;
    return count;
  };

  it.each([
    [2, 4],
    [3, 3],
    [4, 2],
  ])('compare leaves that are related as is said, each as often: %d branches, depth %d', (branching, depth) => {
    const leaves = branching ** depth;
    const pairs = 3000;
    for (const topology of ['tree', 'siblings', 'across', 'chain'] as const) {
      const counts = new Array<number>(leaves).fill(0);
      for (let pair = 0; pair < pairs; pair++) {
        const [a, b] = leavesCompared(settings(topology, branching, depth), 3, pair);
        expect(a).not.toBe(b);
        for (const leaf of [a, b]) {
          expect(leaf).toBeGreaterThanOrEqual(0);
          expect(leaf).toBeLessThan(leaves);
          counts[leaf]++;
        }
        const same = shared(a, b, branching, depth);
        if (topology === 'siblings') expect(same).toBe(depth - 1);
        if (topology === 'across') expect(same).toBe(0);
      }
      const expected = (2 * pairs) / leaves;
      for (const count of counts) expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });

  it('begin alike up to where their paths part, and are written anew in a chain', () => {
    const text = (topology: Topology, leaf: number, question = 5) =>
      leafTokens(HABITS, settings(topology), 3, question, 2, leaf);
    const common = (a: number[], b: number[]) => {
      const end = a.findIndex((token, i) => token !== b[i]);
      return end < 0 ? a.length : end;
    };
    const alike = (topology: Topology, a: number, b: number) =>
      mean(
        Array.from({length: 40}, (_, question) => {
          const [one, other] = [text(topology, a, question), text(topology, b, question)];
          return common(one, other) / Math.max(1, one.length);
        }),
      );
    // Leaves 0 and 1 share three segments of four, 0 and 2 two, 0 and 8 none.
    const shares = [1, 2, 4, 8].map((leaf) => alike('tree', 0, leaf));
    expect(shares[0]).toBeGreaterThan(0.5);
    expect(shares[1]).toBeGreaterThan(0.3);
    expect(shares[0]).toBeGreaterThan(shares[1]);
    expect(shares[1]).toBeGreaterThan(shares[2]);
    expect(shares[3]).toBeLessThan(0.2);
    expect(alike('chain', 0, 1)).toBeLessThan(0.2);
    expect(text('tree', 3)).toEqual(text('siblings', 3));
  });

  it('make pairs of one question, as many as leaves, and leave unseen pairs and candidates as they are', () => {
    const [tree, plain] = [worldOf({topology: 'tree', branching: 2, depth: 3}), worldOf({})];
    const rows = (world: typeof tree) => {
      const {length} = world.texts!.input;
      const all = Array.from(world.slots['world/texts'].initial!([0, 0]));
      return Array.from({length: all.length / length}, (_, i) => all.slice(i * length, (i + 1) * length).join());
    };
    const [seen, usual] = [rows(tree), rows(plain)];
    expect(seen.slice(1000)).toEqual(usual.slice(1000));
    expect(seen.slice(0, 1000)).not.toEqual(usual.slice(0, 1000));
    const points = tree.points.kind === 'things' ? tree.points : undefined;
    for (let item = 0; item < 1000; item++) {
      expect(points!.details![item]).toBe(points!.details![16 * Math.floor(item / 16)]);
    }
    expectWordsAsRead(tree);
  });

  it('have branches and a depth to set only where there is a tree', () => {
    const idle = (topology: string) => language.program('reward').idle!(rewardSpec({topology}).stages[0].spec as never);
    expect(idle('none')).toEqual(expect.arrayContaining(['world.branching', 'world.depth']));
    expect(idle('tree')).not.toContain('world.depth');
  });
});

describe('the spread of an ensemble', () => {
  const next = inputs(5);
  const members = matrix(3, 20, () => next());
  /** `sign` -1 plants a wrong one. */
  function right(sign = 1): number {
    const pairs = members[0].map((_, i) => members.map((row) => row[i]));
    const variance = (x: readonly number[], ddof: number) =>
      sum(x.map((value) => (value - sign * mean(x)) ** 2)) / (x.length - ddof);
    return mean(pairs.map((x) => variance(x, 1))) / variance(pairs.map(mean), 0);
  }

  it('is the variance over members in units of that over pairs, and a wrong sign is found out', () => {
    const got = rewardSpread(members.flat(), 3).rewardSpread;
    expect(got).toBeCloseTo(right(), 12);
    expect(Math.abs(got - right(-1))).toBeGreaterThan(0.05);
    // Neither the scale of the rewards nor a sign that all share matters.
    expect(
      rewardSpread(
        members.flat().map((x) => -7 * x),
        3,
      ).rewardSpread,
    ).toBeCloseTo(got, 12);
    expect(rewardSpread([1, 2, 3, 1, 2, 3], 2).rewardSpread).toBe(0);
    expect(rewardSpread([0, 0, 0, 0], 2).rewardSpread).toBe(0);
  });
});

onBackends(['wasm'], () => {
  it('is told of ensembles, with the bits that a member of a population gets alone', async () => {
    const spec = rewardSpec({topology: 'tree'}, {kind: 'bag', width: 8, members: 3});
    const {both, unequal} = await besideAlone(spec, 12);
    expect(unequal).toEqual({slots: 0, metrics: 0});
    // Three models that have learnt little disagree as much as pairs differ, and not many times as much.
    expect(both.metrics.at(-1)!.values.rewardSpread[0]).toBeGreaterThan(0.05);
    expect(both.metrics.at(-1)!.values.rewardSpread[0]).toBeLessThan(10);
  });
});
