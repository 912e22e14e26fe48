import * as v from 'valibot';
import {afterEach, describe, expect, it} from 'vitest';
import {language} from '../../../src/programs/catalogue.spec.ts';
import {programs} from '../../../src/programs/catalogue.ts';
import {Driver} from '../../../src/worker/driver.ts';
import type {Command, Report, ReportOf} from '../../../src/worker/protocol.ts';
import {commandSchema, reportSchema} from '../../../src/worker/protocol.ts';
import {onBackends} from '../support/backends.ts';

const SETTINGS = {
  world: {kind: 'latent', points: 500},
  model: {width: 16, representation: 8},
  training: {batch: 16, evaluateEvery: 5},
};

const specOf = (settings: object = {}, steps = 30) => ({
  stages: [{id: 'main', program: 'encoder', spec: {...SETTINGS, ...settings}, steps}],
});

interface Start {
  steps?: number;
  playing?: boolean;
  checkpoint?: ReportOf<'checkpoint'>['checkpoint'];
}

/** A driver as the worker has it, whose reports are kept. Every message must pass the protocol's own check. */
function started(settings: object = {}, {steps = 30, playing = false, checkpoint}: Start = {}) {
  const reports: Report[] = [];
  const driver = new Driver({
    language,
    programs,
    openBackend: async () => {},
    resources: () => ({
      file: async (path) => {
        throw new Error(`No file ${path} is needed.`);
      },
    }),
    post: (report) => reports.push(v.parse(reportSchema, report)),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const send = async (...commands: Command[]) => {
    for (const command of commands) void driver.handle(v.parse(commandSchema, command));
    await driver.idle();
  };
  const of = <T extends Report['type']>(type: T) =>
    reports.filter((report): report is ReportOf<T> => report.type === type);
  const ticks = () => of('progress').at(-1)?.tick;
  const metrics = () => of('progress').flatMap((report) => report.metrics);
  const open = send({type: 'open', spec: specOf(settings, steps), backend: 'wasm', data: '', playing, checkpoint});
  opened.push(driver);
  return {send, of, ticks, metrics, open};
}

const opened: Driver[] = [];
afterEach(() => {
  for (const driver of opened.splice(0)) driver.dispose();
});

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

    it('records a move at the present tick, and refuses one that cannot be', async () => {
      const lab = started();
      await lab.open;
      await lab.send({type: 'step'}, {type: 'move', path: 'objective.temperature', value: 0.3});
      expect(lab.of('moved').at(-1)!.moves).toEqual([
        {stage: 'main', tick: expect.any(Number), path: 'objective.temperature', value: 0.3},
      ]);
      await lab.send({type: 'move', path: 'objective.temperature', value: 99});
      expect(lab.of('failed').at(-1)!.sentence).toMatch(/Temperature must be a number from 0.005 to 2, not 99/);
      await lab.send({type: 'move', path: 'model.width', value: 32});
      expect(lab.of('failed').at(-1)!.sentence).toMatch(/model.width cannot be changed while a run trains/);
      await lab.send({type: 'play'});
      expect(lab.ticks()).toBe(30);
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
      await watched.send({type: 'want', frame: 'similarities'}, {type: 'neighbours', row: 3}, {type: 'step'});
      expect(watched.metrics()).toEqual(plain.metrics());
    });

    it('finds neighbours among other things, nearest first', async () => {
      const lab = started();
      await lab.open;
      await lab.send({type: 'neighbours', row: 7});
      const {rows, similarities} = lab.of('neighbours')[0];
      expect(new Set(rows).size).toBe(5);
      expect(rows).not.toContain(7);
      expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    });

    it('goes on from its checkpoint in another driver with the same bits', async () => {
      const [whole, first] = [started({}, {playing: true}), started()];
      await Promise.all([whole.open, first.open]);
      await first.send({type: 'step'}, {type: 'step'}, {type: 'checkpoint'});
      const {checkpoint} = structuredClone(first.of('checkpoint')[0]);
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
      await first.send({type: 'step'}, {type: 'step'}, {type: 'checkpoint'});
      const {checkpoint} = structuredClone(first.of('checkpoint')[0]);
      checkpoint.slots.find(([name]) => name === 'head/w0')![1][0] = Number.NaN;
      const broken = started({}, {playing: true, checkpoint});
      await broken.open;
      expect(broken.of('stopped')).toEqual([
        {type: 'stopped', lastGood: 2, sentence: expect.stringContaining('At step 3 the')},
      ]);
      const stood = broken.ticks();
      await broken.send({type: 'play'}, {type: 'step'});
      expect(broken.ticks()).toBe(stood);
    });

    it('measures its speed', async () => {
      const lab = started();
      await lab.open;
      await lab.send({type: 'measure', ticks: 4});
      expect(lab.of('measured')[0].stepsPerSecond).toBeGreaterThan(0);
    });
  });
});
