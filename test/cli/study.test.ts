import {type ChildProcess, spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Writable} from 'node:stream';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {startTrainer} from '../../scripts/cli.mjs';
import {jobsOf, runsOf} from '../../src/cli/study/jobs.ts';
import {type Measured, measure, type Request} from '../../src/cli/study/measure.ts';
import type {FromTrainer} from '../../src/cli/study/messages.ts';
import {populationsOf} from '../../src/cli/study/populations.ts';
import {studyJson, studyTable} from '../../src/cli/study/report.ts';
import {textOf} from '../../src/cli/study/results.ts';
import {readSeeds} from '../../src/cli/study/seeds.ts';
import {specHash} from '../../src/cli/study/specHash.ts';
import {Training} from '../../src/cli/study/training.ts';
import type {BackendName} from '../../src/engine/backends/names.ts';
import {alignment} from '../../src/metrics/alignment/index.spec.ts';
import {uniformity} from '../../src/metrics/uniformity/index.spec.ts';
import {language} from '../../src/programs/index.spec.ts';
import {roomOn} from '../../src/runner/opening.ts';
import {runToEnd} from '../../src/runner/toEnd.ts';
import {membersOf} from '../../src/spec/index.ts';
import {final} from '../../src/studies/kit/measures.ts';
import {type EncoderGiven, encoderStage, type StageGiven, specWith} from '../../src/studies/kit/settings.ts';
import {type Study, study} from '../../src/studies/kit/study.ts';
import {noFiles} from '../reference/programs.ts';
import {onBackends} from '../support/backends.ts';
import {programs} from '../support/programs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'study-'));
afterAll(() => rmSync(folder, {recursive: true}));

const SETTINGS = {
  world: {kind: 'latent', points: 500},
  model: {kind: 'mlp', width: 16, representation: 8},
  training: {kind: 'adamW', batch: 16, evaluateEvery: 10},
} as const satisfies EncoderGiven;

const stage = (temperature: number, id = 'main', steps = 20) =>
  encoderStage({...SETTINGS, objective: {kind: 'infoNCE', temperature}}, steps, {id});
const after = (temperature: number) => ({...stage(temperature, 'later', 10), from: {'*': 'main.*'}});

/** Three arms, of which two begin with the same stage. */
const TINY = study({
  says: [],
  analogue: [],
  omits: [],
  arms: [
    {name: 'cool', label: 'Cool', stages: [stage(0.1)]},
    {name: 'cool-warm', label: 'Cool, then warm', stages: [stage(0.1), after(0.5)]},
    {name: 'warm', label: 'Warm', stages: [stage(0.5)]},
  ],
  measures: [
    final(alignment),
    final(uniformity),
    {name: 'gain', label: 'Gain', of: (run, all) => run.curve('loss').at(-1)!.value - all.warm.curve('loss')[0].value},
    {name: 'bytes', label: 'Bytes', of: ({plannedBytes}) => plannedBytes},
  ],
  clauses: [
    {text: 'Warm is more uniform.', kind: 'greater', measure: 'uniformity', arms: ['warm', 'cool'], margin: 0},
    {text: 'It takes bytes.', kind: 'exact', measure: 'bytes', arm: 'warm', atLeast: 1},
  ],
  sliders: [],
  figure: {kind: 'dots', title: 'Uniformity', measure: 'uniformity'},
  registered: '2026-11-29',
  pilots: '',
});
const SEEDS = [101, 102];

/** Standard error for tests: keeps what is written. */
function quiet(): {text(): string; out: NodeJS.WriteStream} {
  let text = '';
  const out = new Writable({
    write(piece, _, done) {
      text += piece;
      done();
    },
  });
  return {text: () => text, out: out as unknown as NodeJS.WriteStream};
}

const request = (name: string, rest: Partial<Request> = {}): Request => ({
  ...{study: TINY, seeds: SEEDS, backend: 'wasm', processes: 2, startTrainer},
  ...{folder: join(folder, name), progress: quiet().out},
  ...rest,
});

/** Without what differs from one time to the next. */
const numbersOf = ({values, firstLosses, claim, build}: Measured) => ({values, firstLosses, claim, build});

/** What `npm run --silent lab --` says. */
function lab(...words: string[]) {
  const {status, stdout, stderr} = spawnSync(process.execPath, [join(root, 'scripts/lab.mjs'), ...words], {
    encoding: 'utf8',
  });
  return {code: status, out: stdout, err: stderr};
}

let measured: Measured;
beforeAll(async () => {
  // Builds the command line.
  lab('--help');
  measured = await measure(request('two'));
});

