import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {anisotropy} from '../../src/metrics/anisotropy/compute.ts';
import {classCollapse} from '../../src/metrics/classCollapse/compute.ts';
import {kNearest} from '../../src/metrics/kNearest/compute.ts';
import {linearProbe} from '../../src/metrics/linearProbe/compute.ts';
import {meanClassifier} from '../../src/metrics/meanClassifier/compute.ts';
import {modalityGap} from '../../src/metrics/modalityGap/compute.ts';
import {
  nearestByCosine,
  nearestByDistance,
  neighbourhoodPreservation,
} from '../../src/metrics/neighbourhoodPreservation/compute.ts';
import {retrieval} from '../../src/metrics/retrieval/compute.ts';
import {cosinesOfPairs, spearman} from '../../src/metrics/spearman/compute.ts';
import {examinations, examine} from '../../src/programs/encoder/examined.ts';
import {encoder} from '../../src/programs/encoder/index.ts';
import {dataSlot, type Retrieval, type RowsOf, type World} from '../../src/worlds/world.ts';
import {read} from '../reference/checks/kernels.ts';
import {advanceTo, latentSpec, open} from '../reference/checks/runs.ts';
import * as exact from '../reference/examined.ts';
import {type Matrix, matrix, unit} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {encoderSpec} from '../support/specs.ts';

const rowsOf = (x: Matrix) => ({data: Float32Array.from(x.flat()), dimension: x[0].length});
const rounded = (x: Matrix) => x.map((row) => row.map(Math.fround));

/** Overlapping clusters: 3 classes, the first more frequent, of which the last `tested` rows are measured on. */
function clusters(n: number, d: number, spread: number) {
  const next = inputs(n * d);
  const classOf = Array.from({length: n}, (_, i) => [0, 1, 0, 2][i % 4]);
  const centres = matrix(3, d, next);
  const x = rounded(matrix(n, d, (i, k) => 2 + centres[classOf[i]][k] + spread * next()));
  const train = Math.floor(0.7 * n);
  return {x, train, classOf, labelled: {...rowsOf(x), train, classOf, classes: 3}};
}

describe.each([
  [40, 2, 1],
  [203, 8, 2],
  [400, 3, 1.5],
])('of %i overlapping clusters in %i dimensions', (n, d, spread) => {
  const {x, train, classOf, labelled} = clusters(n, d, spread);

  it('the vote of the nearest is that of sorted distances', () => {
    const right = exact.kNearest(x, train, classOf);
    expect(right).toBeLessThan(1);
    expect(kNearest(labelled)).toBeCloseTo(right, 12);
  });

  it('the linear probe is the regression with a column of ones', () => {
    const right = exact.linearProbe(x, train, classOf);
    expect(right).toBeLessThan(1);
    expect(linearProbe(labelled)).toBeCloseTo(right, 12);
  });

  it('the mean classifier is that of the softmax, and its deviation that of power iteration', () => {
    const right = exact.meanClassifier(x, train, classOf);
    const found = meanClassifier(labelled);
    for (const name of Object.keys(right) as (keyof typeof right)[]) {
      expect(found[name], name).toBeCloseTo(right[name], name === 'intraclassDeviation' ? 6 : 10);
    }
    expect(right.meanClassifier).toBeLessThan(1);
  });

  it('the collapse of classes is the ratio of spreads over all pairs', () => {
    const right = exact.classCollapse(x.slice(train), classOf.slice(train));
    expect(classCollapse(labelled) / right).toBeCloseTo(1, 6);
  });
});

