/** Experiments as the page has them, without a page: their workers are scripted here. */
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {setSetting, takeNextSeed} from '../../src/app/changes.ts';
import {Experiment} from '../../src/app/experiment/experiment.ts';
import {LiveLimit} from '../../src/app/experiment/live.ts';
import {RunLog} from '../../src/app/experiment/log.ts';
import type {Client, Surroundings} from '../../src/app/experiment/surroundings.ts';
import type {Checkpoint} from '../../src/engine/records.ts';
import {Unreachable} from '../../src/engine/resources.ts';
import {lastMoveOf, settledSpec, shownPlaces} from '../../src/labs/kit/settings.ts';
import {weighingOf} from '../../src/labs/sphere/law.ts';
import {FIRST} from '../../src/presets/index.ts';
import {assign, type Spec} from '../../src/spec/index.ts';
import type {Command, Report, ReportOf} from '../../src/worker/protocol.ts';
import type {Points} from '../../src/worlds/points.ts';
import {encoderSpec, specOf} from '../support/specs.ts';

const SETTINGS = {world: {kind: 'latent', points: 500}};
const POINTS: Points = {kind: 'things', groups: ['one'], groupOf: [0, 0]};
const ENGINE: ReportOf<'progress'>['engine'] = {
  launches: 0,
  copies: 0,
  submissions: 0,
  javascript: 0,
  whole: 0,
  together: 1,
  bytes: {live: 0, allocated: 0, recorded: 0},
  groups: 1,
  reasons: [],
};

interface Scripted extends Client {
  sent: Command[];
  ended: boolean;
  report(report: Report): void;
}

function stand(choice: 'auto' | 'webgpu' = 'auto', rest: Partial<Surroundings> = {}) {
  const clients: Scripted[] = [];
  const changes: Spec[] = [];
  const live = new LiveLimit<Experiment>();
  const around: Surroundings = {
    openClient(report) {
      const client: Scripted = {
        sent: [],
        ended: false,
        report,
        send: (command) => client.sent.push(command),
        terminate() {
          client.ended = true;
        },
      };
      clients.push(client);
      return client;
    },
    data: 'data/',
    choice: () => choice,
    findAdapter: async () => undefined,
    rememberBackend: () => {},
    pointsOf: async ({groupOf}: Extract<Points, {kind: 'things'}>) =>
      ({count: groupOf.length}) as Awaited<ReturnType<Surroundings['pointsOf']>>,
    beforeGpu: (experiment) => live.enter(experiment),
    changed: (experiment) => changes.push(experiment.store.getState().spec),
    ...rest,
  } as Surroundings;
  const newExperiment = (spec: Spec, keeps: readonly string[] = ['points']) => {
    const experiment = new Experiment({preset: FIRST, spec, panels: [], keeps}, around);
    experiment.open(FIRST, spec);
    return experiment;
  };
  return {clients, changes, newExperiment, newest: () => clients.at(-1)!};
}

const opened = (stage = 0, tick = 0, trained = tick): Report => ({
  type: 'opened',
  backend: 'wasm',
  stage,
  tick,
  trained,
  points: POINTS,
});

const progress = (tick: number, rest: Partial<ReportOf<'progress'>> = {}): Report => ({
  type: 'progress',
  stage: 0,
  tick,
  trained: tick,
  metrics: [{stage: 'main', tick, values: {loss: [tick / 10]}}],
  stepsPerSecond: 10,
  memory: {tensors: 1, bytes: 4, planned: 4},
  engine: ENGINE,
  finished: false,
  begun: 1,
  ...rest,
});

const checkpoint = (tick: number, stage = 0, asked = false): Report => {
  const value: Checkpoint = {stage, tick, moves: [], cohorts: []};
  return {type: 'checkpoint', checkpoint: value, asked};
};

const points = (stage: string, tick: number, member = 0): Report => ({
  type: 'frame',
  frame: 'points',
  stage,
  member,
  tick,
  shape: [2, 2],
  data: Float32Array.of(1, 0, 0, 1),
});

