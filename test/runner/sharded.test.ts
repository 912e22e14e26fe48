import * as v from 'valibot';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {Population} from '../../src/engine/population.ts';
import type {Checkpoint} from '../../src/engine/records.ts';
import type {Fan, Spec} from '../../src/spec/index.ts';
import {type Command, type Report, type ReportOf, reportSchema} from '../../src/worker/protocol.ts';
import {ShardedClient} from '../../src/worker/sharded.ts';
import {latentSpec} from '../reference/checks/runs.ts';
import {noFiles} from '../reference/programs.ts';
import {onBackends} from '../support/backends.ts';
import {drivenClient, endRunners} from '../support/driven.ts';
import {programs} from '../support/programs.ts';

const FAN: Fan = {
  axes: [{stage: 'main', path: 'objective.temperature', values: [0.05, 0.1, 0.2, 0.4, 0.8]}],
  seeds: [7],
};
const LATENT = latentSpec('InfoNCE', 30);

const OPEN: Command = {
  ...{type: 'open', backend: 'wasm', data: '', playing: true},
  spec: {...LATENT, fan: FAN},
};

const RATE: Command = {type: 'move', path: 'training.learningRate', value: 0.01};

const OPENED: Report = {
  type: 'opened',
  backend: 'wasm',
  points: {kind: 'things', groups: ['one'], groupOf: [0]},
  ...{stage: 0, tick: 0, trained: 0},
};

/** A shard of which a test decides how fast it is; a member's loss is its place in the fan and the tick. */
class FakeShard {
  readonly sent: Command[] = [];
  readonly #report: (report: Report) => void;
  #trained = 0;
  ended = false;

  constructor(report: (report: Report) => void) {
    this.#report = report;
  }

  send(command: Command): void {
    this.sent.push(command);
  }

  terminate(): void {
    this.ended = true;
  }

  of<T extends Command['type']>(type: T) {
    return this.sent.filter((command): command is Extract<Command, {type: T}> => command.type === type);
  }

  get granted(): number {
    return this.of('until').at(-1)?.trained ?? 0;
  }

  report(report: Report): void {
    this.#report(v.parse(reportSchema, report));
  }

  /** Trains up to a tick, or as far as it may. */
  train(to = this.granted, {stepsPerSecond = 50, finished = false} = {}): void {
    const metrics = [];
    while (this.#trained < Math.min(to, this.granted)) {
      const tick = ++this.#trained;
      const loss = this.of('open')[0].members!.map((member) => member + tick / 100);
      metrics.push({stage: 'main', tick, values: {loss}});
    }
    this.report({
      type: 'progress',
      stage: 0,
      tick: this.#trained,
      trained: this.#trained,
      metrics,
      stepsPerSecond,
      memory: {tensors: 3, bytes: 100, planned: 50},
      engine: {
        launches: 0,
        copies: 0,
        submissions: 0,
        javascript: 2,
        whole: this.#trained,
        together: 1,
        bytes: {live: 100, allocated: 200, recorded: 0},
        groups: 2,
        reasons: [{what: 'kernel adam', why: 'a test'}],
      },
      finished,
      begun: 1,
    });
  }
}

/** A client over fake shards, of five members unless told otherwise; playing if opened. */
function faked({cores = 3, opened = true, open = OPEN} = {}) {
  const shards: FakeShard[] = [];
  const reports: Report[] = [];
  const client = new ShardedClient(
    (report) => reports.push(v.parse(reportSchema, report)),
    cores,
    (onReport) => {
      const shard = new FakeShard(onReport);
      shards.push(shard);
      return shard;
    },
  );
  client.send(open);
  if (opened) for (const shard of shards) shard.report(OPENED);
  const of = <T extends Report['type']>(type: T) =>
    reports.filter((report): report is ReportOf<T> => report.type === type);
  const metrics = () => of('progress').flatMap((report) => report.metrics);
  return {client, shards, reports, of, metrics};
}