describe('classifiers of the representation', () => {
  const labelled = (x: Matrix, classOf: number[], train: number) => ({...rowsOf(x), classOf, train, classes: 3});

  it('find classes that are apart, and both say the most frequent class where all points are one', () => {
    const classOf = Array.from({length: 60}, (_, i) => i % 3);
    const apart = matrix(60, 4, (i, k) => Number(k === classOf[i]) + 0.001 * i);
    expect(kNearest(labelled(apart, classOf, 40))).toBe(1);
    expect(linearProbe(labelled(apart, classOf, 40))).toBe(1);
    const unequal = Array.from({length: 60}, (_, i) => [0, 0, 0, 1, 2][i % 5]);
    const one = matrix(60, 4, () => 0.5);
    expect(kNearest(labelled(one, unequal, 40))).toBeCloseTo(0.6, 12);
    expect(linearProbe(labelled(one, unequal, 40))).toBeCloseTo(0.6, 12);
    const nothing = matrix(60, 4, () => 0);
    expect(kNearest(labelled(nothing, unequal, 40))).toBeCloseTo(0.6, 12);
    expect(linearProbe(labelled(nothing, unequal, 40))).toBeCloseTo(0.6, 12);
  });

  it('are right by chance where all is one and no class is more frequent', () => {
    const classOf = Array.from({length: 60}, (_, i) => i % 3);
    const one = matrix(60, 4, () => 0.5);
    expect(kNearest(labelled(one, classOf.slice(0, 30).concat(classOf.slice(0, 30)), 30))).toBeCloseTo(1 / 3, 12);
    expect(linearProbe(labelled(one, classOf, 30))).toBeCloseTo(1 / 3, 12);
  });

  it('ask the nearest by the angle, and the five of them', () => {
    // Four of class 1 are nearest, then many of class 0: with five neighbours the four win, whatever the lengths.
    const x = [...matrix(4, 2, (i) => (i === 0 ? 0.1 : 1)), ...matrix(20, 2, (_, k) => (k === 0 ? 1 : 0.5)), [3, 3.1]];
    const classOf = [1, 1, 1, 1, ...new Array(20).fill(0), 1];
    expect(kNearest(labelled(x, classOf, 24))).toBe(1);
    const three = [1, 1, 0, 0, ...new Array(20).fill(0), 1];
    expect(kNearest(labelled(x, three, 24))).toBe(0);
  });

  it('differ where classes are circles: neighbours tell them apart, a line does not', () => {
    const next = inputs(3);
    const classOf = Array.from({length: 400}, (_, i) => i % 2);
    const x = classOf.map((c) => {
      const angle = Math.PI * next();
      return [(1 + c) * Math.cos(angle), (1 + c) * Math.sin(angle), 2];
    });
    expect(kNearest(labelled(x, classOf, 300))).toBe(1);
    expect(linearProbe(labelled(x, classOf, 300))).toBeLessThan(0.7);
  });
});

describe('the mean classifier', () => {
  const of = (x: Matrix, classOf: number[], train: number) =>
    meanClassifier({...rowsOf(x), train, classOf, classes: Math.max(...classOf) + 1});

  it('of classes that are axes: always right, log2(1 + (C - 1) / e) bits, no deviation, whatever the lengths', () => {
    const classOf = Array.from({length: 80}, (_, i) => i % 4);
    const x = matrix(80, 4, (i, k) => (1 + i) * Number(k === i % 4));
    const found = of(x, classOf, 40);
    expect([found.meanClassifier, found.meanClassifier5]).toEqual([1, 1]);
    expect(found.intraclassDeviation).toBeCloseTo(0, 12);
    expect(found.meanClassifierLoss).toBeCloseTo(Math.log2(1 + 3 / Math.E), 12);
  });

  it('is right by chance where all is one: log2 C bits', () => {
    const classOf = Array.from({length: 60}, (_, i) => i % 3);
    const found = of(
      matrix(60, 4, () => 0.5),
      classOf,
      30,
    );
    expect(found.meanClassifier).toBeCloseTo(1 / 3, 12);
    expect(found.meanClassifier5).toBeCloseTo(1 / 3, 12);
    expect(found.meanClassifierLoss).toBeCloseTo(Math.log2(3), 12);
    expect(found.intraclassDeviation).toBeCloseTo(0, 6);
  });

  it('has the deviation of two points at right angles, 1 / sqrt 2, in few and in many dimensions', () => {
    for (const d of [2, 300]) {
      const x = matrix(60, d, (i, k) => Number(k === (i >> 1) % 2));
      const classOf = Array.from({length: 60}, (_, i) => i % 2);
      expect(of(x, classOf, 20).intraclassDeviation).toBeCloseTo(Math.SQRT1_2, 6);
    }
  });

  it('leaves out a class without labelled things', () => {
    const classOf = [0, 0, 1, 1, 0, 1, 2];
    const x = matrix(7, 3, (i, k) => Number(k === classOf[i]));
    const found = of(x, classOf, 4);
    expect(found.meanClassifier).toBeCloseTo(2 / 3, 12);
    expect(Number.isFinite(found.meanClassifierLoss)).toBe(true);
  });
});