onBackends(['wasm'], () => {
  describe('a study', () => {
    it('has the bits of its runs alone, whatever they share', async () => {
      const {stages} = TINY.arms[1];
      const losses: number[] = [];
      const last: Record<string, number> = {};
      await runToEnd({
        ...{spec: specWith(stages, 102), language, programs, resources: noFiles, room: roomOn('wasm')},
        tell(metrics) {
          for (const {stage: id, values} of metrics.filter((one) => one.stage === 'later')) {
            expect(id).toBe('later');
            for (const [name, [value]] of Object.entries(values)) last[name] = value;
            losses.push(...(values.loss ?? []));
          }
        },
      });
      const values = measured.values['cool-warm'];
      expect([values.alignment[1], values.uniformity[1]]).toEqual([last.alignment, last.uniformity]);
      expect(values.bytes[1]).toBeGreaterThan(10_000);
      expect(measured.values.cool.alignment[0]).not.toBe(measured.values.cool.alignment[1]);
      expect(losses).toHaveLength(10);
      expect(measured.firstLosses['cool-warm']).toHaveLength(10);
      expect(measured.firstLosses.cool).toHaveLength(20);
    });
  });
});

onBackends(['wasm'], () => {
  describe('arms that differ in hot numbers', () => {
    const rate = (temperature: number, learningRate: number, batch = 16) =>
      encoderStage(
        {...SETTINGS, objective: {kind: 'infoNCE', temperature}, training: {...SETTINGS.training, learningRate, batch}},
        20,
      );
    const runs = (...stages: StageGiven[][]) => stages.map((some, i) => ({arm: `arm-${i}`, spec: specWith(some, 101)}));

    it('are one population, of the members that are arms', () => {
      const shapes = (...stages: StageGiven[][]) =>
        populationsOf(runs(...stages), programs).map(({members, spec}) => [members, membersOf(spec).length]);
      expect(shapes([rate(0.1, 0.01)], [rate(0.5, 0.01)], [rate(0.5, 0.02)])).toEqual([[[0, 2, 3], 4]]);
      // Another shape is no hot number, and neither is another objective.
      const other = encoderStage({...SETTINGS, objective: {kind: 'vicReg'}}, 20);
      const wide = encoderStage({...SETTINGS, model: {...SETTINGS.model, width: 24}}, 20);
      expect(shapes([rate(0.1, 0.01)], [other], [wide], [rate(0.5, 0.01)])).toEqual([
        [[0, 1], 2],
        [[0], 1],
        [[0], 1],
      ]);
      // A stage that continues another has the value of the fan as well.
      const then = (temperature: number) => ({...after(temperature), steps: 10});
      expect(shapes([stage(0.1), then(0.5)], [stage(0.2), then(0.5)])).toEqual([
        [[0], 1],
        [[0], 1],
      ]);
    });

    it('have the same bits side by side', async () => {
      const job = {seed: 101, runs: runs([rate(0.5, 0.02)], [rate(0.1, 0.01)], [rate(0.5, 0.01)])};
      const trained = async (sideBySide: boolean) => {
        const told: FromTrainer[] = [];
        const training = new Training({
          ...{resources: noFiles, backend: 'wasm', build: 'b', sideBySide},
          ...{tell: (message) => told.push(message), breathe: async () => {}},
        });
        await training.train(job);
        return told.flatMap((one) =>
          one.type === 'trained' ? [{arm: one.arm, ...one.trained, seconds: undefined}] : [],
        );
      };
      const [lone, together] = [await trained(false), await trained(true)];
      expect(lone.map(({arm}) => arm)).toEqual(['arm-0', 'arm-1', 'arm-2']);
      expect(together).toEqual(lone);
    });
  });
});

