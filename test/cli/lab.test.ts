import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, describe, expect, it, vi} from 'vitest';
import {startTrainer} from '../../scripts/cli.mjs';
import {main} from '../../src/cli/main.ts';
import {Run} from '../../src/engine/run.ts';
import {FIRST} from '../../src/presets/index.ts';
import {language} from '../../src/programs/index.spec.ts';
import {memberSpec, type Spec} from '../../src/spec/index.ts';
import {encodeSpec} from '../../src/spec/link.ts';
import {encodeResult} from '../../src/spec/result/codec.ts';
import type {Result} from '../../src/spec/result/result.ts';
import {onBackends} from '../support/backends.ts';
import {programs} from '../support/programs.ts';
import {specOf} from '../support/specs.ts';
import {dataFolder} from '../support/worlds.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lab-'));
afterAll(() => rmSync(folder, {recursive: true}));

interface Done {
  code: number | null;
  out: string;
  err: string;
}

/** `npm run --silent lab -- ...` without npm. */
function lab(...words: string[]): Promise<Done> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'scripts/lab.mjs'), ...words], {cwd: folder});
    let [out, err] = ['', ''];
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
    });
    child.on('close', (code) => resolve({code, out, err}));
  });
}

function file(content: unknown): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const SETTINGS = {
  world: {kind: 'latent', points: 500},
  model: {width: 16, representation: 8},
  training: {batch: 16, evaluateEvery: 10},
};
const SPEC = {
  seed: 7,
  stages: [{id: 'main', program: 'encoder', spec: SETTINGS, steps: 30}],
  moves: [{stage: 'main', tick: 12, path: 'objective.temperature', value: 0.3}],
};
const TWO_STAGES = {
  ...SPEC,
  stages: [...SPEC.stages, {id: 'later', program: 'encoder', spec: SETTINGS, steps: 15, from: {'*': 'main.*'}}],
};

interface Line {
  stage: string;
  tick: number;
  seeds: number[];
  fan?: Record<string, number[]>;
  metrics: Record<string, number | null | (number | null)[]>;
  final?: true;
  backend?: string;
}