describe('the collapse of classes', () => {
  const of = (x: Matrix, classOf: number[]) =>
    classCollapse({...rowsOf(x), train: 0, classOf, classes: Math.max(...classOf) + 1});

  it('is 0 where each class is one point, whatever the lengths', () => {
    const classOf = Array.from({length: 30}, (_, i) => i % 3);
    expect(
      of(
        matrix(30, 3, (i, k) => (1 + i) * Number(k === i % 3)),
        classOf,
      ),
    ).toBeCloseTo(0, 12);
  });

  it('is (n - C) / (C - 1) where classes tell nothing, and where all is one point', () => {
    const next = inputs(2);
    const classOf = Array.from({length: 600}, (_, i) => i % 3);
    expect(of(matrix(600, 16, next), classOf) / (597 / 2)).toBeCloseTo(1, 0);
    expect(
      of(
        matrix(600, 16, () => 1),
        classOf,
      ),
    ).toBe(597 / 2);
    expect(of(matrix(5, 2, next), [0, 0, 0, 0, 0])).toBe(4);
  });

  it('of two classes about two poles is the ratio by hand', () => {
    // Cosines c about each pole: m_c has length c, within 1 - c^2 a point, between c^2.
    const angle = 0.3;
    const x = [angle, -angle, Math.PI + angle, Math.PI - angle].map((a) => [Math.cos(a), Math.sin(a)]);
    expect(of(x, [0, 0, 1, 1])).toBeCloseTo(Math.tan(angle) ** 2, 6);
  });
});

describe('the preservation of neighbourhoods', () => {
  const preserved = (input: Matrix, after: Matrix) =>
    neighbourhoodPreservation(nearestByDistance(rowsOf(input)), nearestByCosine(rowsOf(after)));
  const next = inputs(9);
  const input = rounded(matrix(120, 3, next));

  it('is what sorting finds', () => {
    const after = rounded(input.map((row) => row.map((value) => value + 0.4 * next())));
    const right = exact.neighbourhoodPreservation(input, after);
    expect(right).toBeGreaterThan(0.2);
    expect(right).toBeLessThan(0.9);
    expect(preserved(input, after)).toBeCloseTo(right, 12);
  });

  it('is 1 where nothing has changed but the size, and chance where all points are one', () => {
    const sphere = input.map(unit);
    expect(
      preserved(
        sphere,
        sphere.map((row) => row.map((v) => 7 * v)),
      ),
    ).toBeGreaterThan(0.99);
    expect(
      preserved(
        input,
        matrix(120, 3, () => 1),
      ),
    ).toBeCloseTo(10 / 119, 12);
  });

  it('of fewer than eleven things is 1: all are neighbours', () => {
    expect(preserved(input.slice(0, 5), input.slice(5, 10))).toBeCloseTo(1, 12);
  });
});

describe("Spearman's rank correlation", () => {
  it('with equal values is Pearson of mean ranks', () => {
    const next = inputs(4);
    const x = Array.from({length: 60}, () => Math.round(4 * next()));
    const y = x.map((value) => Math.round(value + 3 * next()));
    expect(spearman(x, y)).toBeCloseTo(exact.spearman(x, y), 12);
    expect(spearman(x, y)).toBeGreaterThan(0.2);
  });

  it('is 1 for any rising relation, -1 for a falling one, 0 where one of the two is constant', () => {
    const x = [0.1, 5, -3, 8, 2];
    expect(spearman(x, x.map(Math.exp))).toBeCloseTo(1, 12);
    expect(
      spearman(
        x,
        x.map((v) => -(v ** 3)),
      ),
    ).toBeCloseTo(-1, 12);
    expect(spearman(x, [1, 1, 1, 1, 1])).toBe(0);
    // A known case: d = 0, 0, 1, -1: 1 - 6 * 2 / (4 * 15).
    expect(spearman([1, 2, 3, 4], [10, 20, 40, 30])).toBeCloseTo(0.8, 12);
  });

  it('takes cosines of rows i and P + i', () => {
    const found = cosinesOfPairs(
      rowsOf([
        [1, 0],
        [0, 2],
        [3, 3],
        [0, -1],
      ]),
    );
    expect([...found]).toEqual([expect.closeTo(Math.SQRT1_2, 6), -1]);
  });
});

