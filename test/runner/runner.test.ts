import * as v from 'valibot';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {onTrouble, watch} from '../../src/engine/backends/trouble.ts';
import type {Program} from '../../src/engine/program.ts';
import {Run} from '../../src/engine/run.ts';
import type {NeighboursAnswer} from '../../src/programs/encoder/frames.ts';
import {encoder} from '../../src/programs/encoder/index.ts';
import {language} from '../../src/programs/index.spec.ts';
import {reward} from '../../src/programs/reward/index.ts';
import {Runner} from '../../src/runner/runner.ts';
import type {Move} from '../../src/spec/index.ts';
import {obey} from '../../src/worker/obey.ts';
import type {Command, Report, ReportOf} from '../../src/worker/protocol.ts';
import {commandSchema, reportSchema} from '../../src/worker/protocol.ts';
import {onBackends} from '../support/backends.ts';

const SETTINGS = {
  world: {kind: 'latent', points: 500},
  model: {width: 16, representation: 8},
  training: {batch: 16, evaluateEvery: 5},
};

const specOf = (program: string, settings: object, steps: number, moves: Omit<Move, 'stage'>[]) => ({
  stages: [{id: 'main', program, spec: {...(program === 'encoder' && SETTINGS), ...settings}, steps}],
  moves: moves.map((move) => ({stage: 'main', ...move})),
});

interface Start {
  steps?: number;
  playing?: boolean;
  checkpoint?: ReportOf<'checkpoint'>['checkpoint'];
  moves?: Omit<Move, 'stage'>[];
  program?: Program;
}

/** A runner as the worker has it, whose reports are kept. Every message must pass the protocol's own check. */
function started(settings: object = {}, start: Start = {}) {
  const {steps = 30, playing = false, checkpoint, moves = [], program = encoder} = start;
  const reports: Report[] = [];
  const runner = new Runner(
    {
      language,
      programs: async () => [program],
      openBackend: async () => {},
      resources: () => ({
        file: async (path) => {
          throw new Error(`No file ${path} is needed.`);
        },
      }),
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    },
    // Handed over as to another thread: memory that was given away is gone here.
    (event, transfer = []) => reports.push(v.parse(reportSchema, structuredClone(event, {transfer}))),
  );
  const send = async (...commands: Command[]) => {
    for (const command of commands) void obey(runner, v.parse(commandSchema, command));
    await runner.idle();
  };
  const of = <T extends Report['type']>(type: T) =>
    reports.filter((report): report is ReportOf<T> => report.type === type);
  const ticks = () => of('progress').at(-1)?.tick;
  const metrics = () => of('progress').flatMap((report) => report.metrics);
  const checkpointAt = (tick: number) =>
    structuredClone(of('checkpoint').find(({checkpoint}) => checkpoint.tick === tick)!.checkpoint);
  const open = send({
    type: 'open',
    spec: specOf(program.name, settings, steps, moves),
    backend: 'wasm',
    data: '',
    playing,
    checkpoint,
  });
  opened.push(runner);
  return {runner, reports, send, of, ticks, metrics, checkpointAt, open};
}

const opened: Runner[] = [];
afterEach(() => {
  for (const runner of opened.splice(0)) runner.dispose();
  onTrouble(() => {});
  vi.restoreAllMocks();
});

/** A device of which a test decides what becomes of it. */
function fakeDevice() {
  const device = new EventTarget();
  let lose = (_: Pick<GPUDeviceLostInfo, 'message'>) => {};
  const lost = new Promise((resolve) => {
    lose = resolve;
  });
  watch(Object.assign(device, {lost}) as unknown as GPUDevice);
  const fail = (message: string) =>
    device.dispatchEvent(Object.assign(new Event('uncapturederror'), {error: {message}}));
  return {lose, fail};
}

/** Every look at the clock takes 50 ms, so that a slice is one tick. */
function slowClock() {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 50;
    return now;
  });
  return () => now;
}

