/** What presets say of their runs, held to what the runs have measured. */
import {readFileSync, writeFileSync} from 'node:fs';
import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {metricsIn, wordsAt} from '../../../src/labs/kit/story.ts';
import type {MetricLog} from '../../../src/panels/data.ts';
import {ENCODER_METRICS} from '../../../src/programs/encoder/metrics.spec.ts';
import {language} from '../../../src/programs/index.spec.ts';
import {POLICY_METRICS} from '../../../src/programs/policy/metrics.spec.ts';
import {REWARD_METRICS} from '../../../src/programs/reward/metrics.spec.ts';
import {roomOn} from '../../../src/runner/opening.ts';
import {runToEnd} from '../../../src/runner/toEnd.ts';
import {conditionSchema} from '../../../src/spec/conditionSchema.ts';
import {stepsBefore} from '../../../src/spec/index.ts';
import {PRESETS, PRESETS_OF, presetNamed} from '../../support/allPresets.ts';
import {onBackends} from '../../support/backends.ts';
import {whenLong} from '../../support/long.ts';
import {programs} from '../../support/programs.ts';
import {dataFolder} from '../../support/worlds.ts';
import {keyOf, RUNS, type StoryRun, specOf} from './runs.ts';

/** Metrics by name, seed and place among `ticks`; null where one was not measured. */
interface Reading {
  run: string;
  ticks: number[];
  metrics: Record<string, (number | null)[][]>;
}

const FILE = new URL('./readings.json', import.meta.url);
const readings: Reading[] = JSON.parse(readFileSync(FILE, 'utf8'));
const readingOf = (run: StoryRun) => readings.find((one) => one.run === keyOf(run));

function logOf({ticks, metrics}: Reading, seed: number): MetricLog {
  return {
    names: () => Object.keys(metrics),
    series(name) {
      const values = metrics[name]?.[seed] ?? [];
      const known = ticks.flatMap((tick, i) => (typeof values[i] === 'number' ? [{tick, value: values[i]}] : []));
      return {ticks: known.map(({tick}) => tick), values: known.map(({value}) => value)};
    },
    others: () => [],
  };
}

const conditionsOf = (id: string) => {
  const {figure, states = []} = presetNamed(id);
  return [figure, ...states].flatMap(({when}) => (when ? [when] : []));
};

const METRICS: Record<string, readonly {name: string}[]> = {
  sphere: ENCODER_METRICS,
  reward: REWARD_METRICS,
  policy: POLICY_METRICS,
};

describe.each(
  Object.entries(PRESETS_OF).flatMap(([lab, presets]) => presets.map((preset) => [preset.id, lab, preset] as const)),
)('the story of %s', (id, lab, {figure, states = []}) => {
  it('has states on metrics of its program, each with words of its own', () => {
    expect(states.length).toBeGreaterThan(0);
    for (const condition of conditionsOf(id)) {
      expect(v.safeParse(conditionSchema, condition).issues).toBeUndefined();
      const known = METRICS[lab].map(({name}) => name);
      expect(metricsIn(condition).filter((name) => !known.includes(name))).toEqual([]);
    }
    const all = [figure, ...states];
    expect(new Set(all.map(({title}) => title)).size).toBe(all.length);
    for (const {title, sentence} of all) {
      expect(title.length).toBeLessThanOrEqual(60);
      expect(sentence.length).toBeLessThanOrEqual(210);
    }
  });

  it('ends in each of its states in some run', () => {
    const ends = RUNS.filter(({preset}) => preset === id).map((run) => run.ends);
    for (const {title} of states) expect(ends).toContain(title);
  });
});

/** Where the last stage of a run begins. */
const beginOf = ({preset}: StoryRun): number => {
  const {spec} = presetNamed(preset);
  return stepsBefore(spec, spec.stages.length - 1);
};