describe('search', () => {
  /** One query whose cosines with the documents are given. */
  const search = (cosines: number[], relevance: number[]) =>
    retrieval(rowsOf([[1, 0], ...cosines.map((c) => [c, Math.sqrt(1 - c * c)])]), relevance, 1);

  it.each([
    [
      [0.9, 0.8, 0.7, 0.6],
      [0, 1, 0.5, 0],
    ],
    [
      [0.9, 0.9, 0.7, 0.7],
      [0, 1, 0.5, 1],
    ],
    [
      [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.1],
      [0, 0, 0, 0.2, 0, 1, 1],
    ],
    [
      [0.3, 0.9, 0.3, 0.3, 0.9, 0.1, 0.3],
      [0.4, 0, 1, 0, 0.3, 0, 1],
    ],
  ])('with cosines %j and relevance %j is the mean over all orders', (cosines, relevance) => {
    const right = exact.retrievalOf(cosines, relevance);
    for (const [name, value] of Object.entries(search(cosines, relevance)))
      expect(value, name).toBeCloseTo(right[name as keyof typeof right], 6);
  });

  it('at ten looks at ten places', () => {
    const cosines = Array.from({length: 14}, (_, i) => 0.95 - 0.05 * i);
    const only = (place: number) =>
      search(
        cosines,
        cosines.map((_, i) => Number(i === place)),
      );
    expect(only(0)).toEqual({ndcgAt10: 1, retrievalAt1: 1, retrievalAt5: 1, retrievalAt10: 1});
    expect(only(4)).toMatchObject({retrievalAt1: 0, retrievalAt5: 1});
    expect(only(5).retrievalAt5).toBe(0);
    expect(only(9).ndcgAt10).toBeCloseTo(1 / Math.log2(11), 12);
    expect(only(9).retrievalAt10).toBe(1);
    expect(only(10)).toEqual({ndcgAt10: 0, retrievalAt1: 0, retrievalAt5: 0, retrievalAt10: 0});
  });

  it('is the mean over queries that something answers, and chance where all points are one', () => {
    const rows = rowsOf([
      [1, 0],
      [0, 1],
      [1, 1],
      [1, 0.1],
      [0.1, 1],
    ]);
    // The first finds its document first, the second second, the third has none.
    const {retrievalAt1} = retrieval(rows, [1, 0, 1, 0, 0, 0], 3);
    expect(retrievalAt1).toBe(0.5);
    const one = rowsOf(matrix(21, 3, () => 1));
    const {retrievalAt1: first, retrievalAt5: five} = retrieval(one, [1, ...new Array(19).fill(0)], 1);
    expect([first, five]).toEqual([expect.closeTo(1 / 20, 12), expect.closeTo(5 / 20, 12)]);
    expect(retrieval(one, new Array(20).fill(0), 1).ndcgAt10).toBe(0);
  });
});

