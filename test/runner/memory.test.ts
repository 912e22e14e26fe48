/** The plan of a whole run's memory: every combination of settings at their maxima, populations, workers and moves. */
import {describe, expect, it} from 'vitest';
import type {OwnData} from '../../src/engine/own.ts';
import type {Resources} from '../../src/engine/resources.ts';
import {Worlds} from '../../src/engine/worlds.ts';
import {MemoryPlan, type MemoryRequest, TooLarge} from '../../src/runner/memory.ts';
import {roomOn} from '../../src/runner/opening.ts';
import {assign, type OwnFile, read, type Spec} from '../../src/spec/index.ts';
import {everyNth} from '../support/long.ts';
import {type Combination, combinations, ownFile} from '../support/maxima.ts';
import {programs} from '../support/programs.ts';
import {encoderSpec, language, specOf} from '../support/specs.ts';
import {dataFolder} from '../support/worlds.ts';

const GIBI = 1024 ** 3;
const MEBI = 1024 ** 2;
const resources: Resources = {...dataFolder, own: ownFile};
/** In turn, as on WebAssembly, and side by side, as on a GPU with WebGPU's default limits. */
const ROOMS = {
  'in turn': roomOn('wasm'),
  'side by side': {limits: {total: GIBI, tensor: 128 * MEBI}, sideBySide: true},
};
type Rest = Partial<MemoryRequest>;

const worlds = new Worlds();
const planOf = (spec: Spec, rest: Rest = {}): Promise<MemoryPlan> =>
  MemoryPlan.open({spec, language, programs, resources, worlds, room: ROOMS['in turn'], ...rest});

/** The plan, or what refuses it. */
async function tried(spec: Spec, rest: Rest = {}): Promise<MemoryPlan | TooLarge> {
  try {
    return await planOf(spec, rest);
  } catch (error) {
    if (error instanceof TooLarge) return error;
    throw error;
  }
}

const SIZE = String.raw`[\d.,]+ (?:GiB|MiB)`;
const REFUSAL = new RegExp(
  `^This run needs (?:a tensor of )?about ${SIZE}(?: of memory)?(?: for \\d+ members)?, and (?:may take at most|this device takes tensors of at most) ${SIZE}\\. `,
);

const NUMBER = String.raw`\d{1,3}(?:,\d{3})*`;
const TURNED = new RegExp(`(?:^|, | and )(.+?) from (${NUMBER}) to (${NUMBER})`, 'g');

/** The spec with what a refusal says to lower, lowered. */
function obeyed(spec: Spec, sentence: string): Spec {
  const said = /Lower (.*)\.$/.exec(sentence)?.[1];
  if (!said) throw new Error(`There is no setting in: ${sentence}`);
  const [stage] = spec.stages;
  let settings = stage.spec;
  for (const [, label, from, to] of said.matchAll(TURNED)) {
    const place = language
      .places(stage)
      .find(({field, value}) => field.label === label && value === Number(from.replaceAll(',', '')));
    if (!place) throw new Error(`There is no ${label} at ${from}: ${sentence}`);
    settings = assign(settings, place.path, Number(to.replaceAll(',', '')));
  }
  return specOf({...spec, stages: [{...stage, spec: settings}]});
}

const ALL: readonly Combination[] = [...combinations()];

describe('settings at their maxima', () => {
  it('are those of every program, and of every part and option that may be chosen', () => {
    const seen = new Set(
      ALL.flatMap(({program, spec}) =>
        Object.entries(spec.stages[0].spec as Record<string, {kind: string}>).map(([name, {kind}]) =>
          [program, name, kind].join(),
        ),
      ),
    );
    for (const {program, sections} of language.programs) {
      for (const [name, {parts}] of Object.entries(sections)) {
        for (const {kind} of parts) expect(seen).toContain([program, name, kind].join());
      }
    }
    expect(ALL.length).toBeGreaterThan(1000);
  });

  it.each(Object.entries(ROOMS))('are planned or refused with what to turn down, %s', async (_, room) => {
    const counts = {planned: 0, refused: 0};
    let [world, worlds] = ['', new Worlds()];
    for (const {name, spec} of everyNth(97, ALL)) {
      // A world is loaded once for all that follow one another, and not kept longer.
      const next = JSON.stringify(read(spec.stages[0].spec, 'world'));
      if (next !== world) [world, worlds] = [next, new Worlds()];
      const plan = await tried(spec, {room, worlds});
      if (plan instanceof MemoryPlan) {
        counts.planned++;
        expect(plan.whole.total, name).toBeLessThanOrEqual(room.limits.total);
        expect(plan.whole.tensor, name).toBeLessThanOrEqual(room.limits.tensor);
        continue;
      }
      counts.refused++;
      expect(plan.message, name).toMatch(REFUSAL);
      expect(await tried(obeyed(spec, plan.message), {room, worlds}), `${name}: ${plan.message}`).toBeInstanceOf(
        MemoryPlan,
      );
    }
    expect(Math.min(counts.planned, counts.refused), JSON.stringify(counts)).toBeGreaterThan(3);
  });
});

