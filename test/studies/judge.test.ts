import fc from 'fast-check';
import {jStat} from 'jstat';
import {describe, expect, it} from 'vitest';
import type {Clause, Values} from '../../src/studies/kit/clauses.ts';
import {judge} from '../../src/studies/kit/judge.ts';

const seedsOf = (n: number) => Array.from({length: n}, (_, i) => 101 + i);

/** One clause on arms a and b, whose measure m is given by seed. */
function judged(clause: Partial<Clause> & {kind: Clause['kind']}, a: readonly number[], b = a.map(() => 0)) {
  const whole = {text: 'It is so.', measure: 'm', arms: ['a', 'b'], margin: 0, ...clause} as Clause;
  return judge({clauses: [whole], values: {a: {m: a}, b: {m: b}}, seeds: seedsOf(a.length)}).clauses[0];
}

const A = [0.71, 0.74, 0.69, 0.8, 0.73, 0.72, 0.77, 0.7];
const B = [0.69, 0.7, 0.7, 0.75, 0.71, 0.72, 0.74, 0.69];
const differences = A.map((value, i) => value - B[i]);
/** Of the differences, by another implementation. */
const tOf = (margin: number) => (jStat.mean(differences) - margin) / (jStat.stdev(differences, true) / Math.sqrt(8));
const upper = (t: number) => 1 - jStat.studentt.cdf(t, 7);

describe('comparisons', () => {
  it.each([
    ['greater', 0, 0],
    ['greater', 0.01, 0.01],
    ['noninferior', 0.01, -0.01],
  ] as const)('%s with margin %f is a one-sided paired t test', (kind, margin, against) => {
    const {effect, p, adjusted, ci95, values} = judged({kind, margin}, A, B);
    expect(effect).toBeCloseTo(0.02, 12);
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(differences[i], 15);
    expect(p).toBeCloseTo(upper(tOf(against)), 7);
    expect(adjusted).toBe(p);
    const [low, high] = jStat.tci(0.02, 0.05, differences);
    expect(ci95![0]).toBeCloseTo(low, 9);
    expect(ci95![1]).toBeCloseTo(high, 9);
  });

  it.each([0.02, 0.03, 0.05])('equivalent with margin %f is two one-sided tests', (margin) => {
    const {p, verdict} = judged({kind: 'equivalent', margin}, A, B);
    expect(p).toBeCloseTo(Math.max(upper(tOf(-margin)), upper(-tOf(margin))), 7);
    expect(verdict).toBe(margin === 0.05 ? 'shows' : 'unclear');
  });

  it('weigh arms: by how much one gain is larger than another', () => {
    const row = (add: number) => ({m: [1, 2, 4].map((value, i) => value + add * i)});
    const values = {a: row(3), b: row(1), c: row(2), d: row(1)};
    const clause = {
      ...{text: 'It is so.', measure: 'm', margin: 0},
      kind: 'greater',
      arms: {a: 1, b: -1, c: -1, d: 1},
    } as const;
    expect(judge({clauses: [clause], values, seeds: seedsOf(3)}).clauses[0].values).toEqual([0, 1, 2]);
  });

  it('do not show when the interval lies wholly outside the claimed region', () => {
    const low = [-3, -2, -2.5, -3.1];
    expect(judged({kind: 'greater'}, low).verdict).toBe('does not show');
    expect(judged({kind: 'noninferior', margin: 0.5}, low).verdict).toBe('does not show');
    expect(judged({kind: 'noninferior', margin: 2.5}, low).verdict).toBe('unclear');
    expect(judged({kind: 'noninferior', margin: 5}, low).verdict).toBe('shows');
    for (const sign of [1, -1]) {
      const values = low.map((value) => sign * value);
      expect(judged({kind: 'equivalent', margin: 0.5}, values).verdict).toBe('does not show');
      expect(judged({kind: 'equivalent', margin: 5}, values).verdict).toBe('shows');
    }
  });

  it('state what does not vary', () => {
    const same = judged({kind: 'greater', margin: 0.1}, [0.5, 0.7, 0.1 + 0.2], [0.2, 0.4, 0]);
    expect(same).toMatchObject({p: null, adjusted: null, ci95: null, verdict: 'shows'});
    expect(same.note).toMatch(/same value/);
    expect(judged({kind: 'greater'}, [1, 2], [1, 2]).verdict).toBe('does not show');
    expect(judged({kind: 'equivalent', margin: 0.1}, [1, 2], [1, 2]).verdict).toBe('shows');
  });

  it('test nothing with one seed', () => {
    const one = judged({kind: 'greater'}, [5]);
    expect(one).toMatchObject({effect: 5, p: null, ci95: null, verdict: 'unclear'});
    expect(one.note).toMatch(/One seed/);
  });

  const numbers = fc.array(fc.double({min: -10, max: 10, noNaN: true}), {minLength: 3, maxLength: 9});

  it('do not change when all arms are shifted with a seed', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.array(fc.double({min: -5, max: 5, noNaN: true}), {minLength: 9, maxLength: 9}),
        (a, shifts) => {
          fc.pre(jStat.stdev(a, true) > 1e-3);
          const b = a.map((_, i) => shifts[i]);
          const shifted = judged(
            {kind: 'greater', margin: 0.1},
            a.map((value, i) => value + shifts[i]),
            b,
          );
          expect(shifted.p).toBeCloseTo(judged({kind: 'greater', margin: 0.1}, a).p!, 6);
        },
      ),
      {numRuns: 100},
    );
  });

  it('with the arms exchanged have the other tail', () => {
    fc.assert(
      fc.property(numbers, (a) => {
        fc.pre(jStat.stdev(a, true) > 1e-3);
        const zero = a.map(() => 0);
        const [one, other] = [judged({kind: 'greater'}, a, zero), judged({kind: 'greater'}, zero, a)];
        expect(one.p! + other.p!).toBeCloseTo(1, 12);
        expect(one.effect).toBeCloseTo(-other.effect, 12);
        expect(one.ci95![0]).toBeCloseTo(-other.ci95![1], 12);
        const equivalent = (list: readonly number[]) => judged({kind: 'equivalent', margin: 1}, list).p!;
        expect(equivalent(a)).toBeCloseTo(equivalent(a.map((value) => -value)), 12);
      }),
      {numRuns: 100},
    );
  });
});