const typesOf = ({sent}: Scripted) => sent.map(({type}) => type);
const openOf = ({sent}: Scripted) => sent[0] as Extract<Command, {type: 'open'}>;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an experiment', () => {
  it('opens a worker with its spec and asks for the frames that it keeps', () => {
    const {newExperiment, newest} = stand();
    const spec = encoderSpec(SETTINGS);
    const experiment = newExperiment(spec);
    expect(openOf(newest())).toMatchObject({type: 'open', spec, backend: 'wasm', playing: true, data: 'data/'});
    expect(newest().sent).toContainEqual({type: 'want', frame: 'points', members: undefined});
    newest().report(opened());
    newest().report(progress(3));
    const {phase, tick, position} = experiment.store.getState();
    expect([phase, tick, position]).toEqual(['training', 3, 3]);
    expect(experiment.log.at(3)).toEqual({loss: 0.3});
  });

  it('keeps stages one after another: positions count over all of them', () => {
    const {newExperiment, newest} = stand();
    const stages = [
      {id: 'main', program: 'encoder', spec: SETTINGS, steps: 10},
      {id: 'second', program: 'encoder', spec: SETTINGS, steps: 5, from: {'*': 'main.*'}},
    ];
    const experiment = newExperiment(specOf({stages}));
    newest().report(opened());
    newest().report(progress(10));
    newest().report({type: 'entered', stage: 1, points: POINTS});
    newest().report(progress(2, {stage: 1, trained: 12, metrics: [{stage: 'second', tick: 2, values: {loss: [7]}}]}));
    newest().report(points('second', 2));
    const state = experiment.store.getState();
    expect([state.stage, state.tick, state.position, state.kept]).toEqual([1, 2, 12, [12]]);
    expect(experiment.log.get().series('loss')).toEqual({ticks: [10, 12], values: [1, 7]});
  });

  it.each([
    ['another run is opened', (experiment: Experiment) => experiment.open(FIRST, encoderSpec(SETTINGS))],
    ['its worker ends', (experiment: Experiment) => experiment.close()],
  ])('trains no stage again for a slider that was moved just before %s', async (_, act) => {
    const {newExperiment, newest} = stand();
    const spec = encoderSpec(SETTINGS);
    const experiment = newExperiment(spec);
    newest().report(opened());
    const redo = vi.spyOn(experiment, 'redo').mockResolvedValue();
    const move = () => experiment.redoSoon('world.overlap', 0.5, 'main', (stage) => stage.spec);
    move();
    act(experiment);
    await vi.advanceTimersByTimeAsync(5000);
    expect(redo).not.toHaveBeenCalled();
    // Where nothing comes between, it is trained once for all moves of the slider.
    move();
    move();
    await vi.advanceTimersByTimeAsync(5000);
    expect(redo).toHaveBeenCalledTimes(1);
  });

  it('trains a stage once more with all that was turned before the sliders came to rest', async () => {
    const {newExperiment, newest} = stand();
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(opened());
    const redo = vi.spyOn(experiment, 'redo').mockResolvedValue();
    const turn = (path: string, value: number) =>
      experiment.redoSoon(path, value, 'main', ({spec}) => assign(spec, path, value));
    turn('world.overlap', 0.5);
    await vi.advanceTimersByTimeAsync(300);
    turn('world.overlap', 0.6);
    turn('world.strength', 0.2);
    await vi.advanceTimersByTimeAsync(5000);
    expect(redo).toHaveBeenCalledTimes(1);
    const [stage, settings, later] = redo.mock.calls[0];
    expect([stage, settings]).toEqual(['main', expect.objectContaining({world: expect.anything()})]);
    expect((settings as {world: object}).world).toMatchObject({overlap: 0.6, strength: 0.2});
    const next = {id: 'next', program: 'encoder', spec: {world: {overlap: 0}}, steps: 1};
    expect(later!(next)).toEqual({world: {overlap: 0.6, strength: 0.2}});
    // What is turned later begins from nothing.
    turn('world.strength', 0.3);
    await vi.advanceTimersByTimeAsync(5000);
    const [, , again] = redo.mock.calls[1];
    expect(again!(next)).toEqual({world: {overlap: 0, strength: 0.3}});
  });

  it('keeps all members, shows one, and asks for its frames when another is chosen', () => {
    const {newExperiment, newest} = stand();
    const fan = {axes: [{stage: 'main', path: 'objective.temperature', values: [0.1, 0.5]}], seeds: [1]};
    const experiment = newExperiment(specOf({...encoderSpec(SETTINGS), fan}));
    newest().report(opened());
    newest().report(progress(1, {metrics: [{stage: 'main', tick: 1, values: {loss: [2, 4]}}]}));
    newest().report(progress(2, {metrics: [{stage: 'main', tick: 2, members: [1], values: {loss: [3]}}]}));
    newest().report(points('main', 1, 0));
    const log = () => experiment.log.get();
    expect(log().series('loss')).toEqual({ticks: [1], values: [2]});
    expect(log().others('loss')).toEqual([{member: 1, series: {ticks: [1, 2], values: [4, 3]}}]);
    const before = newest().sent.length;
    experiment.choose(1);
    expect(log().series('loss').values).toEqual([4, 3]);
    expect(experiment.store.getState().frames.points).toBeUndefined();
    expect(newest().sent.slice(before)).toEqual([
      {type: 'choose', member: 1},
      {type: 'want', frame: 'points', members: undefined},
    ]);
    newest().report(points('main', 2, 1));
    expect(experiment.store.getState().frames.points).toMatchObject({tick: 2});
    experiment.move('objective.temperature', 0.3);
    expect(newest().sent.at(-1)).toEqual({type: 'move', path: 'objective.temperature', value: 0.3, member: 'all'});
  });

  it('shows the settings of the shown member; a value for all ends what the fan varied', () => {
    const {newExperiment, newest} = stand();
    const axes = [
      {stage: 'main', path: 'objective.temperature', values: [0.1, 0.5]},
      {stage: 'main', path: 'model.width', values: [32, 64]},
    ];
    const experiment = newExperiment(specOf({...encoderSpec(SETTINGS), fan: {axes, seeds: [1, 2]}}));
    newest().report(opened());
    const state = () => experiment.store.getState();
    const shown = (path: string) => shownPlaces(state()).find((place) => place.path === path)?.value;
    experiment.choose(7);
    expect([shown('objective.temperature'), shown('model.width')]).toEqual([0.5, 64]);
    setSetting(experiment, 'objective.temperature', 0.3);
    expect(shown('objective.temperature')).toBe(0.3);
    expect(settledSpec(state()).fan).toEqual({axes: [axes[1]], seeds: [1, 2]});
    setSetting(experiment, 'model.width', 16);
    expect(state().spec.fan).toEqual({axes: [], seeds: [1, 2]});
    expect([shown('objective.temperature'), shown('model.width')]).toEqual([0.3, 16]);
    takeNextSeed(experiment);
    expect(state().spec.fan).toEqual({axes: [], seeds: [3, 4]});
  });

  it('lets the rail show another stage, while panels stay with the one that trains', () => {
    const {newExperiment, newest} = stand();
    const stage = (id: string, temperature: number) => {
      return {id, program: 'encoder', spec: {...SETTINGS, objective: {kind: 'infoNCE', temperature}}, steps: 10};
    };
    const experiment = newExperiment(specOf({stages: [stage('first', 0.1), stage('second', 0.4)]}));
    newest().report(opened(1, 0, 10));
    const state = () => experiment.store.getState();
    const onRail = () => shownPlaces(state()).find(({path}) => path === 'objective.temperature')?.value;
    experiment.chooseStage('first');
    expect([onRail(), weighingOf(state())?.setting?.value]).toEqual([0.1, 0.4]);
    experiment.chooseStage(undefined);
    expect([onRail(), weighingOf(state())?.setting?.value]).toEqual([0.4, 0.4]);
  });

  it('takes over a move when the worker has made it, and lets a refused one go', () => {
    const {newExperiment, newest, changes} = stand();
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(opened());
    experiment.move('objective.temperature', 0.3);
    const move = {stage: 'main', tick: 4, path: 'objective.temperature', value: 0.3};
    newest().report({type: 'moved', move});
    expect(experiment.store.getState()).toMatchObject({spec: {moves: [move]}, unconfirmed: {}});
    expect(changes.at(-1)!.moves).toEqual([move]);
    experiment.move('objective.temperature', 9);
    newest().report({type: 'refused', path: 'objective.temperature', sentence: 'Too hot.'});
    expect(experiment.store.getState()).toMatchObject({unconfirmed: {}, notice: 'Too hot.', errors: ['Too hot.']});
  });

  it('shows the value of a slider from the press on, and never goes back to the one before', () => {
    const {newExperiment, newest} = stand();
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(opened());
    newest().report(progress(1));
    const seen: unknown[] = [];
    experiment.store.subscribe((state) => {
      seen.push(shownPlaces(state).find(({path}) => path === 'objective.temperature')?.value);
    });
    experiment.move('objective.temperature', 0.3);
    // The run is some steps ahead of what it has told.
    newest().report({type: 'moved', move: {stage: 'main', tick: 4, path: 'objective.temperature', value: 0.3}});
    expect(experiment.store.getState()).toMatchObject({tick: 4, position: 4});
    newest().report(progress(5));
    expect(new Set(seen)).toEqual(new Set([0.3]));
  });

  it('has other settings from a move on, and the same ones at each step between two moves', () => {
    const {newExperiment, newest} = stand();
    const move = (tick: number) => ({stage: 'main', tick, path: 'objective.temperature', value: tick / 10});
    const experiment = newExperiment({...encoderSpec(SETTINGS), moves: [move(3), move(6)]});
    newest().report(opened());
    const last = [1, 2, 3, 4, 5, 6, 7].map((tick) => {
      newest().report(progress(tick));
      return lastMoveOf(experiment.store.getState());
    });
    expect(last).toEqual([0, 0, 3, 3, 3, 6, 6]);
  });

  it('goes on after its end with further steps, from its last state and under the moved settings', async () => {
    const {newExperiment, newest, clients} = stand();
    const experiment = newExperiment(specOf({stages: [{id: 'main', program: 'encoder', spec: SETTINGS, steps: 10}]}));
    newest().report(opened());
    newest().report(progress(10, {finished: true}));
    newest().report(checkpoint(10));
    expect(experiment.store.getState().phase).toBe('finished');
    experiment.move('objective.temperature', 0.3);
    // Nothing acts on a run that has ended until the reader says what shall happen.
    expect(typesOf(newest())).not.toContain('move');
    await experiment.goOn(20);
    newest().report(checkpoint(10, 0, true));
    expect(clients).toHaveLength(2);
    expect(clients[0].ended).toBe(true);
    const {spec, checkpoint: from} = openOf(newest());
    expect((spec as Spec).stages[1]).toMatchObject({
      ...{id: 'main2', steps: 20, from: {'*': 'main.*'}},
      spec: {objective: {temperature: 0.3}},
    });
    expect((spec as Spec).stages[0]).toMatchObject({spec: {objective: {temperature: 0.1}}});
    expect(from).toMatchObject({stage: 0, tick: 10});
    newest().report(opened(0, 10, 10));
    newest().report({type: 'entered', stage: 1, points: POINTS});
    newest().report(progress(1, {stage: 1, trained: 11, metrics: []}));
    expect(experiment.store.getState()).toMatchObject({phase: 'training', position: 11, unconfirmed: {}});
  });

  it('goes on from its checkpoint when the worker is lost, and forgets what came after it', () => {
    const {newExperiment, newest} = stand();
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(opened());
    for (const tick of [0, 5, 9]) newest().report(points('main', tick));
    newest().report(checkpoint(5));
    newest().report(progress(9));
    newest().report({type: 'lost', what: 'worker', sentence: 'It is gone.'});
    expect(openOf(newest()).checkpoint).toMatchObject({tick: 5});
    const {kept, backendMarks, errors} = experiment.store.getState();
    expect(kept).toEqual([0, 5]);
    expect(backendMarks).toEqual([{tick: 5, text: 'Worker lost, went on from step 5'}]);
    expect(errors).toEqual(['It is gone.']);
    // A move waits until the run is as far as it was.
    newest().report(opened(0, 5));
    experiment.move('objective.temperature', 0.3);
    expect(typesOf(newest())).not.toContain('move');
    newest().report(progress(9));
    expect(typesOf(newest())).toContain('move');
  });

  it('looks back at kept frames while newer ones come, and returns to the newest', () => {
    const {newExperiment, newest} = stand();
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(opened());
    for (const tick of [0, 5, 9]) newest().report(points('main', tick));
    newest().report(progress(9));
    experiment.lookBack(4);
    expect(experiment.store.getState()).toMatchObject({lookingAt: 4, frames: {points: {tick: 5}}});
    newest().report(points('main', 12));
    expect(experiment.store.getState().frames.points).toMatchObject({tick: 5});
    experiment.lookBack(undefined);
    expect(experiment.store.getState()).toMatchObject({lookingAt: undefined, frames: {points: {tick: 12}}});
  });

  it('says what the worker sends that nobody has declared, and keeps it from the panels', () => {
    const {newExperiment, newest} = stand();
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(opened());
    newest().report({...(points('main', 1) as ReportOf<'frame'>), frame: 'nonsense'});
    expect(experiment.store.getState().frames).toEqual({});
    expect(experiment.store.getState().errors[0]).toContain('“nonsense”');
  });

  it('rests without a worker and wakes from where it was', async () => {
    const {newExperiment, clients, newest} = stand();
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(opened());
    newest().report(progress(7));
    const resting = experiment.rest();
    newest().report(checkpoint(7, 0, true));
    await resting;
    expect(clients.map(({ended}) => ended)).toEqual([true]);
    expect(experiment.log.at(7)).toEqual({loss: 0.7});
    experiment.wake();
    expect(clients).toHaveLength(2);
    expect(openOf(newest())).toMatchObject({playing: true, checkpoint: {tick: 7}});
  });
});

