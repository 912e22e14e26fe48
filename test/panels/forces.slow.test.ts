import {expect, test} from 'vitest';
import type {ForceLaw} from '../../src/objectives/contrastive/law.spec.ts';
import type {BatchFrame, EmbeddingFrame, PointSet} from '../../src/panels/data.ts';
import {angleText, placeOf, sentenceOf, slowTable, titleOf} from '../../src/panels/forces/sentences.ts';
import {actsOf, halfOf, movedBy, SlowMotion, stateOf, viewFor} from '../../src/panels/forces/slow.ts';
import {spreadOut} from '../../src/panels/forces/spread.ts';

const SOFTMAX: ForceLaw = {kind: 'softmax', form: 'symmetric', temperature: 0.1};
const [c, s] = [Math.cos(0.5), Math.sin(0.5)];

/** Three pairs of the rows 0, 2 and 4 of six; of each pair the second view lies half a radian beside the first. */
const FRAME: BatchFrame = {
  tick: 7,
  pairs: 3,
  dimension: 3,
  rows: Int32Array.of(0, 2, 4, 0, 2, 4),
  labels: Int32Array.of(0, 2, 4, 0, 2, 4),
  points: Float32Array.of(1, 0, 0, /**/ 0, 1, 0, /**/ 0, 0, 1, /**/ c, s, 0, /**/ 0, c, s, /**/ s, 0, c),
  pushes: Float32Array.of(0, 0.2, 0, /**/ 0, 0, 0.1, /**/ 0.1, 0, 0, /**/ 0, 0, 0, /**/ 0, 0, 0, /**/ 0, 0, 0),
};

const embeddingOf = (tick: number, data: number[]): EmbeddingFrame => ({
  tick,
  count: 6,
  dimension: 3,
  data: Float32Array.from(data),
});

const BEFORE = embeddingOf(7, [1, 0, 0, 0.9, 0.1, 0.42, 0, 1, 0, 0, 0.98, 0.2, 0, 0, 1, 0.1, 0, 0.99]);

const POINTS: PointSet = {
  count: 6,
  groups: ['a'],
  groupOf: new Uint8Array(6),
  name: (row) => ['cat', 'dog', 'sun', 'car', 'tree', 'ball'][row],
  detail: (row) => `by artist ${row}`,
  thing: (row) => row,
};

function opened(over = false, wanted?: number) {
  let steps = 0;
  let embedding = BEFORE;
  const motion = new SlowMotion(
    {
      embedding: () => embedding,
      step: () => {
        steps++;
      },
      isOver: () => over,
      changed: () => {},
    },
    wanted,
  );
  motion.setLaw(SOFTMAX);
  motion.take(FRAME);
  return {
    motion,
    steps: () => steps,
    /** The run has made the step. */
    arrive(data: number[]) {
      embedding = embeddingOf(8, data);
      motion.arrived(embedding);
    },
  };
}

test('the acts follow one another; the step is made once, and the next batch begins the story anew', () => {
  const {motion, steps, arrive} = opened();
  const acts = [motion.state?.act];
  for (let i = 0; i < 3; i++) {
    motion.next();
    acts.push(motion.state?.act);
  }
  expect(acts).toEqual(['pair', 'pull', 'push', 'sum']);
  expect(steps()).toBe(0);
  motion.next();
  expect([motion.state?.act, steps()]).toEqual(['move', 1]);
  // Nothing follows before the step has been made, and what was made stays made.
  motion.next();
  motion.back();
  expect([motion.state?.act, steps()]).toEqual(['move', 1]);
  arrive([Math.cos(0.1), Math.sin(0.1), 0, ...BEFORE.data.subarray(3)]);
  expect(motion.state?.moved?.angle).toBeCloseTo((0.1 * 180) / Math.PI, 4);
  // The batch of the step is held while it is looked at.
  const next = {...FRAME, tick: 8, rows: Int32Array.of(4, 5, 0, 4, 5, 0)};
  motion.take(next);
  expect(motion.state?.frame).toBe(FRAME);
  motion.next();
  expect([motion.state?.frame, motion.state?.act]).toEqual([next, 'pair']);
  // The same point as before.
  expect(next.rows[motion.state!.anchor]).toBe(0);
});

test('back goes back, to the first act at most', () => {
  const {motion} = opened();
  motion.next();
  motion.next();
  motion.back();
  expect(motion.state?.act).toBe('pull');
  motion.back();
  motion.back();
  expect(motion.state?.act).toBe('pair');
});

test('a run that is over makes no step', () => {
  const {motion, steps} = opened(true);
  for (let i = 0; i < 6; i++) motion.next();
  expect([motion.state?.act, steps()]).toEqual(['sum', 0]);
});