/** Values of five arms: measure x is their number, y is given by seed. */
const ofArms = (y: readonly (readonly number[])[], more: Record<string, readonly (readonly number[])[]> = {}): Values =>
  Object.fromEntries(
    y[0].map((_, arm) => [
      `arm${arm}`,
      {
        x: y.map(() => arm),
        y: y.map((seed) => seed[arm]),
        ...Object.fromEntries(Object.entries(more).map(([name, rows]) => [name, rows.map((seed) => seed[arm])])),
      },
    ]),
  );

const ARMS = ['arm0', 'arm1', 'arm2', 'arm3', 'arm4'];
const CORRELATION = {text: 'They go together.', kind: 'correlation', of: ['x', 'y'], arms: ARMS, margin: 0} as const;
const correlated = (
  more: Pick<Clause & {kind: 'correlation'}, 'by' | 'sign'> & {margin?: number},
  y: readonly (readonly number[])[],
) => judge({clauses: [{...CORRELATION, ...more}], values: ofArms(y), seeds: seedsOf(y.length)}).clauses[0];

describe('correlations', () => {
  const Y = [
    [1, 3, 2, 5, 4],
    [1, 2, 3, 5, 4],
    [2, 1, 4, 3, 5],
  ];
  // 1 - 6 sum(d^2) / (n^3 - n) with squares of differences 1 + 1 + 1 + 1, 1 + 1, and 4 times 1.
  const RS = [0.8, 0.9, 0.8];
  const ZS = RS.map(Math.atanh);

  it('are tested on the z of each seed', () => {
    const positive = correlated({by: 'spearman', sign: 'positive', margin: 0.5}, Y);
    for (const [i, r] of RS.entries()) expect(positive.values[i]).toBeCloseTo(r, 12);
    expect(positive.effect).toBeCloseTo(Math.tanh(jStat.mean(ZS)), 12);
    const t = (jStat.mean(ZS) - Math.atanh(0.5)) / (jStat.stdev(ZS, true) / Math.sqrt(3));
    expect(positive.p).toBeCloseTo(1 - jStat.studentt.cdf(t, 2), 7);
    const [low, high] = jStat.tci(jStat.mean(ZS), 0.05, ZS);
    expect(positive.ci95![0]).toBeCloseTo(Math.tanh(low), 9);
    expect(positive.ci95![1]).toBeCloseTo(Math.tanh(high), 9);
    expect(positive.verdict).toBe('shows');
  });

  it('mirror when a measure changes its sign', () => {
    const mirrored = correlated(
      {by: 'pearson', sign: 'negative', margin: 0.5},
      Y.map((seed) => seed.map((y) => -y)),
    );
    const positive = correlated({by: 'pearson', sign: 'positive', margin: 0.5}, Y);
    expect(mirrored.p).toBeCloseTo(positive.p!, 12);
    expect(mirrored.effect).toBeCloseTo(-positive.effect, 12);
    expect(mirrored.verdict).toBe(positive.verdict);
    expect(correlated({by: 'pearson', sign: 'negative'}, Y).verdict).toBe('does not show');
  });

  it('stay finite where points lie on a line', () => {
    const line = [0, 1, 2, 3, 4];
    const {effect, values, p} = correlated({by: 'pearson', sign: 'positive'}, [line, line, [0, 1, 2, 3, 5]]);
    expect(values[0]).toBeCloseTo(1, 12);
    expect(effect).toBeLessThan(1);
    expect(p).toBeGreaterThan(0);
    const stated = correlated({by: 'spearman', sign: 'positive'}, [line, line]);
    expect(stated).toMatchObject({p: null, verdict: 'shows'});
    expect(stated.effect).toBeCloseTo(0.95, 12);
  });

  it('count as 0, and say so, where a measure is the same for all arms', () => {
    const flat = correlated({by: 'pearson', sign: 'positive'}, [...Y, [1, 1, 1, 1, 1]]);
    expect(flat.values[3]).toBe(0);
    expect(flat.note).toMatch(/seed 104/);
  });

  it('need five arms, and a margin that can be exceeded', () => {
    const few = {...CORRELATION, by: 'pearson', sign: 'positive', arms: ARMS.slice(1)} as const;
    expect(() => judge({clauses: [few], values: ofArms(Y), seeds: seedsOf(3)})).toThrow(/at least 5/);
    expect(() => correlated({by: 'spearman', sign: 'positive', margin: 0.96}, Y)).toThrow(/below 0.95/);
  });
});

