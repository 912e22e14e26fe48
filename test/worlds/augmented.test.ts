import {describe, expect, it} from 'vitest';
import type {Things} from '../../src/worlds/points.ts';
import {ATTRIBUTES} from '../../src/worlds/responses/attributes.ts';
import {copiesOf, hullOf} from '../../src/worlds/responses/augmented.ts';
import {responses} from '../../src/worlds/responses/index.spec.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {expectWordsAsRead} from '../support/wording.ts';
import {partSettings} from '../support/worlds.ts';

const settingsOf = (changes: object = {}) =>
  partSettings(responses, {pairs: 250, learnFrom: 100, ...changes}) as Parameters<typeof openResponses>[0];
const open = (changes: object = {}) => openResponses(settingsOf(changes), undefined, {copy: copiesOf});
const numbers = (world: ReturnType<typeof open>, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));

/** Numbers from 0 to 1 that look random, the same every time. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (1103515245 * state + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/**
 * Corners of the hull by another way: principal axes of the centred counts themselves, word by word, by repeated products; and a text is
 * no corner where it lies in a triangle of three others.
 */
function cornersOf(texts: readonly (readonly number[])[], words: number): number[] {
  const rows = texts.map((text) => Array.from({length: words}, (_, w) => text.filter((token) => token === w).length));
  const means = rows[0].map((_, w) => rows.reduce((sum, row) => sum + row[w], 0) / rows.length);
  let left = rows.map((row) => row.map((x, w) => x - means[w]));
  const random = draws(7);
  const along = [0, 1].map(() => {
    let axis = means.map(() => random() - 0.5);
    for (let round = 0; round < 3000; round++) {
      const places = left.map((row) => row.reduce((sum, x, w) => sum + x * axis[w], 0));
      const next = axis.map((_, w) => left.reduce((sum, row, i) => sum + row[w] * places[i], 0));
      const length = Math.hypot(...next);
      axis = next.map((x) => x / length);
    }
    const places = left.map((row) => row.reduce((sum, x, w) => sum + x * axis[w], 0));
    left = left.map((row, i) => row.map((x, w) => x - places[i] * axis[w]));
    return places;
  });
  const point = (i: number) => [along[0][i], along[1][i]];
  const side = (a: number, b: number, c: number) => {
    const [p, q, r] = [a, b, c].map(point);
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  };
  const all = texts.map((_, i) => i);
  return all.filter((i) => {
    const others = all.filter((j) => j !== i);
    return !others.some((a) =>
      others.some((b) =>
        others.some((c) => {
          const sides = [side(a, b, i), side(b, c, i), side(c, a, i)];
          return a < b && b < c && (sides.every((x) => x > 0) || sides.every((x) => x < 0));
        }),
      ),
    );
  });
}

describe('the hull of texts', () => {
  it.each([5, 8, 12])('of %d has the corners that are found one by one', (count) => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = draws(seed * 1000 + count);
      const texts = Array.from({length: count}, () => Array.from({length: 25}, () => Math.floor(9 * random())));
      expect(hullOf(texts)).toEqual(cornersOf(texts, 9));
    }
  });

  it('leaves out what lies between others, and what is there twice', () => {
    // Three corners of a triangle, their middle, and a corner once more.
    expect(
      hullOf([
        [1, 1, 1],
        [2, 2, 2],
        [3, 3, 3],
        [1, 2, 3],
        [2, 2, 2],
      ]),
    ).toHaveLength(3);
    expect(
      hullOf([
        [1, 1, 1],
        [2, 2, 2],
        [3, 3, 3],
        [1, 2, 3],
      ]),
    ).toEqual([0, 1, 2]);
    // Along a line, its ends; of nothing but one text, that text.
    expect(
      hullOf([
        [1, 1],
        [1, 2],
        [2, 2],
      ]),
    ).toEqual([0, 2]);
    expect(hullOf([[1], [1], [1]]).length).toBeLessThanOrEqual(2);
  });
});

describe('a world with perturbed copies', () => {
  const plain = open();
  const [hull, random] = (['hull', 'random'] as const).map((augmentation) => open({augmentation}));

  it('has the same pairs before them, and the same unseen ones behind', () => {
    expect(plain.train).toBe(100);
    expect(hull.train).toBeGreaterThan(100 + 2.5 * 100);
    expect(hull.train).toBeLessThan(100 + 5 * 100);
    expect([hull.unseen, random.train]).toEqual([plain.unseen, hull.train]);
    for (const world of [hull, random]) {
      const names = (world.points as Things).names!;
      const before = (plain.points as Things).names!;
      expect(names.slice(0, 200)).toEqual(before.slice(0, 200));
      expect(names.slice(2 * world.train)).toEqual(before.slice(200));
      expect(numbers(world, 'world/chances').slice(5 * world.train)).toEqual(
        numbers(plain, 'world/chances').slice(500),
      );
    }
    expectWordsAsRead(hull);
  });

  it('changes some words of one answer of each pair, never what it is worth or which was chosen', () => {
    const copies = copiesOf(answersOf(plain), settingsOf({augmentation: 'hull'}));
    const [texts, features, chances] = ['world/texts', 'world/features', 'world/chances'].map((slot) =>
      numbers(hull, slot),
    );
    const {length} = hull.texts!.input;
    const text = (item: number) => texts.slice(item * length, (item + 1) * length);
    const A = ATTRIBUTES.length;
    let changed = 0;
    copies.forEach(({place, side}, i) => {
      const pair = 100 + i;
      expect(chances.slice(5 * pair, 5 * pair + 5)).toEqual(chances.slice(5 * place, 5 * place + 5));
      for (const k of [0, 1]) {
        const [copy, own] = [2 * pair + k, 2 * place + k];
        expect(features.slice(A * copy, A * copy + A)).toEqual(features.slice(A * own, A * own + A));
        const other = text(own).filter((token, at) => token !== text(copy)[at]);
        if (k !== side) expect(other).toEqual([]);
        changed += other.length;
        text(copy).forEach((token, at) => {
          expect([text(own)[at], 0]).toContain(token);
        });
      }
    });
    const words = copies.reduce((sum, {shown}) => sum + shown.length, 0);
    expect(Math.abs(changed / words - 0.15)).toBeLessThan(0.02);
  });

  it('keeps as many at random, some of them others', () => {
    const answers = answersOf(plain);
    const [corners, any] = (['hull', 'random'] as const).map((augmentation) =>
      copiesOf(answers, settingsOf({augmentation, copies: 12})),
    );
    expect(any.map(({place, side}) => [place, side])).toEqual(corners.map(({place, side}) => [place, side]));
    const same = any.filter(({shown}, i) => shown.join() === corners[i].shown.join()).length / any.length;
    expect(same).toBeLessThan(0.5);
    const sides = new Set(corners.map(({place, side}) => `${place} ${side}`));
    expect(sides.size).toBe(100);
    const first = [...sides].filter((one) => one.endsWith(' 0')).length;
    expect(Math.abs(first - 50)).toBeLessThan(20);
  });
});

/** Answers of the pairs to learn from, as tokens without their questions, from the page's own words. */
function answersOf(world: ReturnType<typeof open>) {
  const texts = numbers(world, 'world/texts');
  const {length} = world.texts!.input;
  return Array.from({length: 2 * world.train}, (_, item) => {
    const whole = texts.slice(item * length, (item + 1) * length).filter((token) => token >= 0);
    const words = world.wording!.text(item).words.length;
    return {item, tokens: whole.slice(whole.length - words)};
  });
}