describe.each(RUNS.map((run) => [keyOf(run), run] as const))('%s', (_, run) => {
  const {preset: id, seeds, turn, before, ends, steps} = run;
  const preset = presetNamed(id);
  const opening = preset.figure.title;

  it('is told as it was measured, by every seed, and without flicker', () => {
    const reading = readingOf(run)!;
    for (let seed = 0; seed < seeds; seed++) {
      const log = logOf(reading, seed);
      const titles = reading.ticks.map((tick) => wordsAt(preset, log, tick).title);
      expect([seed, titles.at(-1)]).toEqual([seed, ends ?? opening]);
      // Random weights are no story yet.
      expect([seed, titles[0]]).toEqual([seed, opening]);
      if (turn?.at !== undefined) {
        const last = reading.ticks.findLastIndex((tick) => tick <= beginOf(run) + turn.at!);
        expect([seed, titles[last]]).toEqual([seed, before ?? opening]);
      }
      const changes = titles.filter((title, i) => i > 0 && title !== titles[i - 1]);
      expect([seed, changes.length <= 3, changes]).toEqual([seed, true, changes]);
    }
    expect(reading.ticks.at(-1)).toBe(beginOf(run) + steps);
  });
});

it('every preset has a run with its own settings until its end or its turn', () => {
  for (const {id} of PRESETS) {
    const own = RUNS.filter(({preset, turn}) => preset === id && (!turn || turn.at !== undefined));
    expect([id, own.length > 0]).toEqual([id, true]);
  }
});

/** Early evaluations, where most happens, then about this many more. */
const EARLY = 100;
const LATER = 24;

async function train(run: StoryRun): Promise<Reading> {
  const spec = language.check(specOf(run));
  if (!spec.ok) throw new Error(spec.sentences.join(' '));
  const names = new Set(conditionsOf(run.preset).flatMap(metricsIn));
  const stages = spec.value.stages;
  const last = stages.length - 1;
  const begins = new Map(stages.map(({id}, i) => [id, stepsBefore(spec.value, i)]));
  const all = stepsBefore(spec.value, last) + run.steps;
  const {evaluateEvery} = (stages[last].spec as {training: {evaluateEvery: number}}).training;
  const step = Math.max(evaluateEvery, run.steps / LATER);
  // From where the last stage begins.
  const kept = (position: number, tick = position - stepsBefore(spec.value, last)) =>
    (tick % evaluateEvery === 0 && (tick <= EARLY || tick % step < evaluateEvery)) ||
    position === all ||
    tick === run.turn?.at;
  const found = new Map<number, Record<string, (number | null)[]>>();
  await runToEnd({
    ...{spec: spec.value, language, programs, resources: dataFolder, room: roomOn('wasm')},
    tell(metrics) {
      for (const {stage, tick, members, values} of metrics) {
        const position = begins.get(stage)! + tick;
        const at = found.get(position) ?? {};
        found.set(position, at);
        for (const [name, each] of Object.entries(values)) {
          if (!names.has(name)) continue;
          at[name] ??= new Array(run.seeds).fill(null);
          for (const [i, value] of each.entries()) at[name][members?.[i] ?? i] = Number(value.toPrecision(4));
        }
      }
    },
  });
  const ticks = [...found.keys()].filter((position) => kept(position)).sort((a, b) => a - b);
  const metrics = Object.fromEntries(
    [...names].map((name) => [
      name,
      Array.from({length: run.seeds}, (_, seed) => ticks.map((tick) => found.get(tick)![name]?.[seed] ?? null)),
    ]),
  );
  return {run: keyOf(run), ticks, metrics};
}

if (process.env.RECORD_READINGS) {
  onBackends(['wasm'], () => {
    it('readings are taken', async () => {
      const all: Reading[] = [];
      for (const run of RUNS) all.push(readingOf(run) ?? (await train(run)));
      writeFileSync(FILE, `[\n${all.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`);
    });
  });
}

whenLong(() => {
  onBackends(['wasm'], () => {
    const turns = RUNS.filter((run) => run.turn);
    it.each(turns.map((run) => [keyOf(run), run] as const))('%s, trained anew, ends as it is told', async (_, run) => {
      const reading = await train({...run, seeds: 1});
      const preset = presetNamed(run.preset);
      expect(wordsAt(preset, logOf(reading, 0)).title).toBe(run.ends ?? preset.figure.title);
    });
  });
});