onBackends(['wasm'], () => {
  describe('the run loop', () => {
    it('trains to the end and reports every tick once, in order', async () => {
      const lab = started({}, {playing: true});
      await lab.open;
      expect(lab.of('progress').at(-1)).toMatchObject({tick: 30, finished: true, stepsPerSecond: 0});
      const trained = lab.metrics().filter(({values}) => 'loss' in values);
      expect(trained.map(({tick}) => tick)).toEqual(Array.from({length: 30}, (_, i) => i + 1));
    });

    it('stands still until told, makes one step at a time, and plays on', async () => {
      const lab = started();
      await lab.open;
      expect(lab.ticks()).toBeUndefined();
      await lab.send({type: 'step'});
      expect(lab.ticks()).toBe(1);
      await lab.send({type: 'step'}, {type: 'step'});
      expect(lab.ticks()).toBe(3);
      await lab.send({type: 'play'});
      expect(lab.ticks()).toBe(30);
      await lab.send({type: 'play'}, {type: 'step'});
      expect(lab.ticks()).toBe(30);
    });

    it('trains no further than it may, and tells when it is there', async () => {
      const lab = started();
      await lab.open;
      await lab.send({type: 'until', trained: 7}, {type: 'play'});
      expect(lab.of('progress').at(-1)).toMatchObject({tick: 7, trained: 7, finished: false});
      await lab.send({type: 'until', trained: 12});
      expect(lab.ticks()).toBe(12);
      // It waits, but does not stand still for good: nothing is kept of it.
      expect(lab.of('checkpoint')).toEqual([]);
      await lab.send({type: 'step'});
      expect(lab.ticks()).toBe(12);
      await lab.send({type: 'until', trained: 100});
      expect(lab.ticks()).toBe(13);
    });

    it('plays on when told so while it gives a checkpoint', async () => {
      const lab = started();
      await lab.open;
      const {checkpoint} = Run.prototype;
      vi.spyOn(Run.prototype, 'checkpoint').mockImplementationOnce(function (this: Run) {
        void lab.runner.play();
        return new Promise((resolve) => setImmediate(() => resolve(checkpoint.call(this))));
      });
      await lab.send({type: 'checkpoint'});
      expect(lab.of('checkpoint')[0].checkpoint.tick).toBe(0);
      expect(lab.ticks()).toBe(30);
    });

    it('records a move at the present tick, and refuses one that cannot be', async () => {
      const lab = started();
      await lab.open;
      await lab.send({type: 'step'});
      await lab.send({type: 'move', path: 'objective.temperature', value: 0.3});
      expect(lab.of('moved')).toEqual([
        {type: 'moved', move: {stage: 'main', tick: 1, path: 'objective.temperature', value: 0.3}},
      ]);
      await lab.send({type: 'move', path: 'objective.temperature', value: 99});
      expect(lab.of('refused').at(-1)!.sentence).toMatch(/Temperature must be a number from 0.005 to 2, not 99/);
      await lab.send({type: 'move', path: 'model.width', value: 32});
      expect(lab.of('refused').at(-1)).toEqual({
        type: 'refused',
        path: 'model.width',
        sentence: expect.stringContaining('model.width cannot be changed while a run trains'),
      });
      await lab.send({type: 'play'});
      expect(lab.ticks()).toBe(30);
      expect(lab.of('failed')).toEqual([]);
    });

    it('refuses one move more than a link can carry, and one that takes the place of another never', async () => {
      const moves = Array.from({length: 2000}, (_, i) => ({
        tick: Math.floor(i / 1000),
        path: 'objective.temperature',
        value: 0.3,
      }));
      const lab = started({}, {moves});
      await lab.open;
      await lab.send({type: 'step'}, {type: 'step'});
      await lab.send({type: 'move', path: 'objective.temperature', value: 0.2});
      expect(lab.of('refused')).toEqual([
        {type: 'refused', path: 'objective.temperature', sentence: expect.stringContaining('as a link can carry')},
      ]);
      expect(lab.of('moved')).toEqual([]);
      await lab.send({type: 'play'});
      expect(lab.ticks()).toBe(30);

      const earlier = started({}, {moves});
      await earlier.open;
      await earlier.send({type: 'step'});
      await earlier.send({type: 'move', path: 'objective.temperature', value: 0.2});
      expect(earlier.of('refused')).toEqual([]);
      // In place of those of tick 1.
      expect(earlier.of('moved')[0].move).toMatchObject({tick: 1, value: 0.2});
    });

    it('answers a wish for a frame once, and again only when there is a newer one', async () => {
      const lab = started();
      await lab.open;
      await lab.send({type: 'want', frame: 'points'}, {type: 'want', frame: 'points'});
      expect(lab.of('frame').map(({tick}) => tick)).toEqual([0]);
      await lab.send({type: 'want', frame: 'points'});
      expect(lab.of('frame')).toHaveLength(1);
      await lab.send({type: 'step'});
      expect(lab.of('frame').map(({tick}) => tick)).toEqual([0, 1]);
      const {shape, data} = lab.of('frame')[1];
      expect(shape).toEqual([500, 3]);
      for (let i = 0; i < 500; i++) expect(Math.hypot(data[3 * i], data[3 * i + 1], data[3 * i + 2])).toBeCloseTo(1, 5);
    });

    it('shows frames without changing the run', async () => {
      const [plain, watched] = [started(), started()];
      await Promise.all([plain.open, watched.open]);
      await plain.send({type: 'step'}, {type: 'step'});
      await watched.send({type: 'want', frame: 'points'}, {type: 'step'});
      await watched.send(
        {type: 'want', frame: 'similarities'},
        {type: 'ask', question: 'neighbours', ask: {row: 3}},
        {type: 'step'},
      );
      expect(watched.metrics()).toEqual(plain.metrics());
    });

    it('gives the singular values of representations and of points, whose ranks are those measured', async () => {
      const lab = started({}, {playing: true});
      await lab.open;
      await lab.send({type: 'want', frame: 'spectrum'});
      const {shape, data, tick} = lab.of('frame')[0];
      expect([...shape, tick]).toEqual([8, 3, 30]);
      const values = Array.from(data);
      const [representation, head] = [values.slice(0, 8), values.slice(8)];
      const rank = (of: number[]) => {
        const total = of.reduce((sum, value) => sum + value ** 2, 0);
        return Math.exp(-of.reduce((sum, v) => sum + (v ** 2 / total) * Math.log(v ** 2 / total), 0));
      };
      const measured = lab.metrics().findLast((one) => one.tick === 30 && 'headRank' in one.values)!.values;
      for (const of of [representation, head]) expect(of).toEqual([...of].sort((a, b) => b - a));
      expect(rank(representation)).toBeCloseTo(measured.effectiveRank[0], 4);
      expect(rank(head)).toBeCloseTo(measured.headRank[0], 4);
      // Unit vectors.
      expect(head.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(1, 5);
    });

    it('sends frames that were asked for, and none that another phase emits', async () => {
      const train = (context: Parameters<typeof encoder.phases.train>[0]) => {
        encoder.phases.train(context);
        context.emit('aside', context.get('head/w0'));
      };
      const lab = started({}, {program: {...encoder, phases: {...encoder.phases, train}}});
      await lab.open;
      await lab.send({type: 'step'}, {type: 'step'});
      await lab.send(
        {type: 'want', frame: 'points'},
        {type: 'step'},
        {type: 'ask', question: 'neighbours', ask: {row: 7}},
      );
      expect(lab.of('failed')).toEqual([]);
      expect(lab.of('frame').map(({frame}) => frame)).toEqual(['points']);
      expect(lab.of('answer')[0]).toMatchObject({question: 'neighbours', ask: {row: 7}, tick: 3, member: 0});
    });

    it('finds neighbours among other things, nearest first', async () => {
      const lab = started();
      await lab.open;
      await lab.send({type: 'ask', question: 'neighbours', ask: {row: 7}});
      const {rows, similarities} = lab.of('answer')[0].answer as NeighboursAnswer;
      expect(new Set(rows).size).toBe(5);
      expect(rows).not.toContain(7);
      expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    });

    it('goes on from its checkpoint in another runner with the same bits', async () => {
      const [whole, first] = [started({}, {playing: true}), started()];
      await Promise.all([whole.open, first.open]);
      await first.send({type: 'step'}, {type: 'step'}, {type: 'checkpoint'});
      expect(first.of('checkpoint').at(-1)!.asked).toBe(true);
      const checkpoint = first.checkpointAt(2);
      const second = started({}, {playing: true, checkpoint});
      await second.open;
      const later = (lab: typeof whole) => lab.metrics().filter(({tick}) => tick > 2);
      expect(later(second)).toHaveLength(28);
      expect(later(second)).toEqual(later(whole));
    });

    it('refuses a spec that is wrong, with the sentence of the schema', async () => {
      const lab = started({objective: {kind: 'infoNCE', temperature: 'warm'}});
      await lab.open;
      expect(lab.of('failed')[0].sentence).toMatch(/Temperature must be a number/);
    });

    it('stops for good when a value is no longer a number, and says since when', async () => {
      const first = started();
      await first.open;
      await first.send({type: 'step'}, {type: 'step'});
      const checkpoint = first.checkpointAt(2);
      checkpoint.cohorts[0].slots.find(([name]) => name === 'head/w0')![1][0] = Number.NaN;
      const broken = started({}, {playing: true, checkpoint});
      await broken.open;
      expect(broken.of('stopped')).toEqual([
        {type: 'stopped', stage: 0, lastGood: 2, sentence: expect.stringContaining('At step 3 the')},
      ]);
      const stood = broken.ticks();
      await broken.send({type: 'play'}, {type: 'step'});
      expect(broken.ticks()).toBe(stood);
    });

    it('gives checkpoints by itself while it trains, each after all metrics up to it', async () => {
      const [clock, times] = [slowClock(), [] as number[]];
      const lab = started({}, {steps: 120, playing: true});
      const push = lab.reports.push.bind(lab.reports);
      vi.spyOn(lab.reports, 'push').mockImplementation((report) => {
        if (report.type === 'checkpoint') times.push(clock());
        return push(report);
      });
      await lab.open;
      expect(lab.ticks()).toBe(120);
      const checkpoints = lab.of('checkpoint');
      expect(checkpoints.length).toBeGreaterThan(3);
      expect(checkpoints.every(({asked}) => !asked)).toBe(true);
      expect(times[0]).toBeGreaterThan(2000);
      expect(times[0]).toBeLessThan(4000);
      // The last one is made when the run is over.
      for (let i = 1; i < times.length - 1; i++) {
        expect(times[i] - times[i - 1]).toBeGreaterThan(5000);
        expect(times[i] - times[i - 1]).toBeLessThan(7000);
      }
      for (const report of checkpoints) {
        const before = lab.reports.slice(0, lab.reports.indexOf(report));
        const told = before.flatMap((r) => (r.type === 'progress' ? r.metrics : []));
        expect(told.filter(({values}) => 'loss' in values).at(-1)!.tick).toBe(report.checkpoint.tick);
      }
    });

    it('gives checkpoints of a large run seldom', async () => {
      vi.spyOn(Run.prototype, 'checkpointBytes', 'get').mockReturnValue(65 * 2 ** 20);
      const clock = slowClock();
      const lab = started({}, {steps: 250, playing: true});
      await lab.open;
      expect(lab.of('checkpoint').length).toBeGreaterThan(0);
      expect(lab.of('checkpoint').length).toBeLessThanOrEqual(clock() / 30_000);
    });

    it('keeps what it is when it stands still, once', async () => {
      const lab = started();
      await lab.open;
      await lab.send({type: 'want', frame: 'points'});
      expect(lab.of('checkpoint')).toEqual([]);
      await lab.send({type: 'step'});
      await lab.send({type: 'step'});
      await lab.send({type: 'pause'}, {type: 'want', frame: 'points'});
      expect(lab.of('checkpoint').map(({checkpoint}) => checkpoint.tick)).toEqual([1, 2]);
    });

    it('shows what annotators say before any step, and anew only when they were moved', async () => {
      const lab = started({world: {kind: 'responses', pairs: 250}, model: {kind: 'linear'}}, {program: reward});
      await lab.open;
      const audits = () => lab.of('frame').filter(({frame}) => frame === 'audit');
      await lab.send({type: 'want', frame: 'audit'});
      expect(audits().map(({tick, shape}) => [tick, shape])).toEqual([[0, [3, 250]]]);
      await lab.send({type: 'want', frame: 'audit'}, {type: 'step'});
      await lab.send({type: 'move', path: 'training.learningRate', value: 0.02});
      expect(audits()).toHaveLength(1);
      await lab.send({type: 'move', path: 'world.lengthBias', value: 2});
      const [before, after] = audits();
      const longer = ({data}: typeof after) =>
        Array.from({length: 250}, (_, i) => Number(data[i] > 0.5 === data[250 + i] > data[500 + i])).reduce(
          (sum, one) => sum + one,
        );
      expect(longer(after)).toBeGreaterThan(longer(before) + 20);
    });

    it('shows the next batch anew after a move while the run stands, and points only after a step', async () => {
      const lab = started();
      await lab.open;
      await lab.send({type: 'step'}, {type: 'want', frame: 'batch'}, {type: 'want', frame: 'points'});
      await lab.send({type: 'want', frame: 'batch'}, {type: 'want', frame: 'points'});
      const framesOf = (name: string) => lab.of('frame').filter(({frame}) => frame === name);
      expect([framesOf('batch').length, framesOf('points').length]).toEqual([1, 1]);
      await lab.send({type: 'move', path: 'objective.temperature', value: 1});
      expect([framesOf('batch').length, framesOf('points').length]).toEqual([2, 1]);
      const [before, after] = framesOf('batch');
      expect(after.tick).toBe(before.tick);
      const [views, columns] = after.shape;
      const dimension = (columns - 2) / 2;
      const lengths = ({data}: typeof after) =>
        Array.from({length: views}, (_, i) =>
          Math.hypot(...data.subarray(i * columns + 2 + dimension, (i + 1) * columns)),
        );
      const places = ({data}: typeof after) =>
        Array.from({length: views}, (_, i) => [...data.subarray(i * columns, i * columns + 2 + dimension)]);
      // The same views in the same places; at ten times the temperature the loss is ten times less steep.
      expect(places(after)).toEqual(places(before));
      const total = (frame: typeof after) => lengths(frame).reduce((a, b) => a + b, 0);
      expect(total(before) / total(after)).toBeGreaterThan(2);
    });

    it('makes moves again that were made after the checkpoint, at their ticks', async () => {
      const early = {tick: 1, path: 'objective.temperature', value: 0.5};
      const late = [
        {tick: 4, path: 'objective.temperature', value: 0.2},
        {tick: 9, path: 'training.batch', value: 32},
      ];
      const whole = started({}, {playing: true, moves: [early, ...late]});
      const first = started({}, {moves: [early]});
      await Promise.all([whole.open, first.open]);
      for (let i = 0; i < 4; i++) await first.send({type: 'step'});
      const checkpoint = first.checkpointAt(4);
      checkpoint.moves.push(...late.map((move) => ({stage: 'main', ...move})));
      const second = started({}, {playing: true, moves: [early, ...late], checkpoint});
      await second.open;
      expect(second.metrics().length).toBeGreaterThan(25);
      expect(second.metrics()).toEqual(whole.metrics().filter(({tick}) => tick > 4));
    });

    it('tells of a device that is lost while the run stands still, and then no more', async () => {
      const lab = started();
      onTrouble(() => lab.runner.checkDevice());
      const device = fakeDevice();
      await lab.open;
      await lab.send({type: 'step'});
      device.lose({message: 'it was unplugged'});
      await new Promise((resolve) => setImmediate(resolve));
      expect(lab.reports.at(-1)).toEqual({
        type: 'lost',
        what: 'GPU',
        sentence: 'The GPU was lost (it was unplugged).',
      });
      await lab.send({type: 'play'}, {type: 'want', frame: 'points'});
      expect(lab.reports.at(-1)!.type).toBe('lost');
      expect(lab.of('failed')).toEqual([]);
    });

    it('tells of an error of the device as a loss', async () => {
      const lab = started();
      onTrouble(() => lab.runner.checkDevice());
      const device = fakeDevice();
      await lab.open;
      device.fail('Out of memory\nat a place');
      expect(lab.of('lost')[0].sentence).toBe('WebGPU could not do a step on this machine (Out of memory).');
    });

    const gone = [
      {what: 'GPU', error: new DOMException('The buffer was destroyed.', 'AbortError')},
      {what: 'GPU', error: new DOMException('The device is lost.', 'OperationError')},
      {what: 'memory', error: new RangeError('Array buffer allocation failed')},
      {what: 'memory', error: new WebAssembly.RuntimeError('Aborted(OOM)')},
    ];
    for (const {what, error} of gone) {
      it(`takes a reading that fails with ${error.name}, ${error.message} for a loss`, async () => {
        vi.spyOn(Run.prototype, 'collect').mockRejectedValue(error);
        const lab = started({}, {playing: true});
        await lab.open;
        expect(lab.of('lost')).toEqual([{type: 'lost', what, sentence: expect.stringContaining(error.message)}]);
        expect(lab.of('failed')).toEqual([]);
      });
    }

    it('takes any other error for a failure of the run', async () => {
      vi.spyOn(Run.prototype, 'collect').mockRejectedValue(new RangeError('Invalid array length'));
      const lab = started({}, {playing: true});
      await lab.open;
      expect(lab.of('lost')).toEqual([]);
      expect(lab.of('failed')[0].sentence).toMatch(/inside the lab: Invalid array length/);
    });

    it('measures its speed', async () => {
      const lab = started();
      await lab.open;
      await lab.send({type: 'measure', ticks: 4});
      expect(lab.of('measured')[0].stepsPerSecond).toBeGreaterThan(0);
    });
  });
});