describe('the runner of studies', () => {
  it('gives the same numbers with one process', async () => {
    expect(numbersOf(await measure(request('one', {processes: 1})))).toEqual(numbersOf(measured));
  });

  it('goes on after a kill, with what was finished, and ends with the same numbers', async () => {
    const started: ChildProcess[] = [];
    const killed = measure(
      request('killed', {
        processes: 1,
        startTrainer() {
          const child = startTrainer();
          started.push(child);
          child.on('message', ({type}: {type: string}) => type === 'trained' && child.kill('SIGKILL'));
          return child;
        },
      }),
    );
    await expect(killed).rejects.toThrow('A process that trained has ended (SIGKILL)');
    const before = kept('killed');
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(TINY.arms.length * SEEDS.length);
    const times = before.map(({text}) => text);
    expect(numbersOf(await measure(request('killed')))).toEqual(numbersOf(measured));
    // Those were not trained again.
    expect(kept('killed').filter(({text}) => times.includes(text))).toHaveLength(before.length);
  });

  it('says how far it came when it is stopped, and ends its processes', async () => {
    const stop = new AbortController();
    const started: ChildProcess[] = [];
    const stopped = measure(
      request('stopped', {
        signal: stop.signal,
        startTrainer() {
          const child = startTrainer();
          started.push(child);
          child.on('message', ({type}: {type: string}) => type === 'steps' && stop.abort());
          return child;
        },
      }),
    );
    await expect(stopped).rejects.toThrow(/^Stopped after \d of 6 runs: the same command goes on from there\.$/);
    for (const child of started) {
      if (child.exitCode === null && child.signalCode === null) await new Promise((done) => child.once('exit', done));
      expect(child.signalCode).toBe('SIGKILL');
    }
  });

  it('discards runs of another build, and trains again what has another spec', async () => {
    const [run] = kept('two');
    const other = join(folder, 'other', 'another-build');
    await measure(request('other', {seeds: [101]}));
    const broken = kept('other').find(({name}) => name.includes('-warm'))!;
    spawnSync('mkdir', ['-p', other]);
    writeFileSync(join(other, run.name), run.text);
    writeFileSync(broken.path, broken.text.replace(/"spec":"./, '"spec":"x'));
    expect((await measure(request('other', {seeds: [101]}))).values.warm.alignment[0]).toBe(
      measured.values.warm.alignment[0],
    );
    expect(readdirSync(join(folder, 'other'))).toEqual([measured.build]);
    expect(readFileSync(broken.path, 'utf8')).not.toContain('"spec":"x');
  });

  it('names arm, seed, stage and step of a number that is not finite', async () => {
    const wild = {...SETTINGS, training: {...SETTINGS.training, learningRate: 1, weightDecay: 20, warmup: 0}};
    const arms = [TINY.arms[0], {name: 'wild', label: 'Wild', stages: [encoderStage(wild, 3000)]}];
    const measures = [final(alignment)];
    await expect(measure(request('wild', {study: {arms, measures, clauses: []}, seeds: [101]}))).rejects.toThrow(
      /^The arm wild broke with seed 101 in stage main\. At step \d+ the .* was no longer a number/,
    );
  });

  it('names the measure that cannot be computed', async () => {
    const of = (measures: Study['measures']) =>
      measure(request('two', {study: {arms: TINY.arms, measures, clauses: []}}));
    await expect(of([{name: 'none', label: 'None', of: () => Number.NaN}])).rejects.toThrow(
      'The measure none of the arm cool with seed 101 is NaN, which is not a finite number.',
    );
    await expect(of([final({name: 'retrieval', label: ''} as never)])).rejects.toThrow(
      /^The measure retrieval of the arm cool with seed 101 cannot be computed: The run has no metric retrieval/,
    );
  });

  it('puts runs that begin alike into one job, the longest first', () => {
    const jobs = (backend: BackendName) =>
      jobsOf(runsOf(TINY, SEEDS), backend).map(({seed, runs}) => `${seed} ${runs.map(({arm}) => arm).join(' ')}`);
    expect(jobs('wasm')).toEqual(['101 cool cool-warm', '102 cool cool-warm', '101 warm', '102 warm']);
    expect(jobs('webgpu')).toEqual(['101 cool cool-warm warm', '102 cool cool-warm warm']);
  });
});

function kept(name: string): {name: string; path: string; text: string}[] {
  const [build] = readdirSync(join(folder, name));
  const inside = join(folder, name, build);
  return readdirSync(inside).map((file) => ({
    ...{name: file, path: join(inside, file)},
    text: readFileSync(join(inside, file), 'utf8'),
  }));
}

describe('the report of a study', () => {
  const about = () => ({slug: 'tiny', study: TINY, registered: false, seeds: SEEDS, backend: 'wasm', measured});

  it('is one JSON object', () => {
    const json = JSON.parse(JSON.stringify(studyJson(about())));
    expect(json).toMatchObject({slug: 'tiny', registered: false, seeds: SEEDS, backend: 'wasm'});
    expect(json.build).toMatch(/^[0-9a-f]{16}$/);
    expect(json.arms.map(({name}: {name: string}) => name)).toEqual(['cool', 'cool-warm', 'warm']);
    const {mean, ci95, n, values} = json.arms[2].metrics.uniformity;
    expect(mean).toBeCloseTo((values[0] + values[1]) / 2, 12);
    expect([n, ci95[0] < mean, mean < ci95[1]]).toEqual([2, true, true]);
    const [greater, exact] = json.claim.clauses;
    expect(greater).toMatchObject({text: 'Warm is more uniform.', kind: 'greater', margin: 0});
    expect(greater.ci95).toHaveLength(2);
    expect(exact.verdict).toBe('shows');
    expect(json.claim.verdict).toMatch(/^(shows|does not show|unclear)$/);
  });

  it('is a table for people', () => {
    const text = [...studyTable(about())].join('\n');
    expect(text).toMatch(/^tiny, seeds 101, 102, on wasm\n/);
    expect(text).toMatch(/\ncool-warm +[-\d.]+ \[[-\d.]+, [-\d.]+\]/);
    expect(text).toMatch(/\n1\. Warm is more uniform\.\n {3}(shows|does not show|unclear): greater, [-\d.]+ \[/);
    const [first, second, deviation] = text
      .match(/\n {3}with each seed (.+), (.+); standard deviation (.+)\n/)!
      .slice(1)
      .map(Number);
    expect(deviation).toBeCloseTo(Math.abs(first - second) / Math.SQRT2, 3);
  });

  it('is kept in a file that reads back as it was, a line for each list of numbers', () => {
    const {values, firstLosses, claim, build} = measured;
    const results = {
      ...{slug: 'tiny', seeds: SEEDS, backend: 'wasm', build, specHash: specHash(TINY, 101)},
      ...{date: '2026-11-29', seconds: 1.5, values, firstLosses, claim},
    };
    const text = textOf(results);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(results)));
    expect(text).toContain('\n  "seeds": [101, 102],\n');
  });
});

describe('the digest of specs', () => {
  const hashOf = (given: EncoderGiven, seed = 101) =>
    specHash({arms: [{name: 'a', label: 'A', stages: [encoderStage(given, 20)]}]}, seed);

  it('is the same where a default is written out, and another with another setting or seed', () => {
    const {training, ...rest} = SETTINGS;
    const before = hashOf(SETTINGS);
    expect(hashOf({...rest, training, objective: {kind: 'infoNCE'}})).toBe(before);
    expect(hashOf(SETTINGS, 102)).not.toBe(before);
    expect(hashOf({...rest, training: {...training, batch: 17}})).not.toBe(before);
    expect(hashOf({...rest, training, objective: {kind: 'vicReg'}})).not.toBe(before);
  });
});

describe('seeds', () => {
  it('are ranges and lists, in order', () => {
    expect(readSeeds('1001-1003')).toEqual([1001, 1002, 1003]);
    expect(readSeeds('105-107, 101,103')).toEqual([101, 103, 105, 106, 107]);
  });

  it.each([
    ['', /^--seeds must be seeds like/],
    ['five', /not "five"/],
    ['103-101', /not "103-101"/],
    ['-3', /not "-3"/],
    ['101,,102', /not "101,,102"/],
    ['101-103,102', /names the seed 102 twice/],
    ['1-100000', /at most 200 seeds/],
    ['4294967296', /must be seeds like/],
  ])('%j are refused', (text, sentence) => {
    expect(() => readSeeds(text)).toThrow(sentence);
  });
});

describe('lab', () => {
  it('lists all papers', () => {
    const {code, out} = lab('studies', '--json');
    const all = JSON.parse(out);
    expect([code, all.length]).toEqual([0, 162]);
    for (const one of all) {
      expect(Object.keys(one)).toEqual(['slug', 'title', 'bench', 'status', 'verdict']);
      expect(one.status).toMatch(/^(not built|guide|measured)$/);
      expect(one.verdict === null).toBe(one.status !== 'measured');
    }
    expect(lab('studies').out.trimEnd().split('\n')).toHaveLength(162);
  });

  it.each<[string, string[], RegExp]>([
    ['no study', [], /^Say which study/],
    ['a slug like another', ['simsce'], /^There is no paper "simsce": did you mean simcse/],
    ['a slug like none', ['xxxxxxxxxxxxxxxx'], /^There is no paper "xxxxxxxxxxxxxxxx"\. /],
    ['a paper without a study', ['contrastive-active-inference'], /^contrastive-active-inference is not built yet/],
    ['a guide', ['contrastive-ssl-survey'], /^contrastive-ssl-survey is a guide/],
    ['wrong seeds', ['alignment-uniformity', '--seeds', 'all'], /^--seeds must be seeds like/],
    ['a wrong backend', ['alignment-uniformity', '--backend', 'gpu'], /^--backend must be/],
    ['a wrong number of cores', ['alignment-uniformity', '--cores', '0'], /^--cores must be a whole number from 1/],
    ['two studies', ['alignment-uniformity', 'simcse'], /^Only one study at a time/],
    ['an option of another command', ['alignment-uniformity', '--steps', '3'], /^Unknown option '--steps'/],
  ])('refuses %s with one sentence', (_, words, sentence) => {
    const {code, out, err} = lab('study', ...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