describe('a run whose files cannot be fetched', () => {
  const gone = (file: string): Report => ({
    type: 'failed',
    sentence: `${file} could not be loaded: check the connection.`,
    unreachable: true,
  });
  const other = encoderSpec({world: {kind: 'digits'}});

  /** A run that has trained for some steps, and another that was opened in its place. */
  function replaced() {
    const {newExperiment, clients, newest, changes} = stand();
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(opened());
    newest().report(progress(7));
    newest().report(points('main', 7));
    const [before] = clients;
    const state = experiment.store.getState();
    experiment.open(FIRST, other);
    return {experiment, before, state, clients, newest, changes};
  }

  it('is asked for twice, and then the run before goes on as it was', () => {
    const {experiment, before, state, clients, newest, changes} = replaced();
    expect(before.ended).toBe(false);
    expect(typesOf(before).at(-1)).toBe('pause');
    // What it still says is not lost.
    before.report(progress(8));
    expect(experiment.store.getState().position).toBe(0);
    newest().report(gone('digits.bin'));
    expect(clients).toHaveLength(3);
    newest().report(gone('digits.bin'));
    expect(clients.map(({ended}) => ended)).toEqual([false, true, true]);
    const {notice, position, spec, phase, frames, kept} = experiment.store.getState();
    expect(notice).toBe('digits.bin could not be loaded: check the connection. The run before goes on.');
    expect({spec, phase, frames, kept}).toEqual({
      ...{spec: state.spec, phase: 'training', frames: state.frames, kept: state.kept},
    });
    expect(position).toBe(8);
    expect(experiment.log.at(7)).toEqual({loss: 0.7});
    expect(experiment.log.at(8)).toEqual({loss: 0.8});
    expect(typesOf(before).at(-1)).toBe('play');
    expect(changes.at(-1)).toBe(state.spec);
    before.report(progress(9));
    expect(experiment.store.getState().position).toBe(9);
  });

  it('is opened when that is tried again, and ends the run before once it is open', () => {
    const {experiment, before, newest} = replaced();
    for (let i = 0; i < 2; i++) newest().report(gone('digits.bin'));
    const {retry, notice} = experiment.store.getState();
    expect(retry?.about).toBe(notice);
    retry!.act();
    expect(openOf(newest()).spec).toBe(other);
    expect(before.ended).toBe(false);
    newest().report(opened());
    expect(before.ended).toBe(true);
    expect(experiment.store.getState()).toMatchObject({spec: other, notice: undefined, phase: 'training'});
  });

  it('comes back to the one that trained, however many were tried since', () => {
    const {experiment, before, state, newest} = replaced();
    const third = encoderSpec({world: {kind: 'glyphs'}});
    experiment.open(FIRST, third);
    for (let i = 0; i < 2; i++) newest().report(gone('glyphs.bin'));
    expect(experiment.store.getState().spec).toBe(state.spec);
    expect(before.ended).toBe(false);
    experiment.store.getState().retry!.act();
    expect(openOf(newest()).spec).toBe(third);
  });

  it('says so where nothing ran before, tries no other backend, and goes on from its checkpoint', () => {
    const {newExperiment, clients, newest} = stand();
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(opened());
    newest().report(checkpoint(5));
    newest().report(progress(9));
    newest().report({type: 'lost', what: 'worker', sentence: 'It is gone.'});
    for (let i = 0; i < 2; i++) newest().report(gone('The program that trains'));
    expect(clients.map(({sent}) => (sent[0] as {backend: string}).backend)).toEqual(['wasm', 'wasm', 'wasm']);
    const {phase, notice, retry} = experiment.store.getState();
    expect({phase, notice}).toEqual({
      phase: 'failed',
      notice: expect.stringMatching(/^The program that trains could not/),
    });
    retry!.act();
    expect(openOf(newest())).toMatchObject({backend: 'wasm', playing: true, checkpoint: {tick: 5}});
    newest().report(opened(0, 5));
    expect(experiment.store.getState()).toMatchObject({phase: 'training', notice: undefined});
  });

  it('leaves a worker that has died meanwhile', () => {
    const {experiment, before, newest} = replaced();
    before.report({type: 'lost', what: 'worker', sentence: 'It is gone.'});
    for (let i = 0; i < 2; i++) newest().report(gone('digits.bin'));
    expect(experiment.store.getState()).toMatchObject({phase: 'failed', spec: other});
  });

  it('leaves no worker behind when it is closed', () => {
    const {experiment, clients} = replaced();
    experiment.close();
    expect(clients.map(({ended}) => ended)).toEqual([true, true]);
  });
});

