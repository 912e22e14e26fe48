import * as v from 'valibot';
import {afterEach, describe, expect, it} from 'vitest';
import type {Program} from '../../src/engine/program.ts';
import {encoderFrames} from '../../src/programs/encoder/frames.ts';
import {encoderSpec} from '../../src/programs/encoder/index.spec.ts';
import {encoder} from '../../src/programs/encoder/index.ts';
import {rewardSpec} from '../../src/programs/reward/index.spec.ts';
import {reward} from '../../src/programs/reward/index.ts';
import {Runner} from '../../src/runner/runner.ts';
import {specLanguage} from '../../src/spec/index.ts';
import {obey} from '../../src/worker/obey.ts';
import {type Command, commandSchema, type Report, type ReportOf, reportSchema} from '../../src/worker/protocol.ts';
import {noFiles} from '../reference/programs.ts';
import {onBackends} from '../support/backends.ts';

const others = ['hosted', 'slow'].map((program) => ({...encoderSpec, program}));
const language = specLanguage([encoderSpec, rewardSpec, ...others]);

/** Work between two ticks that counts how often it was done, at every third tick. */
const hosted = (done: number[]): Program => ({
  ...encoder,
  name: 'hosted',
  host: {
    due: (_, tick) => tick % 3 === 0,
    reads: () => ['head/w0'],
    act({tick, get}) {
      done.push(tick);
      return new Map([['head/w0', get('head/w0').map((x) => x / 2)]]);
    },
  },
});

/** Its stages take long to open, in five parts. */
const slow = (parts: number[]): Program => ({
  ...encoder,
  name: 'slow',
  begin: () => [
    {phase: 'prepare', times: 5},
    {phase: 'evaluate', times: 1},
  ],
  phases: {
    ...encoder.phases,
    prepare: ({perTick}) => {
      perTick(1, (_, part) => [parts.push(part)]);
      const start = performance.now();
      while (performance.now() - start < 30);
    },
  },
});

const ENCODER = {
  world: {kind: 'latent', points: 500},
  model: {width: 16, representation: 8},
  training: {batch: 16, evaluateEvery: 5},
};
const REWARD = {world: {kind: 'responses', pairs: 250}, model: {kind: 'linear'}, training: {batch: 16}};
const STAGES = [
  {id: 'first', program: 'encoder', spec: ENCODER, steps: 6},
  {id: 'second', program: 'reward', spec: REWARD, steps: 5},
];

const runners: Runner[] = [];
afterEach(() => {
  for (const runner of runners.splice(0)) runner.dispose();
});

/** A runner behind the protocol, with its reports. */
function opened(spec: object, {playing = false, checkpoint}: Partial<Extract<Command, {type: 'open'}>> = {}) {
  const reports: Report[] = [];
  const done: number[] = [];
  const parts: number[] = [];
  const all = [encoder, reward, hosted(done), slow(parts)];
  const runner = new Runner(
    {
      language,
      programs: async (names) => all.filter(({name}) => names.includes(name)),
      openBackend: async () => {},
      resources: () => noFiles,
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    },
    // Handed over as to another thread: memory that was given away is gone here.
    (event, transfer = []) => reports.push(v.parse(reportSchema, structuredClone(event, {transfer}))),
  );
  runners.push(runner);
  const send = async (...commands: Command[]) => {
    for (const command of commands) {
      void obey(runner, v.parse(commandSchema, command));
      await runner.idle();
    }
  };
  const of = <T extends Report['type']>(type: T) =>
    reports.filter((report): report is ReportOf<T> => report.type === type);
  const open = send({type: 'open', spec, backend: 'wasm', data: '', playing, checkpoint});
  return {reports, done, parts, send, of, open};
}

