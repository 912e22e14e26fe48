/**
 * Recorded phases against the same phases run as plain operations, on a backend that records (WebGPU): the ways in which a
 * recording goes wrong without a word, each by name.
 */
import * as tf from '@tensorflow/tfjs-core';
import {withdrawnForms} from '../../../src/engine/kernel.ts';
import type {Program, Replica} from '../../../src/engine/program.ts';
import type {Resources} from '../../../src/engine/resources.ts';
import {Run} from '../../../src/engine/run.ts';
import type {LabWebGPU} from '../../../src/engine/webgpu/backend.ts';
import {registerWGSL} from '../../../src/engine/webgpu/wgsl.ts';
import {gatherRowsKernel} from '../../../src/kernels/gatherRows.ts';
import {normaliseForward} from '../../../src/kernels/normalise.ts';
import {verifyForms} from '../../../src/kernels/verify.ts';
import {encoder} from '../../../src/programs/encoder/index.ts';
import {language} from '../../../src/programs/index.spec.ts';
import type {WordsAnswer} from '../../../src/programs/reward/frames.ts';
import {type Judge, weigh} from '../../../src/programs/reward/weigh.ts';
import {assign, read, type Spec} from '../../../src/spec/index.ts';
import type {PreferenceWorld} from '../../../src/worlds/preferenceWorld.ts';
import {programs} from '../../support/programs.ts';
import {worldFor} from '../../support/worldFor.ts';
import {lag, reader, rotate, upload} from '../captured.ts';
import {POLICY_KINDS, type Small, settingsOf, stagesOf, WORLDS} from '../policies.ts';
import {echo, pull, specFor} from '../programs.ts';
import {smallFiles} from '../worlds.ts';
import {type Check, type Row, relativeError} from './row.ts';
import {advanceTo, compareTraces, slotsIn, type Trace, traceOf} from './runs.ts';

type Report = (name: string, error: number, tolerance?: number) => void;
/** Those of many cases that are wanted. */
type Some = <T>(cases: readonly T[]) => readonly T[];

const backend = () => tf.backend() as unknown as LabWebGPU;

/** Width 16, N = 16. */
const OBJECTIVES: Record<string, object> = {
  'InfoNCE, both ways': {kind: 'infoNCE'},
  'InfoNCE, one way': {kind: 'infoNCE', form: 'one-directional'},
  'NT-Xent': {kind: 'infoNCE', form: 'ntXent'},
  'alignment and uniformity': {kind: 'alignmentUniformity'},
  'supervised contrast': {kind: 'supervised'},
  'joint contrast': {kind: 'joint'},
  decoupled: {kind: 'decoupled'},
  debiased: {kind: 'debiased'},
  'hard negatives': {kind: 'hardNegatives'},
  triplet: {kind: 'triplet'},
  spectral: {kind: 'spectral'},
  VICReg: {kind: 'vicReg'},
  'Barlow Twins': {kind: 'barlowTwins'},
  SimSiam: {kind: 'simSiam'},
  'momentum queue': {kind: 'momentumQueue', queue: 64},
  SepCLR: {kind: 'sepCLR'},
  'triplets as given': {kind: 'givenTriplets'},
  'cross-entropy': {kind: 'crossEntropy'},
  'mixture of classes': {kind: 'classMixture', queue: 128},
};

const TRAINING = {batch: 16, evaluateEvery: 10, warmup: 5};
const MODEL = {width: 16, representation: 16, lossOn: 'both'};
const LATENT = {kind: 'latent', points: 500};
/** These compare on the head alone. */
const ON_HEAD = ['SimSiam', 'momentum queue', 'SepCLR', 'triplets as given', 'cross-entropy', 'mixture of classes'];
const modelOf = (objective: string) => ({...MODEL, ...(ON_HEAD.includes(objective) && {lossOn: 'head'})});

function specOf(settings: object, steps: number): Spec {
  const checked = language.check({seed: 7, stages: [{id: 'main', program: 'encoder', steps, spec: settings}]});
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return checked.value;
}

interface Opening {
  record?: boolean;
  replicas?: readonly Replica[];
  programs?: readonly Program[];
  resources?: Resources;
}

const open = (spec: Spec, rest: Opening = {}) => Run.open({spec, programs, resources: smallFiles, ...rest});

async function trace(spec: Spec, ticks: number, rest: Opening): Promise<Trace> {
  const run = await open(spec, rest);
  advanceTo(run, ticks);
  const result = await traceOf(run);
  run.dispose();
  return result;
}

const differences = ({slots, metrics}: {slots: number; metrics: number}) => slots + metrics;