describe('a run that would take too much memory', () => {
  const SENTENCE = 'This run needs about 2.5 GiB of memory, and may take at most 1 GiB. Lower Batch from 4,096 to 512.';
  const tooLarge: Report = {type: 'failed', sentence: SENTENCE, tooLarge: true};

  it('is refused on every backend alike, with what to turn down', () => {
    const {newExperiment, clients, newest} = stand();
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(tooLarge);
    expect(clients.map(({ended}) => ended)).toEqual([true]);
    expect(experiment.store.getState()).toMatchObject({phase: 'failed', notice: SENTENCE});
  });

  it('on a GPU begins on WebAssembly, where members take turns', () => {
    const {newExperiment, clients, newest} = stand('webgpu');
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(tooLarge);
    expect(clients.map(({sent}) => (sent[0] as {backend: string}).backend)).toEqual(['webgpu', 'wasm']);
    expect(experiment.store.getState().notice).toBe(`${SENTENCE} So it begins on WebAssembly.`);
    newest().report(tooLarge);
    expect(clients).toHaveLength(2);
    expect(experiment.store.getState()).toMatchObject({phase: 'failed', notice: SENTENCE});
  });

  it('leaves the run before, which goes on as it was; to try it again would change nothing', () => {
    const {newExperiment, clients, newest} = stand();
    const spec = encoderSpec(SETTINGS);
    const experiment = newExperiment(spec);
    newest().report(opened());
    newest().report(progress(7));
    experiment.open(FIRST, encoderSpec({...SETTINGS, training: {batch: 4096}}));
    newest().report(tooLarge);
    expect(clients.map(({ended}) => ended)).toEqual([false, true]);
    expect(experiment.store.getState()).toMatchObject({
      ...{spec, phase: 'training', notice: `${SENTENCE} The run before goes on.`, retry: undefined},
    });
  });
});