const linesOf = ({out}: Done): Line[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Metrics by stage and tick of the run alone, in this process. */
async function alone(spec: Spec): Promise<Map<string, Record<string, number>>> {
  const run = await Run.open({spec, programs, resources: dataFolder});
  const found = new Map<string, Record<string, number>>();
  for (;;) {
    if (run.stageFinished && run.finished) break;
    if (run.stageFinished) await run.nextStage();
    run.advance();
    for (const {stage, tick, values} of (await run.collect()).metrics) {
      const named = Object.entries(values).map(([name, [value]]) => [name, value] as const);
      found.set(`${stage} ${tick}`, {...found.get(`${stage} ${tick}`), ...Object.fromEntries(named)});
    }
  }
  run.dispose();
  return found;
}

onBackends(['wasm'], () => {
  describe('lab run --json', () => {
    it('tells of every evaluation of every stage in a line, with the bits of the run in this process', async () => {
      const done = await lab('run', file(TWO_STAGES), '--json');
      expect([done.code, done.err]).toEqual([0, '']);
      const lines = linesOf(done);
      expect(lines.map(({stage, tick}) => `${stage} ${tick}`)).toEqual([
        ...['main 0', 'main 10', 'main 20', 'main 30'],
        ...['later 0', 'later 10', 'later 15'],
      ]);
      const expected = await alone(specOf(TWO_STAGES));
      for (const {stage, tick, metrics} of lines) expect(metrics).toEqual(expected.get(`${stage} ${tick}`));
      expect(lines.map(({final}) => final)).toEqual([...Array(6).fill(undefined), true]);
      expect(lines.at(-1)!.backend).toBe('wasm');
    });

    it('gives lists over the members, each with the bits of its run alone', async () => {
      const axes = [{stage: 'main', path: 'model.width', values: [16, 24]}];
      const spec = {...SPEC, fan: {axes, seeds: [1]}};
      const lines = linesOf(await lab('run', file(spec), '--json', '--seeds', '2', '--steps', '12'));
      expect(lines.map(({tick}) => tick)).toEqual([0, 10, 12]);
      const last = lines.at(-1)!;
      expect(last).toMatchObject({final: true, seeds: [7, 8, 7, 8], fan: {'main.model.width': [16, 16, 24, 24]}});
      const fanned = specOf({
        ...spec,
        stages: [{...SPEC.stages[0], steps: 12}],
        moves: [],
        fan: {axes, seeds: [7, 8]},
      });
      for (const member of [1, 2]) {
        const expected = (await alone(memberSpec(fanned, member))).get('main 12')!;
        for (const [name, value] of Object.entries(expected)) {
          expect((last.metrics[name] as number[])[member]).toBe(value);
        }
      }
    });

    it('opens a link, whole or from the # on, on another backend too', async () => {
      const spec = specOf({...SPEC, stages: [{...SPEC.stages[0], steps: 2}], moves: []});
      const payload = encodeSpec(language, FIRST.spec, spec);
      const link = `#/lab/${FIRST.id}/${payload}&p=curves`;
      const [whole, part] = await Promise.all([
        lab('run', `https://example.org/lab/?backend=cpu${link}`, '--json'),
        lab('run', link, '--json', '--backend', 'cpu'),
      ]);
      const [onWasm, onCpu] = [whole, part].map((done) => linesOf(done).at(-1)!);
      expect(onWasm.metrics).toEqual((await alone(spec)).get('main 2'));
      expect([onWasm.backend, onCpu.backend]).toEqual(['wasm', 'cpu']);
      expect(onCpu.metrics.loss).toBeCloseTo(onWasm.metrics.loss as number, 3);
    });

    it('says whether it has reproduced the result that a link carries', async () => {
      const measured = await alone(specOf(SPEC));
      const last = Object.entries(measured.get('main 30')!);
      const result: Result = {
        ...{backend: 'wasm', position: 30, member: 0, curves: []},
        finals: last.map(([metric, value]) => ({metric, tick: 30, value: Math.fround(value)})),
        losses: Array.from({length: 20}, (_, i) => Math.fround(measured.get(`main ${i + 1}`)!.loss)),
      };
      const better = {...result, finals: result.finals.map((one) => ({...one, value: Math.fround(one.value + 0.001)}))};
      const link = `#/lab/${FIRST.id}/${encodeSpec(language, FIRST.spec, specOf(SPEC))}`;
      const [right, wrong, other] = await Promise.all([
        lab('run', `${link}&r=${encodeResult(result)}`, '--json'),
        lab('run', `${link}&r=${encodeResult(better)}`, '--json'),
        lab('run', `${link}&r=${encodeResult(result)}`, '--json', '--steps', '20'),
      ]);
      expect(right.err).toContain(`of ${last.length + 1} comparisons ${last.length + 1} are reproduced, 0 differ.`);
      expect(wrong.err).toContain(`of ${last.length + 1} comparisons 1 are reproduced, ${last.length} differ.`);
      expect(wrong.err).toMatch(/uniformity, step 30: claimed \S+, here \S+, differs by 0\.0010/);
      expect(other.err).not.toContain('carries a result');
    });

    it('stops with a sentence when a value is no longer a number', async () => {
      const training = {...SETTINGS.training, learningRate: 1, weightDecay: 20, warmup: 0};
      const spec = {...SPEC, stages: [{...SPEC.stages[0], spec: {...SETTINGS, training}, steps: 3000}], moves: []};
      const {code, err, out} = await lab('run', file(spec), '--json');
      expect(code).toBe(1);
      expect(err).toMatch(/^At step \d+ the .* was no longer a number.*\n$/);
      expect(out).not.toContain('final');
    });
  });
});

describe('lab run', () => {
  it('gives a table to people', async () => {
    const done = await lab('run', file(SPEC), '--seeds', '2', '--steps', '10');
    expect([done.code, done.err]).toEqual([0, '']);
    expect(done.out).toMatch(/^Stage main, step 10 of 10, on wasm\n +2 seeds\n/);
    expect(done.out).toMatch(/\n {2}alignment +[\d.]+ ± [\d.]+\n/);
  });

  const REFUSED: [string, string[], RegExp][] = [
    ['a file that is not there', ['nowhere.json'], /^There is no file nowhere\.json\./],
    ['a file that is not JSON', [file('{"seed": }')], /is not JSON: /],
    ['a wrong setting', [file({...SPEC, seed: -3})], /^Seed must be a whole number from 0/],
    [
      'a wrong setting of a part',
      [file({stages: [{...SPEC.stages[0], spec: {...SETTINGS, objective: {temperature: 99}}}]})],
      /^Temperature must be a number from 0\.005 to 2, not 99/,
    ],
    ['a wrong number of steps', [file(SPEC), '--steps', '9000000'], /^Training steps must be a whole number from 1 to/],
    ['steps that are no number', [file(SPEC), '--steps', 'many'], /^--steps must be a whole number from 1, not "many"/],
    ['too many seeds', [file(SPEC), '--seeds', '65'], /at most 64/],
    [
      'a fan and moves that do not go together',
      [file({...SPEC, fan: {axes: [], seeds: []}})],
      /needs at least one seed/,
    ],
    ['an unknown option', [file(SPEC), '--fast'], /^Unknown option '--fast'/],
    ['an unknown backend', [file(SPEC), '--backend', 'gpu'], /^--backend must be wasm, cpu or webgpu, not "gpu"/],
    ['a broken link', ['#/lab/emoji/A!!!'], /^This link is damaged/],
    ['a link with a damaged result', ['#/lab/emoji&r=A!!!'], /^The result in this link is damaged/],
    ['a link to no preset', ['#/lab/nothing'], /names the preset “nothing”/],
    ['a link to no experiment', ['https://example.org/#'], /^A link to an experiment looks like/],
    ['two runs', [file(SPEC), file(SPEC)], /^Only one run at a time/],
    ['nothing', [], /^Say what to run/],
  ];
  it.each(REFUSED)('refuses %s with one sentence', async (_, words, sentence) => {
    const done = await lab('run', ...words);
    expect([done.code, done.out]).toEqual([2, '']);
    expect(done.err).toMatch(sentence);
    expect(done.err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('refuses another command, and says on request what there is', async () => {
    expect(await lab('train')).toMatchObject({code: 2, err: expect.stringContaining('There is no command "train"')});
    expect(await lab('--help')).toMatchObject({code: 0, out: expect.stringContaining('--backend')});
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'no adapter',
      async () => ({create: () => ({requestAdapter: async () => null}), globals: {}}),
      'This machine has no WebGPU adapter that Dawn can use: leave out --backend to train on wasm.\n',
    ],
    ['no package', () => Promise.reject(new Error('It could not be installed.')), 'It could not be installed.\n'],
  ])('says what is missing for WebGPU where there is %s', async (_, webgpu, sentence) => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const code = await main(['run', file(SPEC), '--backend', 'webgpu'], {root, webgpu, startTrainer});
    expect([code, ...write.mock.calls.flat()]).toEqual([1, sentence]);
    write.mockRestore();
  });

  it('refuses a run that would take too much memory, with the setting to lower', async () => {
    const model = {kind: 'transformer', width: 128, layers: 2, members: 8};
    const stage = {id: 'main', program: 'reward', spec: {model, training: {batch: 4096}}, steps: 1};
    const done = await lab('run', file({stages: [stage]}));
    expect([done.code, done.out]).toEqual([2, '']);
    expect(done.err).toMatch(
      /^This run needs about [\d.]+ GiB of memory, and may take at most 1 GiB\. Lower .* to [\d,]+\.\n$/,
    );
  });

  it('refuses a run that needs a file of the reader', async () => {
    const world = {
      kind: 'file',
      file: {name: 'mine.csv', hash: 'a'.repeat(64), rows: 10, holds: 'vectors', classes: 0},
    };
    const done = await lab('run', file({stages: [{id: 'main', program: 'encoder', spec: {world}}]}));
    expect(done.code).toBe(2);
    expect(done.err).toContain('mine.csv');
  });
});