describe('a population in shards', () => {
  it.each([
    {cores: 1, shares: [[0, 1, 2, 3, 4]]},
    {
      cores: 3,
      shares: [
        [0, 2, 4],
        [1, 3],
      ],
    },
    {cores: 5, shares: [[0, 4], [1], [2], [3]]},
    {cores: 16, shares: [[0], [1], [2], [3], [4]]},
  ])('deals the members out to the workers in turn, on $cores cores', ({cores, shares}) => {
    const {shards} = faked({cores});
    const members = shards.map((shard) => shard.of('open')[0].members!);
    expect(members).toEqual(shares);
  });

  it('opens once, and plays when all have opened', () => {
    const {shards, reports} = faked({opened: false});
    shards[1].report(OPENED);
    expect(reports).toEqual([]);
    expect(shards[1].of('play')).toEqual([]);
    shards[0].report(OPENED);
    expect(reports).toEqual([OPENED]);
    for (const shard of shards) {
      expect(shard.of('open')[0].playing).toBe(false);
      expect(shard.sent.slice(1)).toEqual([{type: 'play'}, {type: 'until', trained: 2}]);
    }
  });

  it('opens in fewer workers where the data of all would not fit, with all that was asked meanwhile', () => {
    const {client, shards, reports, of} = faked({cores: 5, opened: false});
    expect(shards.map((shard) => shard.of('open')[0].among)).toEqual(Array(4).fill({workers: 4, members: 5}));
    client.send({type: 'want', frame: 'points', members: [3]});
    client.send({type: 'choose', member: 1});
    const tooLarge: Report = {type: 'failed', sentence: 'This run needs about 2 GiB.', tooLarge: true, workers: 2};
    shards[2].report(tooLarge);
    expect(shards.slice(0, 4).map(({ended}) => ended)).toEqual([true, true, true, true]);
    expect(reports).toEqual([]);
    const fewer = shards.slice(4);
    expect(fewer.map((shard) => shard.of('open')[0].members)).toEqual([
      [0, 2, 4],
      [1, 3],
    ]);
    expect(fewer[1].of('open')[0].among).toEqual({workers: 2, members: 5});
    expect(fewer[1].of('want')).toEqual([{type: 'want', frame: 'points', members: [3]}]);
    expect(fewer[1].of('choose')).toEqual([{type: 'choose', member: 1}]);
    // The others say the same a moment later.
    shards[3].report(tooLarge);
    for (const shard of fewer) shard.report(OPENED);
    expect(of('opened')).toHaveLength(1);
    expect(fewer[0].of('play')).toHaveLength(1);
    expect(shards).toHaveLength(6);
  });

  it('says so where it does not fit in one worker either', () => {
    const {shards, reports} = faked({opened: false});
    const report: Report = {type: 'failed', sentence: 'This run needs about 2 GiB.', tooLarge: true};
    shards[0].report(report);
    expect(reports).toEqual([report]);
    expect(shards.map(({ended}) => ended)).toEqual([true, true]);
  });

  it('tells of ticks that all shards have reported, as far and as fast as the slowest, at the cost of all', () => {
    const {shards, of, metrics} = faked();
    shards[1].train(2, {stepsPerSecond: 90});
    expect(of('progress')).toEqual([]);
    shards[0].train(1, {stepsPerSecond: 40});
    expect(metrics()).toEqual([{stage: 'main', tick: 1, values: {loss: [0.01, 1.01, 2.01, 3.01, 4.01]}}]);
    expect(of('progress')[0]).toMatchObject({
      tick: 1,
      trained: 1,
      stepsPerSecond: 40,
      memory: {tensors: 6, bytes: 200, planned: 50},
      engine: {javascript: 4, whole: 2, together: 1, groups: 4, bytes: {live: 200, allocated: 400}},
      finished: false,
    });
    expect(of('progress')[0].engine.reasons).toHaveLength(1);
    shards[0].train(2, {finished: true});
    expect(of('progress').at(-1)!.finished).toBe(false);
    shards[1].train(2, {finished: true});
    expect(of('progress').at(-1)!.finished).toBe(true);
    expect(metrics().map(({tick}) => tick)).toEqual([1, 2]);
  });

  it('grants the next block before the slowest shard is at the end of this one', () => {
    const {shards} = faked();
    for (const shard of shards) shard.train();
    const [slow, fast] = shards;
    // Blocks of a tenth of a second at 50 steps a second.
    expect(slow.granted).toBe(12);
    fast.train();
    slow.train(6);
    expect([slow.granted, fast.granted]).toEqual([12, 12]);
    slow.train(7);
    expect([slow.granted, fast.granted]).toEqual([17, 17]);
  });

  it('makes a move at the same tick in every shard, and then goes on', () => {
    const {client, shards, of} = faked();
    for (const shard of shards) shard.train();
    const [slow, fast] = shards;
    fast.train();
    client.send(RATE);
    slow.train(11);
    // All it may train, and no more is granted while a move waits.
    expect([slow.granted, fast.granted]).toEqual([12, 12]);
    expect(fast.of('move')).toEqual([]);
    slow.train();
    for (const {sent} of shards) expect(sent.at(-1)).toEqual({...RATE, type: 'weigh'});
    slow.report({type: 'weighed'});
    expect(slow.of('move')).toEqual([]);
    fast.report({type: 'weighed'});
    for (const {sent} of shards) expect(sent.slice(-2)).toEqual([RATE, {type: 'until', trained: 22}]);
    const move = {stage: 'main', tick: 12, path: 'training.learningRate', value: 0.01};
    for (const shard of shards) shard.report({type: 'moved', move});
    expect(of('moved')).toHaveLength(1);
  });

  it('makes a move in no shard that one of them cannot make, says why once, and goes on', () => {
    const {client, shards, of} = faked();
    for (const shard of shards) shard.train();
    for (const value of [4096, 64]) client.send({type: 'move', path: 'training.batch', value});
    for (const shard of shards) shard.train();
    const [first, second] = shards;
    second.report({type: 'weighed', sentence: 'Too much.'});
    expect(of('refused')).toEqual([]);
    first.report({type: 'weighed'});
    expect(of('refused')).toEqual([{type: 'refused', path: 'training.batch', sentence: 'Too much.'}]);
    // The next move had to wait for the answer.
    for (const shard of shards) expect(shard.of('weigh').map(({value}) => value)).toEqual([4096, 64]);
    for (const shard of shards) shard.report({type: 'weighed'});
    for (const shard of shards) {
      expect(shard.of('move').map(({value}) => value)).toEqual([64]);
      expect(shard.granted).toBe(22);
    }
  });

  it('pauses and steps with all shards at the same tick', () => {
    const {client, shards, of} = faked();
    const [one, other] = shards;
    one.train(1);
    client.send({type: 'pause'});
    client.send({type: 'step'});
    client.send(RATE);
    one.train();
    expect(one.of('pause')).toEqual([]);
    other.train();
    for (const {sent} of shards) {
      expect(sent.slice(-3)).toEqual([{type: 'pause'}, {type: 'until', trained: 3}, {type: 'step'}]);
    }
    expect(of('progress').at(-1)).toMatchObject({tick: 2, stepsPerSecond: 0});
    for (const shard of shards) shard.train();
    for (const shard of shards) shard.report({type: 'weighed'});
    for (const {sent} of shards) expect(sent.at(-1)).toEqual(RATE);
    client.send({type: 'play'});
    for (const {sent} of shards) expect(sent.slice(-2)).toEqual([{type: 'play'}, {type: 'until', trained: 13}]);
  });

  it('shows the chosen member only, and its shard learns what is still wished', () => {
    const {client, shards, of} = faked();
    const frame = (tick: number, member: number): Report => ({
      type: 'frame',
      frame: 'points',
      ...{stage: 'main', tick, member},
      shape: [1, 3],
      data: new Float32Array(3),
    });
    const wish: Command = {type: 'want', frame: 'points'};
    client.send(wish);
    client.send({type: 'ask', question: 'neighbours', ask: {row: 4}});
    shards[0].report({type: 'answer', question: 'neighbours', ask: {row: 4}, tick: 0, member: 0, answer: {}});
    client.send({type: 'choose', member: 3});
    expect(shards[0].of('choose')).toEqual([]);
    expect(shards[1].sent.slice(-2)).toEqual([{type: 'choose', member: 3}, wish]);
    shards[0].report(frame(1, 0));
    shards[1].report(frame(2, 3));
    expect(of('frame').map(({tick}) => tick)).toEqual([2]);
    client.send({type: 'choose', member: 2});
    expect(shards[0].sent.at(-1)).toEqual({type: 'choose', member: 2});
    client.send(wish);
    expect(shards.map((shard) => shard.of('want').length)).toEqual([2, 1]);
    // Of several members, chosen or not.
    client.send({type: 'want', frame: 'points', members: [0, 3, 4]});
    expect(shards.map((shard) => shard.of('want').at(-1)!.members)).toEqual([[0, 4], [3]]);
    shards[1].report(frame(5, 3));
    shards[1].report(frame(6, 1));
    expect(of('frame').map(({tick}) => tick)).toEqual([2, 5]);
  });

  it('enters a stage once, when all shards have', () => {
    const {shards, of} = faked();
    shards[1].report({type: 'entered', stage: 1});
    expect(of('entered')).toEqual([]);
    shards[0].report({type: 'entered', stage: 1});
    expect(of('entered')).toEqual([{type: 'entered', stage: 1}]);
  });

  const checkpointOf = (members: number[], tick: number): Checkpoint => ({
    ...{stage: 0, tick, moves: []},
    cohorts: [
      {
        ...{members, updates: [['encoder', tick]], counts: [], finished: []},
        slots: [['w', Float32Array.from(members), 'replica']],
      },
    ],
  });
  const given = (members: number[], tick: number, asked: boolean): Report => ({
    ...{type: 'checkpoint', asked},
    checkpoint: checkpointOf(members, tick),
  });

  it('gives a checkpoint of all members, from one tick, and starts from one', () => {
    const {client, shards, of} = faked();
    client.send({type: 'checkpoint'});
    shards[0].train();
    expect(shards[0].of('checkpoint')).toEqual([]);
    shards[1].train();
    for (const shard of shards) expect(shard.sent.at(-1)).toEqual({type: 'checkpoint'});
    shards[0].report(given([0, 2, 4], 2, true));
    expect(of('checkpoint')).toEqual([]);
    shards[1].report(given([1, 3], 2, true));
    const [{checkpoint, asked}] = of('checkpoint');
    expect(asked).toBe(true);
    expect(checkpoint.cohorts.flatMap(({members}) => members)).toEqual([0, 2, 4, 1, 3]);
    // It stands still until it is told to play.
    const [before] = shards.map(({granted}) => granted);
    shards[0].train();
    expect(shards[0].granted).toBe(before);

    const second = faked({cores: 6, open: {...OPEN, checkpoint} as Command});
    const parts = second.shards.map((shard) => shard.of('open')[0].checkpoint!);
    expect(parts.map(({tick, cohorts}) => [tick, cohorts[0].members, [...cohorts[0].slots[0][1]]])).toEqual(
      [0, 1, 2, 3, 4].map((member) => [2, [member], [member]]),
    );
  });

  it('gives checkpoints by itself while it trains, and goes on', () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(0);
    const {shards, of} = faked();
    for (const shard of shards) shard.train();
    now.mockReturnValue(6000);
    for (const shard of shards) shard.train();
    for (const shard of shards) expect(shard.sent.at(-1)).toEqual({type: 'checkpoint'});
    const [{granted}] = shards;
    shards[0].report(given([0, 2, 4], granted, true));
    shards[1].report(given([1, 3], granted, true));
    expect(of('checkpoint').map(({asked}) => asked)).toEqual([false]);
    for (const {sent} of shards) expect(sent.slice(-2).map(({type}) => type)).toEqual(['play', 'until']);
    now.mockRestore();
  });

  it('does not join checkpoints of different ticks', () => {
    const {shards, of} = faked();
    shards[0].report(given([0, 2, 4], 3, false));
    shards[1].report(given([1, 3], 4, false));
    expect(of('checkpoint')).toEqual([]);
    shards[0].report(given([0, 2, 4], 4, false));
    expect(of('checkpoint')).toHaveLength(1);
  });

  it('stops once, at the earliest break of any shard', () => {
    const {client, shards, of} = faked();
    const stopped = (lastGood: number): Report => ({
      ...{type: 'stopped', sentence: `${lastGood}`, stage: 0, lastGood},
    });
    shards[1].report(stopped(1));
    expect(of('stopped')).toEqual([]);
    shards[0].report(stopped(0));
    expect(of('stopped')).toEqual([stopped(0)]);
    const sent = shards.map((shard) => shard.sent.length);
    client.send({type: 'play'});
    client.send({type: 'want', frame: 'points'});
    expect(shards.map((shard) => shard.sent.length)).toEqual(sent);
  });

  it('ends all shards when one is lost, and when it is ended itself', () => {
    const lost: Report = {type: 'lost', what: 'worker', sentence: 'It is gone.'};
    const {shards, reports} = faked();
    shards[1].report(lost);
    shards[0].report(lost);
    expect(reports).toEqual([OPENED, lost]);
    expect(shards.map(({ended}) => ended)).toEqual([true, true]);

    const other = faked();
    other.client.terminate();
    other.shards[0].report(lost);
    expect(other.reports).toEqual([OPENED]);
    expect(other.shards.map(({ended}) => ended)).toEqual([true, true]);
  });

  it('measures the speed of the slowest', () => {
    const {client, shards, of} = faked({open: {...OPEN, playing: false}});
    client.send({type: 'measure', ticks: 4});
    expect(shards.map(({sent}) => sent.at(-1))).toEqual([1, 1].map(() => ({type: 'measure', ticks: 4})));
    shards[0].report({type: 'measured', stepsPerSecond: 30});
    shards[1].report({type: 'measured', stepsPerSecond: 20});
    expect(of('measured')).toEqual([{type: 'measured', stepsPerSecond: 20}]);
  });
});