describe('the pictures of a world', () => {
  it('that could not be loaded are named, and can be asked for again', async () => {
    let asked = 0;
    const pointsOf = async () => {
      if (asked++ === 0) throw new Unreachable('noto.png');
      return {count: 2} as Awaited<ReturnType<Surroundings['pointsOf']>>;
    };
    const {newExperiment, newest} = stand('auto', {pointsOf});
    const experiment = newExperiment(encoderSpec(SETTINGS));
    newest().report(opened());
    await vi.waitFor(() => expect(experiment.store.getState().notice).toBeDefined());
    const {notice, retry, phase} = experiment.store.getState();
    expect({notice, phase}).toEqual({
      ...{notice: 'noto.png could not be loaded: check the connection. The run goes on.', phase: 'training'},
    });
    retry!.act();
    await vi.waitFor(() => expect(experiment.store.getState().points).toEqual({count: 2}));
    expect(experiment.store.getState().notice).toBeUndefined();
  });
});

describe('a run that another page has left', () => {
  const move = {stage: 'main', tick: 12, path: 'objective.temperature', value: 0.2};
  const resumed = (on: 'wasm' | 'webgpu', choice: 'auto' | 'webgpu' = 'auto') => {
    const {newExperiment, newest} = stand(choice);
    const experiment = newExperiment(encoderSpec(SETTINGS, {moves: [move]}));
    const log = new RunLog((_, tick) => tick);
    log.add([5, 10, 13].map((tick) => ({stage: '', tick, values: {loss: [tick / 10]}})));
    const {checkpoint: from} = checkpoint(10) as ReportOf<'checkpoint'>;
    experiment.resume(log, from, {furthest: 14, on, playing: false});
    return {experiment, newest};
  };

  it('begins at its checkpoint, with all its moves and what was measured until then', () => {
    const {experiment, newest} = resumed('wasm');
    expect(openOf(newest())).toMatchObject({backend: 'wasm', playing: false, checkpoint: {tick: 10, moves: [move]}});
    expect(experiment.log.get().series('loss')).toEqual({ticks: [5, 10], values: [0.5, 1]});
    newest().report(opened(0, 10));
    expect(experiment.store.getState()).toMatchObject({phase: 'paused', position: 10});
  });

  it('takes no move before it is where it was: that would end those which are recorded for later', async () => {
    const {experiment, newest} = resumed('wasm');
    newest().report(opened(0, 10));
    experiment.move('objective.temperature', 0.5);
    await vi.advanceTimersByTimeAsync(1000);
    expect(typesOf(newest())).not.toContain('move');
    newest().report(progress(14));
    expect(newest().sent).toContainEqual({type: 'move', path: 'objective.temperature', value: 0.5});
  });

  it('goes on on the backend that it was on, unless the reader has chosen one', () => {
    expect(openOf(resumed('webgpu').newest()).backend).toBe('webgpu');
    expect(openOf(resumed('wasm', 'webgpu').newest()).backend).toBe('webgpu');
  });
});

describe('experiments on WebGPU', () => {
  it('are two at a time: for a third the one that entered first rests', async () => {
    const {newExperiment, clients} = stand('webgpu');
    const all = [encoderSpec(SETTINGS), encoderSpec(SETTINGS)].map((spec) => newExperiment(spec));
    for (const client of clients) client.report(opened());
    newExperiment(encoderSpec(SETTINGS));
    clients[0].report(checkpoint(0, 0, true));
    expect(clients.map(({ended}) => ended)).toEqual([true, false, false]);
    expect(all).toHaveLength(2);
  });
});
