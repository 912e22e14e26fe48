/** What lessons say, held against their own runs. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {framesFor, type RunData, truthOf} from '../../src/app/lessons/readings.ts';
import {loadLesson, loadLessons} from '../../src/lessons/index.ts';
import {type Truth, valueAt} from '../../src/lessons/kit/answers.ts';
import type {Axis} from '../../src/lessons/kit/axis.ts';
import {
  type Goal,
  type Lesson,
  type Question,
  reaches,
  readAt,
  readingsOf,
  type Step,
} from '../../src/lessons/kit/lesson.ts';
import {ENCODER_METRICS} from '../../src/programs/encoder/metrics.spec.ts';
import {language} from '../../src/programs/index.spec.ts';
import {REWARD_METRICS} from '../../src/programs/reward/metrics.spec.ts';
import {allSteps} from '../../src/spec/index.ts';
import {specWith} from '../../src/studies/kit/settings.ts';
import {onBackends} from '../support/backends.ts';
import {TrainedRun} from '../support/lessons.ts';
import {atLength} from '../support/long.ts';

const LISTED = await loadLessons();
const LESSONS: readonly [string, Lesson][] = await Promise.all(
  LISTED.map(async ({slug}): Promise<[string, Lesson]> => [slug, (await loadLesson(slug))!]),
);

const METRICS: Readonly<Record<string, readonly string[]>> = {
  encoder: ENCODER_METRICS.map(({name}) => name),
  reward: REWARD_METRICS.map(({name}) => name),
};

/** The lesson that trains in the shortest time. It has every kind of question, and goals. */
const QUICKEST = 'the-ceiling';

const lastStage = (lesson: Lesson, run: string) => lesson.runs[run].stages.at(-1)!;

/** A metric that a lesson names, and the run that is to have it. */
function metricsNamed(step: Step): {run: string; metric: string}[] {
  const reads = step.question ? readingsOf(step.question) : [];
  const numbers = step.shows.flatMap((run) => (step.numbers ?? []).map(({name}) => ({run, metric: name})));
  const goal = step.goal ? conditionMetrics(step.goal.when).map((metric) => ({run: step.goal!.run, metric})) : [];
  return [...reads.filter((reading) => reading.of === 'metric'), ...numbers, ...goal];
}

function conditionMetrics(condition: Goal['when']): string[] {
  if ('metric' in condition) return [condition.metric];
  if ('not' in condition) return conditionMetrics(condition.not);
  return ('any' in condition ? condition.any : condition.all).flatMap(conditionMetrics);
}

/** All words that a step says, but for those made of values. */
function words({title, text, question, goal}: Step): string[] {
  const asked = question
    ? [question.text, ...question.explains, ...('options' in question ? question.options.map((one) => one.text) : [])]
    : [];
  const axes = question ? axesOf(question).map(({label}) => label) : [];
  const drawn = question?.kind === 'sketch' ? [question.title] : [];
  return [title, ...text, ...asked, ...axes, ...drawn, ...(goal ? [goal.text, ...goal.explains] : [])];
}

function axesOf(question: Question): Axis[] {
  if (question.kind === 'choice') return [];
  return question.kind === 'number' ? [question.axis] : [question.x, question.y];
}