onBackends(['cpu', 'wasm'], () => {
  it('anisotropy and the gap between two towers agree with double precision', async () => {
    const next = inputs(6);
    const [a, b] = [0.5, -0.2].map((shift) =>
      [0, 1].map(() => rounded(matrix(90, 5, (_, k) => next() + (k === 0 ? shift : 0)).map(unit))),
    );
    const [anisotropic, gap] = await read(() => [anisotropy(tf.tensor(a)), modalityGap(tf.tensor(a), tf.tensor(b))]);
    for (const r of [0, 1]) {
      expect(anisotropic[r]).toBeCloseTo(exact.anisotropy(a[r]), 5);
      expect(gap[r]).toBeCloseTo(exact.modalityGap(a[r], b[r]), 5);
    }
  });

  it('anisotropy is 1 of one point and -1/3 of a tetrahedron; the gap of poles is 2', async () => {
    const tetrahedron = [
      [1, 1, 1],
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ].map(unit);
    const pole = (at: number) => tf.tensor([matrix(4, 2, (_, k) => (k === 0 ? at : 0))]);
    const [one, four, gap] = await read(() => [
      anisotropy(pole(1)),
      anisotropy(tf.tensor([tetrahedron])),
      modalityGap(pole(1), pole(-1)),
    ]);
    expect([one[0], four[0], gap[0]]).toEqual([1, expect.closeTo(-1 / 3, 6), 2]);
  });

  it('a run on sentences is told how well it knows their likeness', async () => {
    const settings = {world: {kind: 'sentences'}, model: {width: 16, representation: 8}, training: {batch: 8}};
    const run = await open(encoderSpec(settings, {}), [{seed: 1}]);
    run.show('examine');
    const {metrics} = await run.collect();
    const values = Object.assign({}, ...metrics.map((one) => one.values));
    expect(Math.abs(values.spearman[0])).toBeLessThan(1);
    expect(values.spearman[0]).not.toBe(0);
    // Token numbers say nothing about how far texts are apart.
    expect(values).not.toHaveProperty('neighbourhoodPreservation');
    run.dispose();
  });

  it.each([
    [0, 'representation', [1, 1]],
    [1, 'point', [0, 0.5]],
  ])('a search in tower %i for what tower 0 asks looks at each %s', async (tower, _part, [first, five]) => {
    const search: Retrieval = {
      queries: {tower: 0, rows: 'queries'},
      documents: {tower, rows: 'documents'},
      relevance: Float32Array.of(1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0),
    };
    const world = {
      towers: [{input: {kind: 'tokens', vocabulary: 9, length: 4}, table: 'texts'}],
      unseenSets: [{tower: 0, rows: 'queries'}],
      retrieval: search,
      slots: {queries: dataSlot([2], Int32Array.of(0, 1))},
    } as Partial<World> as World;
    // Document 0 answers both. By the representation it comes first; by the points second for one, sixth for the other.
    const vectors = (documents: number[]): Matrix => documents.map((angle) => [Math.cos(angle), Math.sin(angle)]);
    const places = {
      representation: {queries: vectors([0, 0]), documents: vectors([0, 1, 2, 3, 4, 5, 6].map((i) => i / 10))},
      point: {queries: vectors([0, 0.5]), documents: vectors([0.5, 0, 1, 2, 3, 4, 5].map((i) => i / 10))},
    };
    const emitted: Record<string, tf.Tensor> = {};
    const embed = (part: keyof typeof places) => (rows: RowsOf) =>
      tf.tensor([places[part][rows.rows as 'queries' | 'documents']]);
    const emit = (name: string, value: tf.Tensor) => {
      emitted[name] = value;
    };
    examine({world, emit}, {representation: embed('representation'), point: embed('point')});
    const {retrieval: both} = emitted;
    expect(Object.keys(emitted)).toEqual(['retrieval']);
    const found = await examinations.retrieval((await both.data()) as Float32Array, both.shape.slice(1), {}, world);
    both.dispose();
    expect([found.retrievalAt1, found.retrievalAt5]).toEqual([first, five]);
  });

  it('a run is examined at every fifth evaluation and at its end; a member is measured as if it were alone', async () => {
    const spec = latentSpec('InfoNCE', 90);
    const together = await open(spec, [{seed: 1}, {seed: 2}]);
    const alone = await open(spec, [{seed: 2}]);
    for (const run of [together, alone]) advanceTo(run, 90);
    const [both, one] = [await together.collect(), await alone.collect()];
    const examined = (of: typeof both) => of.metrics.filter(({values}) => 'kNearest' in values);
    // It is evaluated every 15 ticks.
    expect(examined(both).map(({tick}) => tick)).toEqual([75, 90]);
    expect(both.frames).toEqual([]);
    const {values} = examined(both).at(-1)!;
    const last = examined(one).at(-1)!.values;
    for (const name of [
      'kNearest',
      'linearProbe',
      'classCollapse',
      'meanClassifier5',
      'intraclassDeviation',
      'secondKNearest',
      'secondLinearProbe',
      'secondCollapse',
      'generalisationGap',
      'neighbourhoodPreservation',
    ]) {
      expect(values[name]).toHaveLength(2);
      expect(values[name][1], name).toBe(last[name][0]);
    }
    expect(values.kNearest[0]).toBeGreaterThan(0.5);
    expect(values.linearProbe[0]).toBeGreaterThan(0.5);
    expect(values.neighbourhoodPreservation[0]).toBeGreaterThan(10 / 99);
    together.dispose();
    alone.dispose();
  });
});

it('an examination does not come with the first tick', () => {
  const settings = latentSpec('InfoNCE', 60).stages[0].spec as Parameters<typeof encoder.plan>[0];
  expect(encoder.plan(settings, 0, 60).map(({phase}) => phase)).not.toContain('examine');
});