describe('bounds', () => {
  const exact = (bounds: {atLeast?: number; atMost?: number}, a: readonly number[]) =>
    judged({kind: 'exact', arm: 'a', ...bounds}, a);

  it('must be met with every seed', () => {
    expect(exact({atLeast: 0, atMost: 1}, [0, 0.5, 1])).toMatchObject({verdict: 'shows', p: null, margin: null});
    const broken = exact({atMost: 1}, [0, 1.5, 2]);
    expect(broken.verdict).toBe('does not show');
    expect(broken.note).toMatch(/seeds 102, 103/);
    expect(exact({atLeast: 1}, [1]).verdict).toBe('shows');
    expect(() => exact({}, [1])).toThrow(/no bound/);
  });
});

describe('members', () => {
  const names = Array.from({length: 12}, (_, i) => `arm${i}`);
  const wave = (seed: number, by: number) => names.map((_, i) => i + by * Math.sin(7 * i + seed));
  const values = ofArms([wave(1, 1), wave(2, 1)], {noisy: [wave(3, 9), wave(4, 9)]});
  const clause = {
    text: 'y tells more.',
    kind: 'members',
    of: ['y', 'noisy'],
    with: 'x',
    arms: names,
    margin: 0,
  } as const;

  it.each(['pearson', 'spearman'] as const)('are resampled: %s of the first less that of the second', (by) => {
    const [one] = judge({clauses: [{...clause, by}], values, seeds: [1, 2]}).clauses;
    const x = names.map((_, i) => i);
    const r = by === 'pearson' ? jStat.corrcoeff : jStat.spearmancoeff;
    const expected = [r(x, wave(1, 1)) - r(x, wave(3, 9)), r(x, wave(2, 1)) - r(x, wave(4, 9))];
    for (const [i, value] of one.values.entries()) expect(value).toBeCloseTo(expected[i], 12);
    expect(one.effect).toBeCloseTo(jStat.mean(expected), 12);
    expect(one.ci95![0]).toBeGreaterThan(0);
    expect(one.ci95![1]).toBeLessThan(2);
    expect(one).toMatchObject({verdict: 'shows'});
    const [other] = judge({clauses: [{...clause, by, of: ['noisy', 'y']}], values, seeds: [1, 2]}).clauses;
    expect(other.verdict).toBe('does not show');
    expect(other.ci95![0]).toBeCloseTo(-one.ci95![1], 12);
  });

  it('are refused where a measure does not vary', () => {
    const flat = ofArms([names.map(() => 1)], {noisy: [wave(3, 9)]});
    expect(() => judge({clauses: [{...clause, by: 'pearson'}], values: flat, seeds: [1]})).toThrow(
      /same for nearly all/,
    );
  });
});