/** Straight quotes, a hyphen for a minus, spaces that are not between words. */
const isUntidy = (text: string): boolean => /['"]|\s\s|^\s|\s$|(^|[\s(=])-\d|^$/.test(text);

const within = ([low, high]: readonly [number, number], value: number): boolean => value >= low && value <= high;

it('there is a place in the list for each lesson', () => {
  const orders = LESSONS.map(([, {order}]) => order);
  expect(new Set(orders).size).toBe(orders.length);
});

// What the compiler cannot see of a lesson, without training it.
describe.each(LESSONS)('the file of %s', (_, lesson) => {
  const {steps, runs} = lesson;
  const questions = steps.flatMap((step) => (step.question ? [{step, question: step.question}] : []));

  it('names steps for addresses, each once', () => {
    const ids = steps.map(({id}) => id);
    expect(ids.filter((id) => !/^[a-z][a-z0-9-]*$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has runs within the ranges of their settings, each shown by some step', () => {
    for (const {stages, seed} of Object.values(runs)) expect(() => specWith(stages, seed)).not.toThrow();
    const shown = new Set(steps.flatMap(({shows}) => shows));
    expect(Object.keys(runs).filter((run) => !shown.has(run))).toEqual([]);
  });

  it('shows three runs at most, and all that a step asks of', () => {
    for (const {shows, question, goal, turns} of steps) {
      expect(shows.length).toBeGreaterThan(0);
      expect(shows.length).toBeLessThanOrEqual(3);
      const asked = [...(question ? readingsOf(question) : []), ...(goal ? [goal] : []), ...(turns ?? [])];
      expect(asked.filter(({run}) => !shows.includes(run))).toEqual([]);
    }
  });

  it('names metrics that their programs have', () => {
    const named = steps.flatMap(metricsNamed);
    expect(named.filter(({run, metric}) => !METRICS[lastStage(lesson, run).program].includes(metric))).toEqual([]);
  });

  it('lets numbers be turned that can change while a run trains, and nothing else reach a goal', () => {
    for (const {turns = [], goal} of steps) {
      for (const {run, path} of turns) {
        const stage = specWith(runs[run].stages, 1).stages.at(-1)!;
        const field = language.places(stage).find((place) => place.path === path)?.field;
        expect([path, field?.type, field?.acts === 'restart']).toEqual([path, 'number', false]);
      }
      if (!goal) continue;
      const {path, value, at, by} = goal.expects;
      expect(turns).toContainEqual({run: goal.run, path});
      const stage = specWith(runs[goal.run].stages, 1).stages.at(-1)!;
      const field = language.places(stage).find((place) => place.path === path)?.field;
      expect(field?.type === 'number' && within(field.range, value)).toBe(true);
      expect(at).toBeLessThan(by);
      expect(by).toBeLessThanOrEqual(allSteps(runs[goal.run]));
    }
  });

  it('asks nothing of a run that its reader has turned', () => {
    const turned = new Set<string>();
    for (const {question, turns = []} of steps) {
      for (const {run} of turns) turned.add(run);
      expect((question ? readingsOf(question) : []).filter(({run}) => turned.has(run))).toEqual([]);
    }
  });

  it('asks for something that no earlier step has shown', () => {
    const shown = new Set<string>();
    for (const {question, shows, numbers = []} of steps) {
      const reads = question ? readingsOf(question) : [];
      const isKnown = reads.map((one) => one.of === 'metric' && shown.has(`${one.run} ${one.metric}`));
      expect(reads.length > 0 && isKnown.every(Boolean)).toBe(false);
      for (const run of shows) for (const {name} of numbers) shown.add(`${run} ${name}`);
    }
  });

  it('reads answers that its runs can give', () => {
    for (const {step, question} of questions) {
      const longest = Math.max(...step.shows.map((run) => allSteps(runs[run])));
      expect(within([0, longest], readAt(lesson, step))).toBe(true);
      for (const {range, marks = []} of axesOf(question)) {
        expect(range[0]).toBeLessThan(range[1]);
        expect(marks.filter((mark) => !within(range, mark))).toEqual([]);
      }
    }
  });

  it('has options of which one comes out whatever is measured', () => {
    for (const {question} of questions) {
      if (question.kind !== 'choice') continue;
      const ids = question.options.map(({id}) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toContain(question.expects);
      const {length} = question.reads;
      const values = fc.array(fc.double({min: -10, max: 10, noNaN: true}), {minLength: length, maxLength: length});
      fc.assert(fc.property(values, (measured) => ids.includes(question.right(measured))));
    }
  });

  it('expects what can be said and drawn', () => {
    for (const {question} of questions) {
      if (question.kind === 'number') {
        for (const end of question.expects) expect(within(question.axis.range, end)).toBe(true);
      }
      if (question.kind !== 'sketch') continue;
      const {form, places, x, y, reads, known, expects} = question;
      const across = reads.of === 'across' ? reads.runs.map((one) => one.x) : [];
      expect(across.filter((place, i) => !within(x.range, place) || place <= across[i - 1])).toEqual([]);
      expect(known?.values.length ?? places.length).toBe(places.length);
      expect(places.filter((place, i) => !within(x.range, place) || place <= places[i - 1])).toEqual([]);
      expect(form === 'line' ? places.length === 2 : places.length > 2).toBe(true);
      expect(expects.length).toBeGreaterThan(0);
      expect(expects.filter(({at}) => !within(x.range, at))).toEqual([]);
      expect(expects.filter((one) => !one.within.every((end) => within(y.range, end)))).toEqual([]);
    }
  });

  it('has tidy words', () => {
    const all = [lesson.title, lesson.asks, ...Object.values(runs).map(({label}) => label), ...steps.flatMap(words)];
    expect(all.filter(isUntidy)).toEqual([]);
  });
});

/** What a question expects and did not find. */
function surprises(question: Question, truth: Truth | undefined): string[] {
  if (!truth) return ['nothing was read'];
  if (question.kind === 'sketch') {
    const curve = truth as Truth & {kind: 'curve'};
    const found = question.expects.map((one) => ({...one, value: valueAt(curve, one.at, question.x.scale)}));
    return found.flatMap(({at, within: range, value}) =>
      within(range, value) ? [] : [`${value} at ${at}, not from ${range.join(' to ')}`],
    );
  }
  const {values} = truth as Truth & {kind: 'values'};
  if (question.kind === 'number') {
    return within(question.expects, values[0]) ? [] : [`${values[0]}, not from ${question.expects.join(' to ')}`];
  }
  const found = question.right(values);
  const said = question.found(values);
  return [
    ...(found === question.expects ? [] : [`${found}, not ${question.expects}: ${said}`]),
    ...(isUntidy(said) ? [`untidy: ${said}`] : []),
  ];
}

/** Trains a run for the questions that read it; what they need of it, by step. */
async function dataOf(lesson: Lesson, run: string, seed: number): Promise<Map<Step, RunData>> {
  const asking = lesson.steps.filter(({question, shows}) => question && shows.includes(run));
  const trained = await TrainedRun.open(lesson.runs[run], seed);
  const found = new Map<Step, RunData>();
  for (const step of asking.sort((a, b) => readAt(lesson, a) - readAt(lesson, b))) {
    await trained.until(readAt(lesson, step));
    found.set(step, await trained.data(framesFor(step.question!).flatMap(([of, frame]) => (of === run ? frame : []))));
  }
  trained.dispose();
  return found;
}

/** Trains a run as a reader may who reaches the goal; what went otherwise. */
async function missed(lesson: Lesson, goal: Goal, seed: number): Promise<string[]> {
  const {run, expects} = goal;
  const {path, value, at, by} = expects;
  const trained = await TrainedRun.open(lesson.runs[run], seed);
  const isReached = () => reaches(goal, trained.position, trained.metrics);
  await trained.until(at, isReached);
  const early = isReached();
  trained.move(path, value);
  await trained.until(by, isReached);
  const reached = isReached();
  trained.dispose();
  if (early) return ['reached without the move'];
  return reached ? [] : [`not reached by step ${by}`];
}

/** What stands under the runs of a step and is not measured, of those that train for some question. */
function unmeasured({shows, numbers = []}: Step, data: ReadonlyMap<string, ReadonlyMap<Step, RunData>>): string[] {
  return shows.flatMap((run) => {
    const [known] = data.get(run)!.values();
    const missing = known ? numbers.filter(({name}) => known.series(name).values.length === 0) : [];
    return missing.map(({name}) => `${run} does not measure ${name}`);
  });
}

/** All that a lesson expects and its runs do not show, with seeds that are so much later than its own. */
async function failures(lesson: Lesson, later: number): Promise<string[]> {
  const {runs, steps} = lesson;
  const data = new Map<string, Map<Step, RunData>>();
  for (const [run, {seed}] of Object.entries(runs)) data.set(run, await dataOf(lesson, run, seed + later));
  const failed: string[] = [];
  for (const step of steps) {
    const {id, question, goal} = step;
    const read = (asked: Question) => truthOf(asked, (run) => data.get(run)!.get(step)!, readAt(lesson, step));
    const found = [
      ...(question ? surprises(question, read(question)) : []),
      ...unmeasured(step, data),
      ...(goal ? await missed(lesson, goal, runs[goal.run].seed + later) : []),
    ];
    failed.push(...found.map((what) => `${id}: ${what}`));
  }
  return failed;
}

onBackends(['wasm'], () => {
  describe.each(
    atLength(
      LESSONS,
      LESSONS.filter(([slug]) => slug === QUICKEST),
    ),
  )('%s', (_, lesson) => {
    it.each(atLength([0, 1, 2], [0]))('comes out as it says, with a seed that is %i later', async (later) => {
      expect(await failures(lesson, later)).toEqual([]);
    });
  });
});