const LARGE = encoderSpec({
  world: {kind: 'latent', points: 5000},
  model: {width: 1024, depth: 4},
  training: {batch: 2048},
});
const needOf = async (spec: Spec, rest: Rest = {}): Promise<number> => (await planOf(spec, rest)).whole.total;
const fanOf = (spec: Spec, seeds: number, axes: object[] = []): Spec =>
  specOf({...spec, fan: {axes, seeds: Array.from({length: seeds}, (_, i) => i)}});

describe('the setting to turn down', () => {
  const upTo = (total: number) => ({room: {limits: {total: total * MEBI, tensor: GIBI}, sideBySide: false}});

  it('is the one that helps most: the batch where it is large, the width where layers are wide', async () => {
    const world = {kind: 'latent', points: 5000};
    const many = encoderSpec({world, model: {width: 64}, training: {batch: 4096}});
    const wide = encoderSpec({world, model: {width: 1024, depth: 4}, training: {batch: 8}});
    expect(((await tried(many, upTo(12))) as TooLarge).message).toMatch(/Lower Batch from 4,096 to \d[\d,]*\.$/);
    expect(((await tried(wide, upTo(24))) as TooLarge).message).toMatch(/Lower Width from 1,024 to \d+\.$/);
  });

  it('is one of the world where its data are what is large', async () => {
    const spec = encoderSpec({
      world: {kind: 'file', file: fileSettings('vectors')},
      training: {batch: 8},
      model: {width: 16},
    });
    const refused = (await tried(spec, upTo(48))) as TooLarge;
    expect(refused.message).toMatch(/Lower Rows at most from 5,000 to \d+\.$/);
  });

  it('goes as low as leaves something to train on', async () => {
    // Ten classes in turn: of 20 rows, every fiftieth, all are of one, and this objective tells classes apart.
    const own = async (hash: string) => {
      const data = (await ownFile(hash)) as OwnData & {holds: 'sentences'};
      const [texts, classOf] = [data.texts.slice(0, 1000), data.classOf.subarray(0, 1000)];
      return {...data, rows: 1000, texts, classOf};
    };
    const spec = encoderSpec({
      world: {kind: 'file', file: fileSettings('sentences'), most: 1000},
      model: {kind: 'transformer', layers: 1, width: 16, heads: 1},
      objective: {kind: 'supervised'},
      training: {batch: 8},
    });
    const refused = (await tried(spec, {...upTo(24), resources: {...resources, own}})) as TooLarge;
    expect(refused.message).toMatch(/Lower Rows at most from 1,000 to \d+/);
  });
});

describe('a population', () => {
  it('is planned as a whole: slots of all members, working memory once in turn and for each side by side', async () => {
    const [one, four] = [await needOf(LARGE), await needOf(fanOf(LARGE, 4))];
    const [besideOne, besideFour] = [
      await needOf(LARGE, {room: {...ROOMS['side by side'], limits: {total: 8 * GIBI, tensor: GIBI}}}),
      await needOf(fanOf(LARGE, 4), {room: {...ROOMS['side by side'], limits: {total: 8 * GIBI, tensor: GIBI}}}),
    ];
    // Weights and their two moments: 2-1024-1024-1024-1024-64 and 64-3.
    const weights = 3 * 1024 + 3 * 1025 * 1024 + 1025 * 64 + 65 * 3;
    expect(four - one).toBe(3 * 4 * 3 * weights);
    expect(besideOne).toBeGreaterThan(one);
    expect(besideFour).toBeGreaterThan(4 * (besideOne - MEBI));
  });

  it('with a limit that its members reach together is refused with the number that fits', async () => {
    const room = {limits: {total: 400 * MEBI, tensor: GIBI}, sideBySide: false};
    const refused = (await tried(fanOf(LARGE, 60), {room})) as TooLarge;
    const [, most] =
      /^This run needs about .* for 60 members, and may take at most 400 MiB\. With at most (\d+) members it fits/.exec(
        refused.message,
      )!;
    expect(await tried(fanOf(LARGE, Number(most)), {room})).toBeInstanceOf(MemoryPlan);
    expect(await tried(fanOf(LARGE, Number(most) + 1), {room})).toBeInstanceOf(TooLarge);
  });

  it('over the batch counts each at its own batch, and the data once', async () => {
    const axis = {stage: 'main', path: 'training.batch', values: [16, 64, 2048]};
    const slots = (await needOf(fanOf(LARGE, 2))) - (await needOf(LARGE));
    expect(await needOf(fanOf(LARGE, 1, [axis]))).toBe((await needOf(LARGE)) + 2 * slots);
  });

  it('in several workers needs data and working memory in each, and says in how many it would fit', async () => {
    const spec = fanOf(LARGE, 6);
    const alone = await needOf(spec);
    const members = [0, 3];
    const among = {workers: 3, members: 6};
    const together = await needOf(spec, {members, among});
    expect(together).toBeGreaterThan(1.5 * alone);
    const room = (total: number) => ({room: {limits: {total, tensor: GIBI}, sideBySide: false}});
    expect(await tried(spec, {members, among, ...room(together)})).toBeInstanceOf(MemoryPlan);
    expect(await tried(spec, {members, among, ...room(together - 1)})).toMatchObject({workers: 2});
    expect(await tried(spec, {members, among, ...room(alone)})).toMatchObject({workers: 1});
    const none = (await tried(spec, {members, among, ...room(alone - 1)})) as TooLarge;
    expect(none.workers).toBeUndefined();
    expect(none.message).toMatch(/for 6 members, and may take .* With at most [2-5] members it fits/);
  });
});