afterEach(endRunners);

onBackends(['wasm'], () => {
  it('gives every member the metrics, to the bit, that it has in one population, with a move in between', async () => {
    const [stage] = LATENT.stages;
    // The second stage makes ticks begin again.
    const spec: Spec = {...LATENT, fan: FAN, stages: [stage, {...stage, id: 'later', steps: 20}]};
    const reports: Report[] = [];
    await new Promise<void>((resolve, reject) => {
      let asked = false;
      const client = drivenClient((report) => {
        reports.push(report);
        if (report.type === 'failed') reject(new Error(report.sentence));
        if (report.type !== 'progress') return;
        if (report.trained >= 10 && !asked) {
          asked = true;
          for (const type of ['pause', 'step'] as const) client.send({type});
          client.send(RATE);
          client.send({type: 'want', frame: 'points'});
          client.send({type: 'play'});
        }
        if (!report.finished) return;
        client.terminate();
        resolve();
      });
      client.send({...OPEN, spec} as Command);
    });
    const of = <T extends Report['type']>(type: T) =>
      reports.filter((report): report is ReportOf<T> => report.type === type);
    const metrics = of('progress').flatMap((report) => report.metrics);
    expect(of('moved')).toHaveLength(1);
    expect(of('frame')).toHaveLength(1);
    const moves = of('moved').map(({move}) => move);
    expect(moves).toEqual([{stage: 'main', tick: expect.any(Number), path: 'training.learningRate', value: 0.01}]);
    expect(moves[0].tick).toBeGreaterThan(10);
    expect(moves[0].tick).toBeLessThan(30);

    const whole = await Population.open({
      spec: {...spec, moves},
      programs,
      resources: noFiles,
      together: 5,
    });
    while (!whole.finished) {
      if (whole.stageFinished) await whole.nextStage();
      whole.advance();
    }
    const expected = await whole.collect();
    whole.dispose();
    expect(metrics.filter(({values}) => 'loss' in values)).toHaveLength(50);
    expect(metrics).toEqual(expected.metrics);
  });
});