/** What the driver does with a question about words. */
export const judgeOf =
  (run: Run): Judge =>
  async (slots, blocks) => {
    await run.collect();
    run.write(slots);
    for (let block = 0; block < blocks; block++) run.show('showSeen', block);
    const {frames} = await run.collect();
    return frames.map(({data}) => data as Float32Array);
  };

/** Both ways of running a program for some ticks, compared to the bit. */
async function same(spec: Spec, ticks: number, rest: Opening = {}): Promise<number> {
  const recorded = await trace(spec, ticks, {...rest, record: true});
  return differences(compareTraces(recorded, await trace(spec, ticks, {...rest, record: false})));
}

export const captureChecks: Check = async (filter = '', every = 1) => {
  const rows: Row[] = [];
  const report: Report = (name, error, tolerance = 0) => rows.push({name, error, tolerance});
  for (const [name, check] of Object.entries(CHECKS)) {
    if (name.includes(filter) || filter.startsWith(name))
      await check(report, (cases) => cases.filter((_, i) => i % every === 0));
  }
  return rows;
};

const CHECKS: Record<string, (report: Report, some: Some) => Promise<void>> = {
  async 'every objective, 200 ticks'(report, some) {
    for (const [name, objective] of some(Object.entries(OBJECTIVES))) {
      const training = {...TRAINING, evaluateEvery: 100};
      const spec = specOf({world: worldFor(objective, LATENT), model: modelOf(name), objective, training}, 200);
      report(`${name}: bits that differ after 200 ticks`, await same(spec, 200));
    }
  },

  /** Trap 1. */
  async 'stale reads'(report) {
    const run = await open(specOf({world: LATENT, model: MODEL, training: TRAINING}, 100), {record: true});
    const readings: string[] = [];
    for (const tick of [3, 6, 9]) {
      advanceTo(run, tick);
      readings.push(JSON.stringify(Array.from(slotsIn(await run.checkpoint()).get('head/w0')!)));
    }
    run.dispose();
    report('three readings of a slot that are not three', 3 - new Set(readings).size);
  },

  /** Trap 2. */
  async 'frozen numbers and randomness'(report, some) {
    for (const [kind, objective] of some(Object.entries(OBJECTIVES))) {
      // What is not the objective's is the same with all of them.
      const all = kind === 'InfoNCE, both ways';
      for (const training of all ? ['adamW', 'sgd'] : ['adamW']) {
        const settings = {
          world: worldFor(objective, LATENT),
          model: {...MODEL, lossOn: 'head'},
          objective,
          training: {kind: training, batch: 16, evaluateEvery: 1000},
        };
        const spec = specOf(settings, 1000);
        const run = await open(spec, {record: true});
        const [stage] = spec.stages;
        // Past the ticks at which phases run for the first time.
        advanceTo(run, 4);
        for (const path of encoder.hot(stage.spec as never)) {
          if (!all && !path.startsWith('objective.')) continue;
          advanceTo(run, run.tick + 2);
          await run.collect();
          const {recordings} = run.phases;
          run.move(path, 0.5 * (read(run.settings, path) as number) + 0.01);
          const checkpoint = await run.checkpoint();
          run.advance();
          const got = await traceOf(run);
          const fresh = await open(run.spec, {record: false});
          await fresh.restore(checkpoint);
          fresh.advance();
          const expected = await traceOf(fresh);
          fresh.dispose();
          const name = `${kind} with ${training}, ${path} moved`;
          report(`${name}: new recordings`, run.phases.recordings - recordings);
          let worst = 0;
          for (const [slot, values] of expected.slots) {
            worst = Math.max(worst, relativeError(Array.from(got.slots.get(slot)!), Array.from(values), 1e-3));
          }
          report(`${name}: the next tick against a fresh one`, worst, 1e-5);
        }
        run.dispose();
      }
    }
    const run = await open(specFor([{program: 'upload', spec: {}, steps: 4}]), {programs: [upload]});
    advanceTo(run, 4);
    await run.collect();
    const reason = run.phases.reasons.get('turn') ?? '';
    run.dispose();
    report('numbers uploaded in a phase: it is recorded all the same', /uploads 3 numbers/.test(reason) ? 0 : 1);
    const uploaded = specFor([{program: 'upload', spec: {}, steps: 4}]);
    report('numbers uploaded in a phase: bits that differ', await same(uploaded, 4, {programs: [upload]}));
    let refused = '';
    try {
      backend().record(() => tf.mul(tf.ones([3]), 2).dataSync());
    } catch (error) {
      refused = String(error);
    }
    report('a phase that reads back: it is recorded all the same', /reads numbers back/.test(refused) ? 0 : 1);
    const noisy = specFor([
      {
        program: 'echo',
        steps: 12,
        spec: {size: 5, length: 4, inner: 3, copy: {momentum: 0.8}, training: {learningRate: 0.3, weightDecay: 0}},
      },
    ]);
    report(
      'noise in a phase that runs three times a tick: bits that differ',
      await same(noisy, 12, {programs: [echo]}),
    );
  },

  /** Trap 3. */
  async 'write-back order'(report) {
    const spec = specFor([{program: 'rotate', spec: {}, steps: 7}]);
    report('three slots that change places: bits that differ', await same(spec, 7, {programs: [rotate]}));
    const {slots} = await trace(spec, 7, {programs: [rotate], record: true});
    report('three slots that changed places seven times', relativeError(slots.get('a')!, [2, 20, -2]));
  },

  /** Trap 4. */
  async aliasing(report) {
    const spec = specFor([{program: 'lag', spec: {rate: {at: 0.1, none: 0}}, steps: 5}]);
    report('copies that lag: bits that differ', await same(spec, 5, {programs: [lag]}));
    const {slots, metrics} = await trace(spec, 5, {programs: [lag], record: true});
    // w shrinks by 0.8 at every tick.
    const after = (ticks: number) => [1, 2, 3].map((x) => x * 0.8 ** ticks);
    report('a parameter after five ticks', relativeError(slots.get('w')!, after(5)), 1e-6);
    report('its copy from before the last tick', relativeError(slots.get('behind')!, after(4)), 1e-6);
    report('the copy of the copy', relativeError(slots.get('further')!, after(3)), 1e-6);
    const before = metrics.map(({values}) => values.before[0]);
    report(
      'what a phase sees of it after training',
      relativeError(
        before,
        [0, 1, 2, 3, 4].map((t) => 6 * 0.8 ** t),
      ),
      1e-6,
    );
  },

  /** Trap 5. */
  async pinning(report) {
    const spec = specOf({world: LATENT, model: MODEL, training: TRAINING}, 40);
    const run = await open(spec, {record: true});
    advanceTo(run, 10);
    const rubbish: tf.Tensor[] = [];
    for (let tick = 10; tick < 30; tick++) {
      // Whatever the recording gave back would be taken by tensors of the same sizes, and overwritten.
      const sizes = [1, 3, 16, 32, 48, 256, 512, 1024];
      rubbish.push(...tf.tidy(() => sizes.map((size) => tf.mul(tf.fill([size], 1e9), 3))));
      if (tick % 3 === 0) tf.dispose(rubbish.splice(0));
      run.advance();
    }
    const got = await traceOf(run);
    run.dispose();
    tf.dispose(rubbish);
    report(
      'other tensors come and go: bits that differ',
      differences(compareTraces(got, await trace(spec, 30, {record: false}))),
    );
  },

  /** Trap 6. */
  async memory(report) {
    const tensors = tf.memory().numTensors;
    const sizes: number[] = [];
    for (const batch of [128, 256, 512]) {
      const settings = {
        world: {...LATENT, points: 2000},
        model: MODEL,
        training: {...TRAINING, batch, evaluateEvery: 1000},
      };
      const run = await open(specOf(settings, 10), {record: true});
      run.advance();
      await run.collect();
      const allocated = backend().bytesAllocated;
      advanceTo(run, 6);
      await run.collect();
      report(`N=${batch}: bytes that five more ticks allocate`, backend().bytesAllocated - allocated);
      sizes.push(run.phases.recordedBytes);
      run.dispose();
    }
    // Linear in the batch: twice the step in bytes for twice the step in pairs.
    report('bytes of a recording, N = 128, 256, 512', (sizes[2] - sizes[1]) / (sizes[1] - sizes[0]), 2.1);
    report('tensors that are left', tf.memory().numTensors - tensors);
    const before = backend().bytesAllocated;
    const run = await open(specOf({world: LATENT, model: MODEL, training: TRAINING}, 40), {record: true});
    for (const batch of [16, 32, 64, 32, 16, 64]) {
      run.move('training.batch', batch);
      advanceTo(run, run.tick + 2);
      await run.collect();
    }
    const [few, many] = [run.phases.recordedBytes, backend().bytesAllocated - before];
    run.dispose();
    report('bytes allocated after a batch slider moved, over those of the present recording', many / few, 6);
  },

  /** Trap 8. */
  async 'several outputs'(report) {
    const {w, b} = await pulled(true);
    const expected = await pulled(false);
    report(
      'two tensors and their moments: values that differ',
      relativeError([...w, ...b], [...expected.w, ...expected.b]),
    );
    const run = await open(pullSpec, {programs: [pull]});
    run.advance();
    await run.collect();
    const before = run.phases.cost.launches;
    run.advance();
    await run.collect();
    const launches = run.phases.cost.launches - before;
    run.dispose();
    report('launches of a tick of two tensors', launches, 40);
  },

  async 'everything is recorded'(report, some) {
    for (const [name, objective] of some(Object.entries(OBJECTIVES))) {
      for (const lossOn of ON_HEAD.includes(name) ? ['head'] : ['head', 'both']) {
        for (const [optimiser, kind] of [
          ['AdamW', 'adamW'],
          ['SGD', 'sgd'],
        ]) {
          const training = {kind, batch: 16, evaluateEvery: 1};
          const run = await open(
            specOf({world: worldFor(objective, LATENT), model: {...MODEL, lossOn}, objective, training}, 4),
          );
          advanceTo(run, 4);
          for (const phase of ['showPoints', 'showRepresentations', 'showSimilarities', 'showBatch']) run.show(phase);
          await run.collect();
          report(`latent, ${name}, loss on ${lossOn}, ${optimiser}: phases that are not`, run.phases.reasons.size);
          run.dispose();
        }
      }
    }
    const world = {...LATENT, shortcut: 4, shortcutLost: 0.5, classLost: 0.2};
    const spec = specOf({world, model: MODEL, training: {...TRAINING, evaluateEvery: 1}}, 4);
    const run = await open(spec);
    advanceTo(run, 4);
    await run.collect();
    report('latent with a shortcut: phases that are not', run.phases.reasons.size);
    run.dispose();
    report('latent with a shortcut: bits that differ', await same(spec, 4));
  },

  async 'members of a population'(report, some) {
    const ticks = 50;
    const settings = {world: LATENT, model: {...MODEL, width: 64}, training: {...TRAINING, evaluateEvery: 25}};
    const spec = specOf(settings, ticks);
    const [stage] = spec.stages;
    for (const path of some(encoder.hot(stage.spec as never))) {
      const usual = read(stage.spec, path) as number;
      const values = [0.5, 0.8, 1, 1.3, 2].map((factor) => usual * factor);
      const replicas = values.map((value, r) => ({seed: 7 + r, hot: {main: {[path]: value}}}));
      const together = await trace(spec, ticks, {replicas, record: true});
      for (const r of [0, 4]) {
        const alone: Spec = {...spec, seed: 7 + r, stages: [{...stage, spec: assign(stage.spec, path, values[r])}]};
        const differ = compareTraces(together, await trace(alone, ticks, {record: true}), r, 5);
        report(`${path}, member ${r} of 5: bits that differ after ${ticks} ticks`, differences(differ));
      }
    }
  },

  async 'texts and two towers'(report, some) {
    const cases: [string, object, string[]][] = [
      ['sentences', {kind: 'sentences', sentences: 800, strength: 0.3}, ['InfoNCE, both ways']],
      [
        'colours and names',
        {kind: 'colours', points: 500},
        ['InfoNCE, both ways', 'NT-Xent', 'supervised contrast', 'momentum queue'],
      ],
    ];
    const ticks = 6;
    for (const [name, world, objectives] of cases) {
      for (const objective of some(objectives)) {
        const settings = {world, model: modelOf(objective), objective: OBJECTIVES[objective], training: TRAINING};
        report(`${name}, ${objective}: bits that differ`, await same(specOf(settings, ticks), ticks));
      }
      const spec = specOf({world, model: MODEL, training: TRAINING}, ticks);
      const run = await open(spec);
      advanceTo(run, ticks);
      for (const phase of ['showPoints', 'showRepresentations', 'showSimilarities', 'showBatch']) run.show(phase);
      await run.collect();
      report(`${name}: phases that are not recorded`, run.phases.reasons.size);
      run.dispose();
      const strengths = [0.1, 0.6];
      const replicas = strengths.map((strength, r) => ({seed: 7 + r, hot: {main: {'world.strength': strength}}}));
      const together = await trace(spec, ticks, {replicas, record: true});
      const [stage] = spec.stages;
      const settings = assign(stage.spec, 'world.strength', strengths[1]);
      const alone = await trace({...spec, seed: 8, stages: [{...stage, spec: settings}]}, ticks, {record: true});
      report(`${name}, member 1 of 2: bits that differ`, differences(compareTraces(together, alone, 1, 2)));
    }
  },

  /** A kernel that is wrong here, or does not compile, is composed from then on, and that kernel alone. */
  async 'kernels that fail'(report) {
    await verifyForms(backend().guard.bind(backend()));
    const wrong = withdrawnForms();
    report(
      `kernels that are wrong on this machine: ${wrong.map((one) => Object.values(one).join(': '))}`,
      wrong.length,
    );
    registerWGSL(gatherRowsKernel, () => [
      {code: 'nonsense', uniform: [1], bind: ['table', 'rows', 'out0'], workgroups: [1, 1, 1]},
    ]);
    registerWGSL(normaliseForward, () => []);
    await verifyForms(backend().guard.bind(backend()));
    const reasons = new Map(withdrawnForms().map(({kernel, reason}) => [kernel, reason]));
    report('broken kernels that are not found', [...reasons.keys()].length - wrong.length - 2);
    report('a kernel that does not compile: no reason', /WGSL/.test(reasons.get(gatherRowsKernel.name) ?? '') ? 0 : 1);
    report('a kernel that is wrong: no reason', /off by/.test(reasons.get(normaliseForward.name) ?? '') ? 0 : 1);
    const spec = specOf({world: LATENT, model: MODEL, training: TRAINING}, 20);
    report('a run without them: bits that differ', await same(spec, 20));
  },

  /** A phase that shows several members in turn is recorded once for each, and goes on showing the member of each. */
  async 'members shown in turn'(report) {
    const replicas = [7, 8].map((seed) => ({seed}));
    const spec = specOf({world: LATENT, model: MODEL, training: TRAINING}, 20);
    const shown = async (record: boolean) => {
      const run = await open(spec, {replicas, record});
      const frames: string[] = [];
      const recordings: number[] = [];
      // After the ticks at which phases run for the first time.
      for (const tick of [4, 6, 8]) {
        advanceTo(run, tick);
        for (const replica of [0, 1]) run.show('showPoints', 0, replica);
        for (const {member, data} of (await run.collect()).frames) frames.push(`${member} ${data.join()}`);
        recordings.push(run.phases.recordings);
      }
      run.dispose();
      return {frames, recordings};
    };
    const [recorded, plain] = [await shown(true), await shown(false)];
    report('frames that differ', recorded.frames.filter((frame, i) => frame !== plain.frames[i]).length);
    report('frames that are not told apart', 6 - new Set(recorded.frames).size);
    report('recordings made again', recorded.recordings[2] - recorded.recordings[0]);
  },

  async 'a stage that goes on'(report) {
    const [stage] = specOf({world: LATENT, model: MODEL, training: TRAINING}, 8).stages;
    const spec: Spec = {...specOf({world: LATENT}, 8), stages: [stage, {...stage, id: 'main2', from: {'*': 'main.*'}}]};
    const traced = async (record: boolean) => {
      const run = await open(spec, {record});
      advanceTo(run, 8);
      await run.nextStage();
      advanceTo(run, 8);
      const result = await traceOf(run);
      run.dispose();
      return result;
    };
    report('bits that differ', differences(compareTraces(await traced(true), await traced(false))));
  },

  async 'a batch that moves'(report) {
    const spec = specOf({world: LATENT, model: MODEL, training: TRAINING}, 40);
    const moved = async (record: boolean) => {
      const run = await open(spec, {record});
      advanceTo(run, 8);
      run.move('training.batch', 32);
      advanceTo(run, 20);
      const result = await traceOf(run);
      run.dispose();
      return result;
    };
    report(
      'weights, moments and tick are kept: bits that differ',
      differences(compareTraces(await moved(true), await moved(false))),
    );
  },

  async 'a batch in chunks'(report) {
    const settings = {world: LATENT, model: MODEL, training: {...TRAINING, batch: 40, chunk: '16'}};
    report('recorded and plain: bits that differ', await same(specOf(settings, 12), 12));
    const bytes: number[] = [];
    for (const chunk of ['off', '16']) {
      const large = {world: LATENT, model: {width: 128, depth: 3}, training: {...TRAINING, batch: 400, chunk}};
      const run = await open(specOf(large, 2), {record: true});
      // Of the training step alone.
      await run.collect();
      const before = run.phases.recordedBytes;
      run.advance();
      await run.collect();
      bytes.push(run.phases.recordedBytes - before);
      run.dispose();
    }
    report('memory of a recorded step, over that of the whole batch at once', bytes[1] / bytes[0], 0.5);
  },

  /** With an examination, and with the generalisation gap in it. */
  async 'a linear encoder'(report) {
    for (const world of [
      {kind: 'gaussian', points: 500},
      {...LATENT, minority: 0.1, closeness: 0.5},
    ]) {
      const spec = specOf({world, model: {...MODEL, depth: 0}, training: TRAINING}, 60);
      report(`${world.kind}: bits that differ after 60 ticks`, await same(spec, 60));
      const run = await open(spec, {record: true});
      advanceTo(run, 60);
      await run.collect();
      report(`${world.kind}: phases that are not recorded`, run.phases.reasons.size);
      run.dispose();
    }
  },

  async 'a convolution'(report) {
    const ticks = 6;
    const spec = convolutionSpec(ticks);
    report('recorded and plain: bits that differ', await same(spec, ticks));
    const replicas = [7, 8].map((seed) => ({seed}));
    const together = await trace(spec, ticks, {replicas});
    for (const [r, {seed}] of replicas.entries()) {
      const alone = await trace({...spec, seed}, ticks, {});
      report(`member ${r} of 2: bits that differ`, differences(compareTraces(together, alone, r, 2)));
    }
    const run = await open(spec);
    advanceTo(run, 3);
    await run.collect();
    report('phases that are not recorded', run.phases.reasons.size);
    run.dispose();
  },

  async 'reward models'(report, some) {
    const cases: [string, object][] = [
      ['a bag of words', {model: {kind: 'bag', width: 8}}],
      ['an ensemble of two', {model: {kind: 'linear', members: 2, aggregate: 'worst'}}],
      ['contrast', {model: {kind: 'bag', width: 8}, objective: {kind: 'contrastive'}}],
      [
        'what groups share',
        {
          world: {annotators: 6, prototypes: 3},
          model: {kind: 'linear', members: 2},
          objective: {kind: 'commonGradient', average: 0.5},
        },
      ],
      [
        'scores of pairs',
        {world: {suites: 'circles', salience: 0.5}, model: {kind: 'pairScore', form: 'joint', hidden: 8}},
      ],
      ['points of a line', {world: {kind: 'densityLine'}, model: {kind: 'linear'}}],
      ['votes', {world: {annotators: 20, votes: 5}, model: {kind: 'bag', width: 8}, objective: {kind: 'voteMargin'}}],
      [
        'other words',
        {world: {rewording: 'synonyms'}, model: {kind: 'bag', width: 8}, objective: {kind: 'pairConsistency'}},
      ],
      ['focal', {model: {kind: 'bag', width: 8}, objective: {kind: 'focal'}}],
      ['a mean difference', {model: {kind: 'bag', width: 8}, objective: {kind: 'meanDifference'}}],
      [
        'a step ahead',
        {world: {suites: 'shifted'}, model: {kind: 'bag', width: 8}, objective: {kind: 'oodMeta', stepAhead: 1}},
      ],
      ['a bounded margin', {model: {kind: 'bag', width: 8}, objective: {kind: 'priorBound'}}],
      [
        'ties',
        {world: {ties: 0.5, labelNoise: 0.1, secondGroup: 0.3}, model: {kind: 'linear'}, objective: {kind: 'davidson'}},
      ],
      [
        'rewards fused with those of near texts',
        {world: {fusion: true, augmentation: 'hull'}, model: {kind: 'bag', width: 8}},
      ],
    ];
    for (const [name, settings] of some(cases)) {
      const all = settings as {world?: object};
      const spec = {...all, world: {pairs: 250, ...all.world}, training: {batch: 16, evaluateEvery: 5, warmup: 2}};
      const checked = language.check({seed: 7, stages: [{id: 'main', program: 'reward', steps: 12, spec}]});
      if (!checked.ok) throw new Error(checked.sentences.join(' '));
      report(`${name}: bits that differ after 12 ticks`, await same(checked.value, 12));
    }
    const voting = {
      ...{world: {pairs: 250, labelNoise: 0.3}, model: {kind: 'bag', width: 8}},
      training: {batch: 16, evaluateEvery: 5},
    };
    const objective = {kind: 'votedStrength', voters: 2, dropShare: 0.1};
    const checked = language.check({
      seed: 7,
      stages: [
        {id: 'votes', program: 'reward', steps: 2, spec: {...voting, model: {...voting.model, members: 2}}},
        {id: 'main', program: 'reward', steps: 12, spec: {...voting, objective}, from: {'voters/*': 'votes.*'}},
      ],
    });
    if (!checked.ok) throw new Error(checked.sentences.join(' '));
    const voted = async (record: boolean): Promise<Trace> => {
      const run = await open(checked.value, {record});
      advanceTo(run, 2);
      await run.nextStage();
      advanceTo(run, 12);
      const result = await traceOf(run);
      run.dispose();
      return result;
    };
    report(
      'strength by vote: bits that differ after 12 ticks',
      differences(compareTraces(await voted(true), await voted(false))),
    );
  },

  async policies(report, some) {
    const training = {evaluateEvery: 10, batch: 8};
    const cases: [string, Small, number][] = [
      ...POLICY_KINDS.map((kind): [string, Small, number] => [kind, {objective: {kind}, training}, 30]),
      [
        'GRPO, judged by a bag of words',
        {
          world: WORLDS.answers,
          objective: {kind: 'grpo', control: 'adaptive'},
          judge: {kind: 'bag', width: 8},
          training: {...training, evaluateEvery: 5},
        },
        10,
      ],
      [
        'choices in a circle',
        {
          world: {...WORLDS.bandit, cyclic: 0.5},
          objective: {kind: 'dpo'},
          sampling: {among: 2, pairing: 'random', labels: 'annotators'},
          training,
        },
        20,
      ],
      [
        'pairs that are collected again',
        {objective: {kind: 'dpo'}, sampling: {refreshEvery: 10, writer: 'policy'}, training},
        30,
      ],
      ['pairs under goals', {policy: {goals: 'levels'}, objective: {kind: 'dpo'}, training}, 30],
      [
        'levels in a pool that grows',
        {
          policy: {goals: 'levels', levels: 3},
          objective: {kind: 'quark'},
          sampling: {writer: 'policy', rounds: 3, refreshEvery: 10, questions: 64},
          training,
        },
        30,
      ],
      [
        'two targets',
        {
          world: WORLDS.answers,
          policy: {goals: 'targets'},
          objective: {kind: 'quark'},
          sampling: {writer: 'policy', refreshEvery: 10, questions: 64},
          training,
        },
        20,
      ],
      [
        'the best and a bad one of many, by a judge with errors',
        {objective: {kind: 'dpo'}, sampling: {among: 20, pairing: 'low'}, judge: {kind: 'taste', noise: 0.5}, training},
        10,
      ],
      [
        'answers and their revisions, checked for facts',
        {
          ...{world: WORLDS.answers, objective: {kind: 'apoZero'}, judge: {kind: 'checker', noise: 0.1}},
          ...{sampling: {pairing: 'edited', writer: 'policy', refreshEvery: 5}, training},
        },
        10,
      ],
    ];
    for (const [name, small, ticks] of some(cases)) {
      const judge = small.judge && 'width' in small.judge ? small.judge : undefined;
      const trained = {spec: {model: judge, world: {pairs: 250}, training: {batch: 8}}, steps: 2};
      const stage = {id: 'policy', spec: settingsOf(small), steps: ticks};
      const spec = judge
        ? stagesOf([
            {...trained, id: 'judge', program: 'reward'},
            {...stage, from: {'rm/*': 'judge.*'}},
          ])
        : stagesOf([stage]);
      const opened = async (record: boolean) => {
        const run = await open(spec, {record});
        if (!judge) return run;
        advanceTo(run, 2);
        await run.nextStage();
        return run;
      };
      const traced = async (record: boolean) => {
        const run = await opened(record);
        advanceTo(run, ticks);
        const result = await traceOf(run);
        run.dispose();
        return result;
      };
      const apart = differences(compareTraces(await traced(true), await traced(false)));
      report(`${name}: bits that differ after ${ticks} ticks`, apart);
      const run = await opened(true);
      for (let i = 0; i < 3; i++) {
        run.advance();
        for (const phase of ['showLaw', 'showFrontier', 'showGroups']) run.show(phase);
        await run.collect();
      }
      report(`${name}: phases that are not recorded`, run.phases.reasons.size);
      run.dispose();
    }
  },

  async 'programs that train nothing'(report, some) {
    const world = {kind: 'memoryless', tokens: 6};
    report('a source: bits that differ', await same(stagesOf([{program: 'source', spec: {world}, steps: 6}]), 6));
    for (const of of some(['weights', 'logits', 'probabilities'])) {
      const spec = stagesOf([
        {id: 'sft', spec: settingsOf({objective: {kind: 'sft'}}), steps: 2},
        {
          ...{id: 'soup', program: 'soup', steps: 4},
          spec: {world: WORLDS.bandit, policy: {hidden: 16}, mixing: {kind: 'soup', weight: 0.3, of}},
          from: {'a/*': 'sft.policy/*', 'b/*': 'sft.policy/*', 'ref/*': 'sft.policy/*'},
        },
      ]);
      const mixed = async (record: boolean) => {
        const run = await open(spec, {record});
        advanceTo(run, 2);
        await run.nextStage();
        advanceTo(run, 2);
        run.move('mixing.weight', 0.8);
        advanceTo(run, 4);
        const result = await traceOf(run);
        run.dispose();
        return result;
      };
      report(`a soup of ${of}: bits that differ`, differences(compareTraces(await mixed(true), await mixed(false))));
    }
  },

  /** Texts are written into slots between ticks, and a recorded phase reads them. */
  async 'what words add to a reward'(report) {
    const spec = {
      world: {pairs: 250},
      model: {kind: 'bag', width: 8},
      training: {batch: 8, evaluateEvery: 50, warmup: 2},
    };
    const checked = language.check({seed: 1, stages: [{id: 'main', program: 'reward', spec, steps: 9}]});
    if (!checked.ok) throw new Error(checked.sentences.join(' '));
    const asked = async (record: boolean, asks: boolean) => {
      const run = await open(checked.value, {record});
      const answers: (WordsAnswer | undefined)[] = [];
      for (const [tick, written] of [
        [1, [4, 5, 6]],
        [3, [4, 5, 6, 7]],
        [3, [9]],
      ] as const) {
        advanceTo(run, tick);
        if (asks)
          answers.push(await weigh(run.world as PreferenceWorld, run.settings, {pair: 2, written}, judgeOf(run)));
      }
      advanceTo(run, 5);
      const {slots} = await traceOf(run);
      run.dispose();
      return {answers, trace: {slots, metrics: []}};
    };
    const [recorded, plain, silent] = [await asked(true, true), await asked(false, true), await asked(true, false)];
    const weights = (one: typeof recorded, other: typeof recorded) =>
      differences(compareTraces(one.trace, other.trace));
    report('answers that differ', Number(JSON.stringify(recorded.answers) !== JSON.stringify(plain.answers)));
    report(
      'answers that are the same as the one before',
      3 - new Set(recorded.answers.map((a) => JSON.stringify(a))).size,
    );
    report('bits of weights that differ from a plain run', weights(recorded, plain));
    report('bits of weights that differ where nothing is asked', weights(recorded, silent));
  },

  async 'a transformer'(report) {
    const ticks = 12;
    const rest = {programs: [reader]};
    const tensors = tf.memory().numTensors;
    report('recorded and plain: bits that differ', await same(readerSpec, ticks, rest));
    const replicas = [7, 8, 9].map((seed) => ({seed}));
    const together = await trace(readerSpec, ticks, {...rest, replicas});
    for (const r of [0, 2]) {
      const alone = await trace({...readerSpec, seed: 7 + r}, ticks, rest);
      report(`member ${r} of 3: bits that differ`, differences(compareTraces(together, alone, r, 3)));
    }
    const losses = together.metrics.map(({values}) => values.loss[0]);
    report('it learns: the last loss over the first', losses[ticks - 1] / losses[0], 0.5);
    report('tensors that are left', tf.memory().numTensors - tensors);
    const run = await open(readerSpec, rest);
    advanceTo(run, 3);
    await run.collect();
    report('phases that are not recorded', run.phases.reasons.size);
    run.dispose();
  },
};

const convolutionSpec = (steps: number) =>
  specOf(
    {
      world: {kind: 'digits', points: 1000, positive: 'digit', strength: 1},
      model: {kind: 'convolution', channels: 4, representation: 8},
      training: {batch: 8, evaluateEvery: 4, warmup: 0},
    },
    steps,
  );

const readerSpec = specFor([
  {
    program: 'reader',
    steps: 20,
    spec: {
      model: {kind: 'transformer', layers: 2, heads: 2, width: 16, dropout: 0.2, representation: 4},
      training: {learningRate: 0.01, weightDecay: 0.01},
    },
  },
]);

const pullSpec = specFor([
  {
    program: 'pull',
    steps: 6,
    spec: {
      size: 700,
      target: {at: 0.5},
      training: {
        ...{kind: 'adamW', momentum: 0.9, beta2: 0.99, epsilon: 1e-8, warmup: 0, schedule: 'constant'},
        ...{learningRate: 0.1, weightDecay: 0.01},
      },
    },
  },
]);

async function pulled(record: boolean): Promise<{w: number[]; b: number[]}> {
  const {slots} = await trace(pullSpec, 6, {programs: [pull], record});
  return {w: Array.from(slots.get('w')!), b: Array.from(slots.get('b')!)};
}