describe('moves', () => {
  const spec = encoderSpec({
    world: {kind: 'latent', points: 5000},
    model: {width: 512, depth: 4},
    training: {batch: 64},
  });
  const raised = (value: number) => specOf({...spec, moves: [{stage: 'main', tick: 5, path: 'training.batch', value}]});

  it('that a link carries are planned for at their largest', async () => {
    const settings = assign(spec.stages[0].spec, 'training.batch', 1024);
    const at = specOf({...spec, stages: [{...spec.stages[0], spec: settings}]});
    expect(await needOf(raised(1024))).toBe(await needOf(at));
    expect(await needOf(raised(8))).toBe(await needOf(spec));
  });

  it('that are made while it trains are refused where they do not fit, with what would', async () => {
    const limits = {total: 96 * MEBI, tensor: GIBI};
    const plan = await planOf(spec, {room: {limits, sideBySide: false}});
    const move = (value: number) => plan.refusedMove(spec, {stage: 'main', path: 'training.batch', value});
    expect(move(128)).toBeUndefined();
    const sentence = move(4096)!;
    expect(sentence).toMatch(
      /^This change was not made: This run needs about .* may take at most 96 MiB\. Batch may be about [\d,]+ here\.$/,
    );
    const fitting = Number(/about ([\d,]+) here/.exec(sentence)![1].replaceAll(',', ''));
    expect(move(fitting)).toBeUndefined();
    expect(plan.refusedMove(spec, {stage: 'main', path: 'objective.temperature', value: 0.5})).toBeUndefined();
  });

  it('of a population in several workers are refused by each alike, for all together', async () => {
    const widths = [{stage: 'main', path: 'model.width', values: [64, 128, 512]}];
    const among = {workers: 3, members: 3};
    const asked = async (fan: Spec, path: string, value: number) =>
      Promise.all(
        [0, 1, 2].map(async (index) => {
          const limits = {total: 256 * MEBI, tensor: GIBI};
          const plan = await planOf(fan, {members: [index], among, room: {limits, sideBySide: false}});
          return plan.refusedMove(fan, {stage: 'main', path, value});
        }),
      );
    const fan = fanOf(spec, 1, widths);
    expect(new Set(await asked(fan, 'training.batch', 128))).toEqual(new Set([undefined]));
    const [sentence, ...others] = await asked(fan, 'training.batch', 4096);
    expect(sentence).toMatch(
      /^This change was not made: .* for 3 members in 3 workers, .* Batch may be about [\d,]+ here\.$/,
    );
    expect(new Set(others)).toEqual(new Set([sentence]));
    const fitting = Number(/about ([\d,]+) here/.exec(sentence!)![1].replaceAll(',', ''));
    expect(new Set(await asked(fan, 'training.batch', fitting))).toEqual(new Set([undefined]));
  });

  it('of a population in several workers with worlds of their own are refused by that with the largest', async () => {
    const worlds = [{stage: 'main', path: 'world.points', values: [4000, 4500, 5000]}];
    const fan = fanOf(spec, 1, worlds);
    const rest = (index: number, total: number) => ({
      members: [index],
      among: {workers: 3, members: 3},
      room: {limits: {total, tensor: GIBI}, sideBySide: false},
    });
    const grown = specOf({...fan, moves: [{stage: 'main', tick: 5, path: 'training.batch', value: 4096}]});
    const totals = await Promise.all([0, 1, 2].map(async (i) => (await planOf(grown, rest(i, GIBI))).whole.total));
    const limit = (totals[1] + totals[2]) / 2;
    const plans = await Promise.all([0, 1, 2].map((index) => planOf(fan, rest(index, limit))));
    const move = {stage: 'main', path: 'training.batch', value: 4096};
    const sentences = plans.map((plan) => plan.refusedMove(fan, move));
    expect(sentences).toEqual([
      undefined,
      undefined,
      expect.stringMatching(/^This change was not made: .* in 3 workers/),
    ]);
  });
});

function fileSettings(holds: OwnFile['holds']) {
  const combination = ALL.find(({spec}) => read(spec.stages[0].spec, 'world.file.holds') === holds)!;
  return read(combination.spec.stages[0].spec, 'world.file');
}