onBackends(['wasm'], () => {
  describe('a run of several stages', () => {
    it('goes through all of them, and tells what is told of each', async () => {
      const lab = opened({stages: STAGES}, {playing: true});
      await lab.open;
      expect(lab.of('opened')[0]).toMatchObject({stage: 0, tick: 0, trained: 0, points: {kind: 'things'}});
      expect(lab.of('entered')).toEqual([
        {type: 'entered', stage: 1, points: expect.objectContaining({compared: expect.anything()})},
      ]);
      expect(lab.of('progress').at(-1)).toMatchObject({stage: 1, tick: 5, trained: 11, finished: true});
      const told = lab.of('progress').flatMap(({metrics}) => metrics);
      const trained = told.filter(({values}) => 'loss' in values).map(({stage, tick}) => `${stage} ${tick}`);
      const ticks = (id: string, steps: number) => Array.from({length: steps}, (_, i) => `${id} ${i + 1}`);
      expect(trained).toEqual([...ticks('first', 6), ...ticks('second', 5)]);
      // All of the first stage is told before the second is entered.
      const before = lab.reports.slice(
        0,
        lab.reports.findIndex(({type}) => type === 'entered'),
      );
      expect(before.at(-1)).toMatchObject({type: 'progress', stage: 0, tick: 6, finished: false});
    });

    it('tells how far the opening of a stage is, and takes no command before it is done', async () => {
      const lab = opened({stages: [STAGES[0], {...STAGES[0], id: 'second', program: 'slow'}]}, {playing: true});
      const moved = lab.send({type: 'move', path: 'training.learningRate', value: 0.002});
      await lab.open;
      await moved;
      const opening = lab.of('progress').filter(({begun}) => begun < 1);
      expect(opening.length).toBeGreaterThan(2);
      expect(opening.every(({stage, tick, trained}) => stage === 1 && tick === 0 && trained === 6)).toBe(true);
      const shares = opening.map(({begun}) => begun);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      expect(lab.parts).toEqual([0, 1, 2, 3, 4]);
      const at = lab.reports.indexOf(opening[0]);
      expect(lab.reports[at - 1].type).toBe('entered');
      expect(lab.of('progress').at(-1)).toMatchObject({tick: 6, trained: 12, finished: true, begun: 1});
    });

    it('stands still at the end of a stage until it is told to go on', async () => {
      const lab = opened({stages: STAGES});
      await lab.open;
      await lab.send({type: 'until', trained: 6}, {type: 'play'});
      expect([lab.of('progress').at(-1)!.tick, lab.of('entered')]).toEqual([6, []]);
      await lab.send({type: 'pause'}, {type: 'until', trained: 100}, {type: 'step'});
      expect(lab.of('progress').at(-1)).toMatchObject({stage: 1, tick: 1, trained: 7});
    });

    it('shows frames and answers questions of the present stage only, and refuses what no stage has', async () => {
      const lab = opened({stages: STAGES});
      await lab.open;
      await lab.send({type: 'want', frame: 'points'}, {type: 'want', frame: 'rewards'});
      expect(lab.of('frame').map(({frame, stage, member}) => [frame, stage, member])).toEqual([['points', 'first', 0]]);
      await lab.send({type: 'want', frame: 'embedding'}, {type: 'ask', question: 'weather', ask: {}});
      await lab.send({type: 'ask', question: 'neighbours', ask: {row: -1}});
      expect(lab.of('refused').map(({path, sentence}) => [path, sentence])).toEqual([
        ['embedding', expect.stringContaining('Encoder shows no "embedding"; it shows points,')],
        ['weather', 'Encoder answers no question "weather"; it answers neighbours.'],
        ['neighbours', expect.stringContaining('The question "neighbours" is wrong')],
      ]);
      await lab.send({type: 'until', trained: 8}, {type: 'play'});
      await lab.send({type: 'want', frame: 'points'}, {type: 'want', frame: 'rewards'});
      await lab.send({type: 'ask', question: 'neighbours', ask: {row: 0}});
      await lab.send({type: 'ask', question: 'words', ask: {pair: 0, written: []}});
      expect(lab.of('frame').slice(1)).toMatchObject([{frame: 'rewards', stage: 'second', tick: 2}]);
      expect(lab.of('answer')).toMatchObject([{question: 'words', ask: {pair: 0, written: []}, tick: 2}]);
      expect(lab.of('failed')).toEqual([]);
    });

    it('gives checkpoints again and again where a later stage needs what an earlier one left', async () => {
      const third = {id: 'third', program: 'encoder', spec: ENCODER, steps: 4, from: {'head/*': 'first.head/*'}};
      const lab = opened({stages: [...STAGES, third]});
      await lab.open;
      await lab.send({type: 'until', trained: 8}, {type: 'play'});
      await lab.send({type: 'checkpoint'}, {type: 'checkpoint'}, {type: 'until', trained: 100}, {type: 'play'});
      const asked = lab.of('checkpoint').filter((report) => report.asked);
      expect(asked).toHaveLength(2);
      expect(asked[1].checkpoint).toEqual(asked[0].checkpoint);
      expect(lab.of('progress').at(-1)).toMatchObject({stage: 2, tick: 4, finished: true});
    });

    it('goes on from a checkpoint in its second stage with the same bits', async () => {
      const whole = opened({stages: STAGES}, {playing: true});
      const first = opened({stages: STAGES});
      await Promise.all([whole.open, first.open]);
      await first.send({type: 'until', trained: 8}, {type: 'play'}, {type: 'checkpoint'});
      const {checkpoint} = first.of('checkpoint').at(-1)!;
      expect(checkpoint).toMatchObject({stage: 1, tick: 2});
      const second = opened({stages: STAGES}, {playing: true, checkpoint: structuredClone(checkpoint)});
      await second.open;
      expect(second.of('opened')[0]).toMatchObject({stage: 1, tick: 2, trained: 8});
      const later = (lab: typeof whole) =>
        lab
          .of('progress')
          .flatMap(({metrics}) => metrics)
          .filter(({stage, tick}) => stage === 'second' && tick > 2);
      expect(later(second)).toEqual(later(whole));
      expect(later(second)).toHaveLength(3);
    });
  });

  it('host work is done between two ticks, as the program says', async () => {
    const lab = opened({stages: [{id: 'main', program: 'hosted', spec: ENCODER, steps: 7}]}, {playing: true});
    const plain = opened({stages: [{id: 'main', program: 'encoder', spec: ENCODER, steps: 7}]}, {playing: true});
    await Promise.all([lab.open, plain.open]);
    expect(lab.of('failed')).toEqual([]);
    expect(lab.done).toEqual([3, 6]);
    const losses = (one: typeof lab) =>
      one.of('progress').flatMap(({metrics}) => metrics.flatMap(({values}) => values.loss ?? []));
    expect(losses(lab).slice(0, 3)).toEqual(losses(plain).slice(0, 3));
    expect(losses(lab)[3]).not.toBe(losses(plain)[3]);
  });

  describe('members of a fan', () => {
    const fan = {
      axes: [{stage: 'first', path: 'objective.temperature', values: [0.1, 0.5]}],
      seeds: [7, 8],
    };
    const spec = {stages: STAGES.slice(0, 1), fan};

    it('are shown together or one by one, each as it is', async () => {
      const lab = opened(spec);
      await lab.open;
      await lab.send({type: 'step'}, {type: 'want', frame: 'points', members: [0, 3]});
      const frames = lab.of('frame');
      expect(frames.map(({member, tick}) => [member, tick])).toEqual([
        [0, 1],
        [3, 1],
      ]);
      const decoded = frames.map(({frame, ...raw}) => encoderFrames.points.decode({name: frame, ...raw}));
      expect(decoded[0]).toMatchObject({tick: 1, count: 500, dimension: 3});
      expect(decoded[0].data).not.toEqual(decoded[1].data);
      // Shown already; of the other members not.
      await lab.send({type: 'want', frame: 'points', members: [0, 1]});
      expect(lab.of('frame').map(({member}) => member)).toEqual([0, 3, 1]);
      await lab.send({type: 'choose', member: 3}, {type: 'want', frame: 'points'});
      await lab.send({type: 'ask', question: 'neighbours', ask: {row: 5}});
      expect(lab.of('frame').at(-1)).toMatchObject({member: 3, data: frames[1].data});
      expect(lab.of('answer')[0]).toMatchObject({member: 3, tick: 1});
    });

    it('that are not there are refused', async () => {
      const lab = opened(spec);
      await lab.open;
      await lab.send({type: 'choose', member: 4}, {type: 'want', frame: 'points', members: [0, 9]});
      expect(lab.of('refused').map(({sentence}) => sentence)).toEqual([
        'There is no member 4 in this run.',
        'There is no member 9 in this run.',
      ]);
      expect(lab.of('frame')).toEqual([]);
    });

    it('move alone or together', async () => {
      const lab = opened(spec);
      await lab.open;
      const path = 'objective.temperature';
      await lab.send({type: 'move', path, value: 0.3});
      expect(lab.of('refused')[0].sentence).toContain('which the fan varies');
      await lab.send({type: 'move', path, value: 0.3, member: 2}, {type: 'move', path, value: 0.2, member: 'all'});
      expect(lab.of('moved').map(({move}) => move)).toEqual([
        {stage: 'first', tick: 0, path, value: 0.3, member: 2},
        {stage: 'first', tick: 0, path, value: 0.2, member: 'all'},
      ]);
    });

    it('that break are named', async () => {
      const first = opened(spec);
      await first.open;
      await first.send({type: 'step'}, {type: 'step'}, {type: 'checkpoint'});
      const checkpoint = structuredClone(first.of('checkpoint').at(-1)!.checkpoint);
      const cohort = checkpoint.cohorts.find(({members}) => members.includes(2))!;
      const [, values] = cohort.slots.find(([name]) => name === 'head/w0')!;
      values[(cohort.members.indexOf(2) * values.length) / cohort.members.length] = Number.NaN;
      const broken = opened(spec, {playing: true, checkpoint});
      await broken.open;
      expect(broken.of('stopped')).toMatchObject([{stage: 0, lastGood: 2}]);
      expect(broken.of('stopped')[0].sentence).toContain('of 1 of 4 members (seed 7, Temperature 0.5)');
    });
  });
});
