/**
 * What the panel draws, for every objective: its weights against the slopes of the double-precision loss, and its negatives
 * against the points of the run.
 */
import {describe, expect, it} from 'vitest';
import type {RunState} from '../../src/labs/kit/state.ts';
import {weighingOf} from '../../src/labs/sphere/law.ts';
import {objectiveSection} from '../../src/objectives/contrastive/index.spec.ts';
import type {Row} from '../../src/objectives/contrastive/law.spec.ts';
import {binOf, profileOf, pushOf} from '../../src/panels/temperature/similarities.ts';
import {readWeighed} from '../../src/panels/temperature/weighing.ts';
import {encoderFrames} from '../../src/programs/encoder/frames.ts';
import type {Spec} from '../../src/spec/index.ts';
import type {Points} from '../../src/worlds/points.ts';
import {open} from '../reference/checks/runs.ts';
import {CASES, misfit, nameOf, rowsOf} from '../reference/laws.ts';
import {sum} from '../reference/matrix.ts';
import {onBackends} from '../support/backends.ts';
import {encoderSpec} from '../support/specs.ts';
import {worldFor} from '../support/worldFor.ts';
import {dataFolder} from '../support/worlds.ts';

const stateOf = (spec: Spec): RunState =>
  ({spec, stage: 0, tick: 0, member: 0, unconfirmed: {}, chosenStage: undefined}) as unknown as RunState;

const weighingWith = (objective: object) =>
  weighingOf(stateOf(encoderSpec({world: worldFor(objective, {kind: 'emoji'}), objective})));

describe.each(CASES.map((one) => [nameOf(one), one] as const))('the panel under %s', (_, test) => {
  const weighing = weighingWith(test.settings)!;
  const {law} = weighing;
  const sharesOf = (row: Row) => {
    const share = profileOf([row], law);
    return Array.from(row.negatives, (s) => share(s));
  };

  it('weighs negatives with the slopes of the loss', () => {
    expect(misfit(test, weighing, sharesOf).left).toBeLessThan(1e-6);
  });

  it('counts and bins these weights', () => {
    const rows = rowsOf(weighing).filter(({negatives}) => negatives.length > 0);
    for (const {row} of rows) {
      const shares = sharesOf(row);
      const {shares: bins, effective, pulled} = pushOf({rows: [row]}, law);
      bins.forEach((bin, i) => {
        expect(bin).toBeCloseTo(sum(shares.filter((_, j) => binOf(row.negatives[j]) === i)), 12);
      });
      if (shares.every((share) => share === 0)) continue;
      const entropy = sum(shares.filter((share) => share !== 0).map((p) => -Math.abs(p) * Math.log(Math.abs(p))));
      expect(effective).toBeCloseTo(Math.exp(entropy), 9);
      expect(pulled).toBeCloseTo(sum(shares.filter((share) => share < 0).map(Math.abs)), 12);
    }
  });
});

it('the panel has no weights for the objectives that have none for a single pair, and for no others', () => {
  const checked = new Set(CASES.map(({settings}) => settings.kind));
  for (const {kind} of objectiveSection.parts) {
    const {negatives} = weighingWith({kind}) ?? {};
    expect([kind, negatives !== undefined]).toEqual([kind, checked.has(kind)]);
  }
});

const PAIRS = 16;
const latent = {kind: 'latent', classes: 3, points: 500};

onBackends(['wasm'], () => {
  async function framesOf(world: object, objective: {kind: string}, training: object = {}) {
    const spec = encoderSpec({
      world,
      model: {width: 16, representation: 16, head: 3},
      objective,
      training: {batch: PAIRS, ...training},
    });
    const run = await open(spec, undefined, {resources: dataFolder});
    await run.collect();
    run.show('showBatch');
    run.show('showSimilarities');
    const frames = Object.fromEntries((await run.collect()).frames.map((raw) => [raw.name, raw]));
    const {points} = run.world as {points: Points};
    run.dispose();
    const groupOf = points.kind === 'things' ? points.groupOf : undefined;
    return {
      weighing: weighingOf(stateOf(spec)),
      batch: encoderFrames.batch.decode(frames.batch),
      similarities: encoderFrames.similarities.decode(frames.similarities),
      groupOf,
    };
  }

  const ascending = (values: Iterable<number>) => [...values].sort((a, b) => a - b);

  const kinds = objectiveSection.parts.map(({kind}) => ({kind}));
  it.each([
    ...kinds.map((objective) => [worldFor(objective, latent), objective, {}] as const),
    [latent, {kind: 'infoNCE', form: 'ntXent'}, {}],
    [latent, {kind: 'infoNCE'}, {chunk: '16', batch: 32, negatives: 'chunk'}],
    // Here different things of a batch are of one label.
    [{kind: 'digits', positive: 'digit'}, {kind: 'infoNCE'}, {}],
    [{kind: 'digits', positive: 'digit'}, {kind: 'decoupled'}, {}],
    [{kind: 'digits', positive: 'digit'}, {kind: 'alignmentUniformity'}, {}],
  ] as const)('the negatives of a run: %o, %o, %o', async (world, objective, training) => {
    const {weighing, batch, similarities, groupOf} = await framesOf(world, objective, training);
    const {pairs, points, dimension, labels, rows} = batch;
    const cosine = (i: number, j: number) =>
      sum(Array.from({length: dimension}, (_, d) => points[i * dimension + d] * points[j * dimension + d]));
    const law = weighing?.negatives ?? 'facing';
    const together = 'negatives' in training ? PAIRS : pairs;
    expect(similarities.anchors).toHaveLength(together);
    similarities.anchors.forEach(({positive, negatives}, i) => {
      if (law === 'queue') {
        expect(negatives).toHaveLength(1024);
        return;
      }
      expect(positive).toBeCloseTo(cosine(i, pairs + i), 5);
      const others = Array.from({length: 2 * pairs}, (_, view) => view).filter((view) => {
        if (view % pairs >= together || view % pairs === i) return false;
        if (law === 'otherClasses') return groupOf![rows[view]] !== groupOf![rows[i]];
        if (labels[view] === labels[i]) return false;
        return law === 'all' || view >= pairs === (law === 'facing');
      });
      const expected = ascending(others.map((view) => cosine(i, view)));
      expect(negatives).toHaveLength(expected.length);
      ascending(negatives).forEach((s, k) => expect(s).toBeCloseTo(expected[k], 5));
    });
    if (weighing) expect(readWeighed(similarities, weighing).profiles[0].present).toBe(true);
  });

  it('hardness leaves fewer effective negatives', async () => {
    const effective = async (hardness: number) => {
      const objective = {kind: 'hardNegatives', temperature: 0.5, share: 0, hardness};
      const {weighing, similarities} = await framesOf(latent, objective);
      return readWeighed(similarities, weighing!).push.effective;
    };
    expect(await effective(3)).toBeLessThan(0.8 * (await effective(0)));
  });
});