describe('a claim', () => {
  const row = (add: number) => ({m: A.map((value) => value + add)});
  const values = {a: {m: A}, b: {m: B}, high: row(0.5), noisy: {m: A.map((value, i) => value + (i % 2 ? 1 : -1))}};
  const clause = (a: keyof typeof values, b: keyof typeof values): Clause => ({
    ...{text: `${a} > ${b}`, measure: 'm', margin: 0},
    kind: 'greater',
    arms: [a, b],
  });
  const verdictOf = (...clauses: Clause[]) => judge({clauses, values, seeds: seedsOf(8)});

  it('shows when all clauses do, and does not when any of them does not', () => {
    expect(verdictOf(clause('a', 'b'), clause('high', 'a')).verdict).toBe('shows');
    expect(verdictOf(clause('a', 'b'), clause('noisy', 'a')).verdict).toBe('unclear');
    expect(verdictOf(clause('noisy', 'a'), clause('b', 'a')).verdict).toBe('does not show');
    expect(verdictOf().verdict).toBe('unclear');
  });

  it('corrects for the clauses that are tested', () => {
    const {clauses} = verdictOf(clause('a', 'b'), clause('high', 'a'), clause('noisy', 'a'));
    expect(clauses[1].adjusted).toBeNull();
    expect(clauses[0].adjusted).toBeCloseTo(2 * clauses[0].p!, 15);
    expect(clauses[2].adjusted).toBe(clauses[2].p);
  });

  it('names arm, measure and seed of what is not a number', () => {
    const bad = {...values, b: {m: B.map((value, i) => (i === 2 ? Number.NaN : value))}};
    expect(() => judge({clauses: [clause('a', 'b')], values: bad, seeds: seedsOf(8)})).toThrow(
      /m of the arm b is NaN with seed 103/,
    );
    expect(() => judge({clauses: [clause('a', 'b')], values: {a: {m: A}}, seeds: seedsOf(8)})).toThrow(
      /m of the arm b/,
    );
    expect(() => judge({clauses: [clause('a', 'b')], values, seeds: seedsOf(9)})).toThrow(/undefined with seed 109/);
  });
});
