import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {collect} from '../../src/app/export/torch/collect.ts';
import {scriptOf, torchFiles} from '../../src/app/export/torch/files.ts';
import {type Part, scriptParts} from '../../src/app/export/torch/supported.ts';
import {language} from '../../src/programs/index.spec.ts';
import {loadPrograms} from '../../src/programs/index.ts';
import {Runner} from '../../src/runner/runner.ts';
import type {Spec} from '../../src/spec/index.ts';
import {obey} from '../../src/worker/obey.ts';
import type {Report} from '../../src/worker/protocol.ts';
import {lossesOf} from '../reference/torch.ts';
import {onBackends} from '../support/backends.ts';

const TRAINING = {batch: 16, learningRate: 0.01, weightDecay: 0.1, warmup: 5};

function specOf(program: string, settings: object): Spec {
  const spec = language.check({stages: [{id: 'main', program, spec: settings, steps: 40}]});
  if (!spec.ok) throw new Error(spec.sentences.join(' '));
  return spec.value;
}

const ENCODER = {
  world: {kind: 'latent', points: 500},
  model: {width: 16, representation: 8},
  training: TRAINING,
};
const RUNS: Readonly<Record<string, Spec>> = {
  'perceptron, InfoNCE': specOf('encoder', ENCODER),
  'perceptron, NT-Xent': specOf('encoder', {...ENCODER, objective: {kind: 'infoNCE', form: 'ntXent'}}),
  'perceptron, alignment and uniformity': specOf('encoder', {...ENCODER, objective: {kind: 'alignmentUniformity'}}),
  'perceptron, triplet, two heads': specOf('encoder', {
    ...ENCODER,
    model: {...ENCODER.model, lossOn: 'both'},
    objective: {kind: 'triplet'},
  }),
  'bag of words, Bradley-Terry': specOf('reward', {model: {kind: 'bag', width: 8}, training: TRAINING}),
  'linear, Bradley-Terry': specOf('reward', {model: {kind: 'linear'}, training: TRAINING}),
};

/** The files of a run, whose steps are made here in Node. */
async function filesOf(spec: Spec): Promise<Record<string, Uint8Array>> {
  const openClient = (onReport: (report: Report) => void) => {
    const runner = new Runner(
      {
        language,
        programs: loadPrograms,
        openBackend: async () => {},
        resources: () => ({
          file: async (path) => {
            throw new Error(`No file ${path} is needed.`);
          },
        }),
        breathe: () => new Promise((resolve) => setImmediate(resolve)),
      },
      (event, transfer = []) => onReport(structuredClone(event, {transfer}) as Report),
    );
    return {
      send: (command: Parameters<typeof obey>[1]) => void obey(runner, command),
      terminate: () => runner.dispose(),
    };
  };
  const script = scriptParts(spec);
  if ('sentence' in script) throw new Error(script.sentence);
  return torchFiles(spec, script.parts, await collect(spec, {openClient, data: ''}, () => {}));
}

const inPython = (module: string) => spawnSync('python3', ['-c', `import ${module}`]).status === 0;
const hasTorch = inPython('torch') && inPython('numpy');

function written(files: Readonly<Record<string, Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab-torch-'));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** The losses that a command writes. */
function lossesFrom(folder: string, command: string, words: readonly string[]): number[] {
  const {status, stderr} = spawnSync(
    command,
    [...words, join(folder, 'train.py'), '--losses', join(folder, 'out.json')],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
}

function expectNear(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  for (const [i, loss] of found.entries()) {
    expect(Math.abs(loss - wanted[i]) / Math.abs(wanted[i]), `step ${i + 1}`).toBeLessThan(1e-4);
  }
}

const lossesIn = (files: Readonly<Record<string, Uint8Array>>): number[] =>
  JSON.parse(new TextDecoder().decode(files['run.json'])).losses;

onBackends(['wasm'], () => {
  test.each(['perceptron, InfoNCE', 'bag of words, Bradley-Terry'])(
    'the exported files alone give the same first 20 losses: %s',
    async (name) => {
      const files = await filesOf(RUNS[name]);
      expect(lossesIn(files)).toHaveLength(20);
      expectNear(lossesOf(files), lossesIn(files));
    },
  );

  test.skipIf(!hasTorch).each(Object.keys(RUNS))(
    'PyTorch gives the same first 20 losses (skipped where python3 has no torch): %s',
    async (name) => {
      const files = await filesOf(RUNS[name]);
      expectNear(lossesFrom(written(files), 'python3', []), lossesIn(files));
    },
  );

  test.skipIf(!hasTorch)('two processes give the losses of one (skipped where python3 has no torch)', async () => {
    const folder = written(await filesOf(RUNS['perceptron, InfoNCE']));
    const one = lossesFrom(folder, 'python3', []);
    const torchrun = ['-m', 'torch.distributed.run', '--standalone', '--nproc_per_node', '2'];
    expectNear(lossesFrom(folder, 'python3', torchrun), one);
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
const SCRIPTS: Part[][] = [
  ['encoder', 'infoNCE'],
  ['encoder', 'alignmentUniformity'],
  ['encoder', 'triplet'],
  ['reward'],
];

test.skipIf(!hasPython).each(SCRIPTS)('the script is right Python: %s %s', (...parts) => {
  const {status, stderr} = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
    input: scriptOf(parts.filter(Boolean)),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

describe('what has no script yet is said', () => {
  test.each([
    [specOf('encoder', {...ENCODER, objective: {kind: 'vicReg'}}), /VICReg/],
    [specOf('encoder', {...ENCODER, training: {kind: 'sgd', batch: 16}}), /SGD/],
    [specOf('reward', {model: {kind: 'bag', members: 3}}), /ensembles/],
    [specOf('reward', {objective: {kind: 'hinge'}}), /objective/],
  ])('%#', (spec, sentence) => {
    expect(scriptParts(spec)).toEqual({sentence: expect.stringMatching(sentence)});
  });
});
