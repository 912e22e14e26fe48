import {describe, expect, it} from 'vitest';
import {ATTRIBUTES} from '../../src/worlds/responses/attributes.ts';
import * as pool from '../../src/worlds/responses/pool.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {besideAlone} from '../support/alone.ts';
import {onBackends} from '../support/backends.ts';
import {specOf} from '../support/specs.ts';

const specWith = (world: object) =>
  specOf({
    stages: [
      {
        id: 'main',
        program: 'reward',
        steps: 12,
        spec: {
          world: {pairs: 1000, ...world},
          model: {kind: 'bag', width: 8},
          training: {batch: 16, evaluateEvery: 5},
        },
      },
    ],
  });
const settingsOf = (world: object) =>
  (specWith(world).stages[0].spec as {world: Parameters<typeof openResponses>[0]}).world;
const worldOf = (world: object) => openResponses(settingsOf(world), undefined, {pool});

type World = ReturnType<typeof worldOf>;
const numbers = (world: World, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));
const rowsOf = (world: World, slot: string) => {
  const width = world.slots[slot].shape.slice(1).reduce((product, size) => product * size, 1);
  const all = numbers(world, slot);
  return Array.from({length: all.length / width}, (_, i) => all.slice(i * width, (i + 1) * width));
};
const at = (name: string) => ATTRIBUTES.findIndex((one) => one.name === name);

/** Annotators who make no mistake, so that what is the wrong way round comes from sources. */
const SURE = {care: 10, hedges: 0, repeats: 0};

describe('a pool of sources', () => {
  it('turns as many choices of each source as is said, and adds a liking for length to one', () => {
    const [plain, faulty] = [worldOf({pairs: 4000}), worldOf({pairs: 4000, sourceFaults: 0.8})];
    const [before, after] = [plain, faulty].map((world) => rowsOf(world, 'world/chances'));
    const features = rowsOf(plain, 'world/features');
    expect(rowsOf(faulty, 'world/features')).toEqual(features);
    // Unseen pairs have no source.
    expect(after.slice(4000)).toEqual(before.slice(4000));
    for (const [source, {slips}] of pool.SOURCES.entries()) {
      const own = after.slice(0, 4000).filter((_, i) => i % 4 === source);
      const turned = own.filter(([, flip]) => flip < 0).length / own.length;
      // Four standard errors of a thousand pairs.
      expect(Math.abs(turned - 0.8 * slips)).toBeLessThanOrEqual(
        4 * Math.sqrt((0.8 * slips * (1 - 0.8 * slips)) / 1000),
      );
    }
    for (const pair of [3, 7, 400, 402, 403]) {
      const longer = features[2 * pair][at('length')] - features[2 * pair + 1][at('length')];
      const liked = pair % 4 === 3 ? 1.5 * 0.8 * 3 * longer : 0;
      expect(after[pair][0] - before[pair][0]).toBeCloseTo(liked, 4);
    }
  });

  it('says of a choice what the source added, and that it slipped', () => {
    const settings = settingsOf({sourceFaults: 1});
    const world = openResponses(settings, undefined, {pool});
    const labels = (pair: number) => world.reasons!(pair, settings).parts.map(({label}) => label);
    expect(labels(3).join()).toMatch(/(longer|shorter), and its source likes length/);
    expect(labels(0).join()).not.toMatch(/source/);
    const turned = rowsOf(world, 'world/chances').findIndex(([, flip]) => flip < 0);
    expect(turned % 4 === 1 || turned % 4 === 2).toBe(true);
    expect(labels(turned).join()).toMatch(/the choice was flipped/);
  });
});

describe('curation', () => {
  it('keeps as many of each source, those that lead, in order', () => {
    const leads = [5, 1, 9, -1, 4, 2, 8, -2, 6, 3, 7, -3];
    expect(pool.bestOfEach(leads, 4)).toEqual([2, 3, 8, 9]);
    expect(pool.bestOfEach(leads, 8)).toEqual([0, 2, 3, 5, 6, 7, 8, 9]);
    expect(pool.bestOfEach(leads, 12)).toHaveLength(12);
  });

  it('by a rater who reads exactly, keeps pairs whose chosen answer is better, and the unseen pairs stay', () => {
    const given = {...SURE, sourceFaults: 1, learnFrom: 200};
    const [some, best] = [worldOf(given), worldOf({...given, curated: true, raterError: 0})];
    expect([best.train, best.unseen]).toEqual([some.train, some.unseen]);
    for (const slot of ['world/features', 'world/texts'])
      expect(rowsOf(best, slot).slice(2 * 200)).toEqual(rowsOf(some, slot).slice(2 * 200));
    const settings = settingsOf({...given, curated: true, raterError: 0});
    const features = rowsOf(best, 'world/features');
    const worth = (item: number) => ATTRIBUTES.reduce((sum, {name}, k) => sum + settings[name] * features[item][k], 0);
    for (let pair = 0; pair < 200; pair++) {
      const lead = worth(2 * pair) - worth(2 * pair + 1);
      expect(best.reasons!(pair, settings).towards === 'A' ? lead : -lead).toBeGreaterThan(0);
    }
  });

  it('is without effect where all pairs are learnt from, or annotators differ', () => {
    for (const given of [{learnFrom: 0}, {learnFrom: 1000}, {learnFrom: 200, annotators: 10}]) {
      const [off, on] = [worldOf(given), worldOf({...given, curated: true})];
      for (const slot of Object.keys(off.slots)) expect(numbers(on, slot)).toEqual(numbers(off, slot));
    }
  });
});

onBackends(['wasm'], () => {
  it('a member of a population gets the bits that it gets alone', async () => {
    const spec = specWith({sourceFaults: 1, learnFrom: 200, curated: true});
    const {unequal} = await besideAlone(spec, 12);
    expect(unequal).toEqual({slots: 0, metrics: 0});
  });
});
