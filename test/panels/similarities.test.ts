import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {SimilarityFrame} from '../../src/panels/data.ts';
import {readOut, similaritiesLayout, topOf} from '../../src/panels/similarities/layout.ts';
import {
  areaUnderCurve,
  densityOf,
  PLACES,
  placeAt,
  type Separation,
  separationOf,
} from '../../src/panels/similarities/separation.ts';

const frameOf = (rows: number[][]): SimilarityFrame => ({
  tick: 3,
  anchors: rows.map((row, i) => ({positive: row[i], negatives: Float32Array.from(row.filter((_, j) => j !== i))})),
});

const cosines = fc.array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 1, maxLength: 30});
const ascending = (values: number[]) => Float32Array.from(values).sort();

describe('how far positives and negatives are apart', () => {
  const frame = frameOf([
    [0.9, 0.1, 0.95],
    [-0.2, 0.7, 0.3],
  ]);
  const separation = separationOf(frame)!;

  test('takes the positives and the negatives of all anchors together', () => {
    expect(Array.from(separation.positives)).toEqual([0.7, 0.9].map(Math.fround));
    expect(Array.from(separation.negatives)).toEqual([-0.2, 0.1, 0.3, 0.95].map(Math.fround));
    expect(separation.medianPositive).toBeCloseTo(0.8, 6);
    expect(separation.nearer).toBe(0.25);
    expect(separation.means.positives).toBeCloseTo(0.8, 6);
    expect(separation.means.negatives).toBeCloseTo(1.15 / 4, 6);
  });

  test('has the area under the curve of all pairs counted one by one', () => {
    fc.assert(
      fc.property(cosines, cosines, (a, b) => {
        // A few ties.
        const [positives, negatives] = [ascending([...a, 0.5]), ascending([...b, 0.5])];
        let won = 0;
        for (const p of positives) for (const n of negatives) won += p > n ? 1 : p === n ? 0.5 : 0;
        expect(areaUnderCurve(positives, negatives)).toBeCloseTo(won / (positives.length * negatives.length), 9);
      }),
    );
  });

  test('has d′ as the distance of the means in standard deviations', () => {
    // Both kinds have variance 0.02 and means 0.6 apart.
    const two = frameOf([
      [0.9, 0.1],
      [0.3, 0.7],
    ]);
    expect(separationOf(two)!.dPrime).toBeCloseTo(0.6 / Math.sqrt(0.02), 4);
    expect(
      separationOf(
        frameOf([
          [1, 1],
          [1, 1],
        ]),
      )!.dPrime,
    ).toBeUndefined();
  });

  test('is not known of a batch without negatives', () => {
    expect(separationOf(frameOf([[1]]))).toBeUndefined();
  });
});

describe('a density', () => {
  const integral = (values: number[]) => {
    const density = densityOf(Float32Array.from(values));
    const step = 2 / (PLACES - 1);
    return density.reduce((sum, d, i) => sum + d * step * (i === 0 || i === PLACES - 1 ? 0.5 : 1), 0);
  };

  test('integrates to one, also with everything at an end', () => {
    expect(integral([0, 0.31, -0.4])).toBeCloseTo(1, 6);
    expect(integral([1, 1, 1])).toBeCloseTo(1, 6);
    expect(integral([-1, 0.999])).toBeCloseTo(1, 6);
    fc.assert(
      fc.property(cosines, (values) => {
        expect(integral(values)).toBeCloseTo(1, 5);
      }),
    );
  });

  test('is highest where the values are', () => {
    const density = densityOf(Float32Array.from([0.5, 0.5, -0.5]));
    expect(placeAt(density.indexOf(Math.max(...density)))).toBeCloseTo(0.5, 2);
  });
});

describe('the layout', () => {
  const separation = separationOf(
    frameOf([
      [0.9, 0.1, 0.95],
      [-0.2, 0.7, 0.3],
    ]),
  )!;

  const {densities} = separation;
  const tops = {positives: topOf(densities.positives, undefined), negatives: topOf(densities.negatives, undefined)};

  test('keeps its height until a hill no longer fits or is small in it', () => {
    const top = topOf(densities.positives, undefined);
    expect(top).toBeGreaterThanOrEqual(Math.max(...densities.positives));
    expect(topOf(densities.positives, 1.2 * top)).toBe(1.2 * top);
    expect(topOf(densities.positives, 10 * top)).toBe(top);
    expect(topOf(densities.positives, top / 10)).toBe(top);
  });

  test('marks means and the overlap where they are, and keeps every text inside', () => {
    for (const width of [280, 372, 700]) {
      const layout = similaritiesLayout({width, height: 190, separation, tops});
      expect(layout.means!.positives.x).toBeCloseTo(layout.x(separation.means.positives), 9);
      expect(layout.nearer!.x[0]).toBeCloseTo(layout.x(separation.medianPositive), 9);
      expect(layout.labels.map(({key}) => key).sort()).toEqual(['negatives', 'positives']);
      for (const y of [...layout.positives!.y, ...layout.negatives!.y]) {
        expect(y).toBeGreaterThanOrEqual(layout.plot.top);
        expect(y).toBeLessThanOrEqual(layout.plot.bottom + 1e-9);
      }
    }
  });

  test('has axes before there is a batch', () => {
    const layout = similaritiesLayout({width: 372, height: 190, separation: undefined, tops});
    expect(layout.positives).toBeUndefined();
    expect(layout.x(1)).toBe(layout.plot.right);
  });

  test('reads off what lies above a cosine', () => {
    const at = (s: number) => readOut(s, separation as Separation).map(({value}) => value);
    expect(at(0.8)).toEqual(['0.80', '50 %', '25 %']);
    expect(at(-1)).toEqual(['−1.00', '100 %', '100 %']);
  });
});
