import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {ATTRIBUTES} from '../../src/worlds/responses/attributes.ts';
import {drawJudges, NEWCOMERS} from '../../src/worlds/responses/judges.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {hotContext} from '../reference/live.ts';
import {onBackends} from '../support/backends.ts';
import {specOf} from '../support/specs.ts';

type World = ReturnType<typeof openResponses>;
type Settings = Parameters<typeof openResponses>[0];

const settingsOf = (world: object): Settings => {
  const stage = {id: 'main', program: 'reward', spec: {world: {kind: 'responses', ...world}}, steps: 1};
  return (specOf({stages: [stage]}).stages[0].spec as {world: Settings}).world;
};
const numbers = (world: World, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));
const A = ATTRIBUTES.length;
const DRAWN = {annotators: 12, prototypes: 3, mixing: 0.3, drawing: 5};

describe('annotators with tastes of their own', () => {
  it('have one of the prototypes where nothing is mixed, and these cancel out', () => {
    const {tastes, groupOf} = drawJudges({...DRAWN, mixing: 0}, 500);
    for (const [u, taste] of tastes.entries()) expect(taste).toEqual(tastes[groupOf.indexOf(groupOf[u])]);
    const kinds = [0, 1, 2].map((k) => tastes[groupOf.indexOf(k)]);
    for (let a = 0; a < A; a++) expect(kinds[0][a] + kinds[1][a] + kinds[2][a]).toBeCloseTo(0, 6);
    for (const k of [0, 1, 2]) {
      const size = groupOf.filter((group) => group === k).length;
      expect(Math.abs(size - groupOf.length / 3)).toBeLessThan(1);
    }
  });

  it('have mixtures of them, each near the prototype that it is counted to', () => {
    const pure = drawJudges({...DRAWN, mixing: 0}, 500);
    const mixed = drawJudges(DRAWN, 500);
    const far = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((x, i) => x - b[i]));
    expect(mixed.groupOf).toEqual(pure.groupOf);
    mixed.tastes.forEach((taste, u) => {
      const kinds = [0, 1, 2].map((k) => far(taste, pure.tastes[pure.groupOf.indexOf(k)]));
      expect(kinds.indexOf(Math.min(...kinds))).toBe(mixed.groupOf[u]);
      expect(Math.min(...kinds)).toBeGreaterThan(0);
    });
  });

  it('stay who they are when there are more of them, and newcomers too', () => {
    const [few, many] = [drawJudges(DRAWN, 500), drawJudges({...DRAWN, annotators: 24}, 500)];
    expect(many.tastes.slice(0, 12)).toEqual(few.tastes.slice(0, 12));
    expect(many.tastes.slice(24)).toEqual(few.tastes.slice(12));
  });

  it('agree where there is one kind of taste', () => {
    for (const taste of drawJudges({...DRAWN, prototypes: 1}, 500).tastes) {
      expect(Math.max(...taste.map(Math.abs))).toBeLessThan(1e-12);
    }
  });

  it('show newcomers unseen pairs only, each at most once', () => {
    const {shown, each, labelled} = drawJudges(DRAWN, 200);
    expect([each, labelled]).toEqual([100, 40]);
    for (let v = 0; v < NEWCOMERS; v++) expect(new Set(shown.slice(v * each, (v + 1) * each)).size).toBe(each);
    expect(Math.max(...shown)).toBeLessThan(200);
  });
});

onBackends(['cpu', 'wasm'], () => {
  it('choose by gold, their taste and chance, newcomers too, and give their reasons', () => {
    const settings = settingsOf({pairs: 500, annotators: 10, disagreement: 1.5, care: 1.2, lengthBias: 0.4});
    const world = openResponses(settings);
    const {judges} = world;
    const all = 600 + NEWCOMERS * 100;
    const context = {
      replicas: 1,
      get: (slot: string) => {
        const {shape, dtype, initial} = world.slots[slot];
        return tf.tensor(initial!([0, 0]), [...shape], dtype);
      },
      key: () => {
        throw new Error('Nothing random is drawn here.');
      },
      ...hotContext([Object.fromEntries(Object.entries(settings).map(([name, x]) => [`world.${name}`, x as number]))]),
    };
    const labels = tf.tidy(() =>
      Array.from(world.labels(context, tf.expandDims(tf.range(0, all, 1, 'int32'), 0)).dataSync()),
    );
    const [features, chances, who, tastes, pairs] = [
      'world/features',
      'world/chances',
      judges!.who,
      'world/tastes',
      'world/pairs',
    ].map((slot) => numbers(world, slot));
    expect(new Set(who.slice(0, 600))).toEqual(new Set(Array.from({length: 10}, (_, u) => u)));
    let off = 0;
    for (let pair = 0; pair < all; pair++) {
      const felt = ATTRIBUTES.reduce(
        (sum, {name}, k) => {
          const gap = features[pairs[2 * pair] * A + k] - features[pairs[2 * pair + 1] * A + k];
          const worth = (settings as unknown as Record<string, number>)[name] + (name === 'length' ? 0.4 : 0);
          return sum + 1.2 * (worth + 1.5 * tastes[who[pair] * A + k]) * gap;
        },
        chances[5 * pair],
      );
      if (Number(felt > 0) !== labels[pair]) off++;
      const {towards, parts} = world.reasons(pair, settings);
      expect(towards).toBe(felt > 0 ? 'A' : 'B');
      expect(parts.reduce((sum, {amount}) => sum + amount, 0)).toBeCloseTo(Math.abs(felt), 4);
    }
    expect(off).toBeLessThanOrEqual(1);
    // Newcomers see pairs that are never trained on.
    const rows = numbers(world, judges!.rows);
    expect(Math.min(...rows.flatMap((row) => [pairs[2 * row], pairs[2 * row + 1]]))).toBeGreaterThanOrEqual(2 * 500);
  });
});