test('an anchor that is not in the batch gives way to the view that lies nearest', () => {
  expect(viewFor(FRAME, SOFTMAX, 2, BEFORE)).toEqual({view: 1, exact: true});
  expect(viewFor(FRAME, SOFTMAX, 1, BEFORE)).toEqual({view: 0, exact: false});
  const {motion} = opened(false, 3);
  expect([motion.state?.anchor, motion.state?.missed]).toEqual([1, 3]);
  expect(sentenceOf(motion.state!, POINTS)).toContain('car is not in this batch; of those that are, sun lies nearest.');
  motion.choose(4);
  expect([motion.state?.anchor, motion.state?.missed]).toEqual([2, undefined]);
});

test('another anchor keeps the act, and comes round', () => {
  const {motion} = opened();
  motion.next();
  motion.another(-1);
  expect([motion.state?.anchor, motion.state?.act]).toEqual([5, 'pull']);
  motion.another(1);
  expect(motion.state?.anchor).toBe(0);
});

test('weights follow the temperature while an act is looked at', () => {
  const {motion} = opened();
  motion.next();
  const before = motion.state!.forces!.positive.share;
  motion.setLaw({...SOFTMAX, temperature: 1});
  expect(motion.state?.act).toBe('pull');
  expect(motion.state!.forces!.positive.share).toBeLessThan(before);
});

test('without known weights there are three acts, and the gradient alone is spoken of', () => {
  expect(actsOf(undefined)).toEqual(['pair', 'sum', 'move']);
  const state = stateOf(FRAME, undefined, 0, 'push');
  expect([state.act, state.forces]).toEqual(['sum', undefined]);
  expect(sentenceOf(state, POINTS)).toContain('gradient of this loss pushes the anchor with 0.20');
  expect(slowTable(state, POINTS).rows).toHaveLength(1);
});

test('the sentences have the numbers of the frame', () => {
  const at = (act: 'pair' | 'pull' | 'push' | 'sum') => stateOf(FRAME, SOFTMAX, 0, act);
  expect(sentenceOf(at('pair'), POINTS)).toBe('Two views of cat lie 29° apart. Against them stand 2 negatives.');
  // exp(c / 0.1) against exp(0) and exp(s / 0.1)
  const [near, far, positive] = [Math.exp(s / 0.1), 1, Math.exp(c / 0.1)];
  const share = positive / (near + far + positive);
  expect(at('pull').forces!.positive.share).toBeCloseTo(share, 6);
  expect(sentenceOf(at('pull'), POINTS)).toContain(`gives the positive ${Math.round(100 * share)} %`);
  expect(sentenceOf(at('push'), POINTS)).toContain('the strongest one has half of it');
  expect(sentenceOf(at('sum'), POINTS)).toContain('a push of 0.20, straight towards the positive');
  expect([titleOf(at('push')), placeOf(at('push'))]).toEqual(['The negatives push', '3 of 5']);
  const {rows} = slowTable(at('push'), POINTS);
  expect(rows[0].slice(0, 3)).toEqual(['positive', 'cat, by artist 0', Number(c.toFixed(4))]);
  expect(rows.slice(1).map(([part, name]) => [part, name])).toEqual([
    ['negative', 'tree, by artist 4'],
    ['negative', 'sun, by artist 2'],
  ]);
});

test('how far a point went, and how far off its push', () => {
  const state = stateOf(FRAME, SOFTMAX, 0);
  const moved = (x: number, y: number, z: number) =>
    movedBy(state, BEFORE, embeddingOf(8, [x, y, z, ...BEFORE.data.subarray(3)]));
  expect(moved(Math.cos(0.2), Math.sin(0.2), 0)).toMatchObject({
    angle: expect.closeTo((0.2 * 180) / Math.PI, 4),
    off: expect.closeTo(0, 4),
  });
  expect(moved(Math.cos(0.2), 0, Math.sin(0.2)).off).toBeCloseTo(90, 4);
  expect(moved(Math.cos(0.2), -Math.sin(0.2), 0).off).toBeCloseTo(180, 4);
});

test('half of the weight lies on so many negatives', () => {
  const {forces} = stateOf(FRAME, {kind: 'gaussian', t: 0.2, alpha: 2, alignmentWeight: 1, uniformityWeight: 1}, 0);
  expect(halfOf(forces!)).toBe(1);
  const even = {...forces!, negatives: Array.from({length: 10}, (_, view) => ({view, similarity: 0, share: 0.1}))};
  expect(halfOf(even)).toBe(5);
});

test('angles have two digits at most where they are small', () => {
  expect([34.4, 4.23, 0.314].map(angleText)).toEqual(['34°', '4.2°', '0.31°']);
});

test('pictures that lie on each other are moved apart, the first stays, and so do those that are free', () => {
  const spots = [0, 0, 3, 4, 200].map((x) => ({x, y: 10, radius: 12}));
  const out = spreadOut(spots);
  expect(out[0]).toEqual(spots[0]);
  expect(out[4]).toEqual(spots[4]);
  for (let j = 1; j < out.length; j++) {
    for (let i = 0; i < j; i++) expect(Math.hypot(out[i].x - out[j].x, out[i].y - out[j].y)).toBeGreaterThan(23.5);
  }
  expect(spreadOut(spots)).toEqual(out);
});
