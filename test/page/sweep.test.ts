/** What a sweep is made of: values, plans, members; and what the page makes of what they measure. */
import {describe, expect, it} from 'vitest';
import {workersFor} from '../../src/app/sweep/client.ts';
import {draftOf, planIn, ranged} from '../../src/app/sweep/draft.ts';
import {metricsToDraw} from '../../src/app/sweep/metrics.ts';
import {placeOf, planOf, sweepSpec, workOf} from '../../src/app/sweep/plan.ts';
import {readyFor} from '../../src/app/sweep/ready.ts';
import {durationText, Remaining} from '../../src/app/sweep/remaining.ts';
import {readValues, valuesOf} from '../../src/app/sweep/values.ts';
import {LABS} from '../../src/labs/index.ts';
import {memberSpec, membersOf} from '../../src/spec/index.ts';
import {PRESETS} from '../support/allPresets.ts';
import {encoderSpec} from '../support/specs.ts';

const BASE = encoderSpec({}, {seed: 7});
const fieldOf = (path: string) => placeOf(BASE, 'main', path)!.field;
const temperature = fieldOf('objective.temperature');

describe('values of a sweep', () => {
  it('are evenly spaced, rounded as sliders are, each once, with the ends as they are given', () => {
    const log = valuesOf(temperature, {from: 0.03, to: 1, count: 12, scale: 'log'});
    expect(log).toEqual({ok: true, value: [0.03, 0.041, 0.057, 0.078, 0.11, 0.15, 0.2, 0.28, 0.38, 0.53, 0.73, 1]});
    const batch = valuesOf(fieldOf('training.batch'), {from: 16, to: 1024, count: 20, scale: 'log'});
    expect(batch).toEqual({ok: true, value: [16, 32, 64, 128, 256, 512, 1024]});
    const depth = valuesOf(fieldOf('model.depth'), {from: 1, to: 4, count: 9, scale: 'linear'});
    expect(depth).toEqual({ok: true, value: [1, 2, 3, 4]});
    const decay = valuesOf(fieldOf('training.weightDecay'), {from: 0, to: 1, count: 3, scale: 'linear'});
    expect(decay).toEqual({ok: true, value: [0, 0.5, 1]});
  });

  it.each([
    ['0.1, three', 'Temperature: “three” is not a number.'],
    ['', 'Temperature needs at least one value.'],
    ['0.1; 300', 'Temperature must be a number from'],
  ])('that are wrong get a sentence that names the setting: %j', (text, sentence) => {
    const checked = readValues(temperature, text);
    expect(checked.ok ? '' : checked.sentences[0]).toContain(sentence);
  });

  it('need a range above 0 for equal factors', () => {
    const checked = valuesOf(fieldOf('training.weightDecay'), {from: 0, to: 1, count: 3, scale: 'log'});
    expect(checked.ok ? '' : checked.sentences[0]).toMatch(/^Weight decay: equal factors need a range above 0/);
  });
});

describe('a plan', () => {
  const plan = {
    stage: 'main',
    axes: [
      {path: 'objective.temperature', values: [0.1, 1]},
      {path: 'training.batch', values: [16, 64]},
    ],
    seeds: 3,
    steps: 40,
  };

  it('makes a run with a fan, of which each member is the run alone', () => {
    const spec = sweepSpec(BASE, plan);
    if (!spec.ok) throw new Error(spec.sentences.join(' '));
    expect(membersOf(spec.value).map(({seed, values}) => [...values, seed])).toEqual(
      [
        [0.1, 16],
        [0.1, 64],
        [1, 16],
        [1, 64],
      ].flatMap((pair) => [7, 8, 9].map((seed) => [...pair, seed])),
    );
    expect(memberSpec(spec.value, 11).stages[0]).toMatchObject({
      steps: 40,
      spec: {objective: {temperature: 1}, training: {batch: 64}},
    });
    expect(planOf(spec.value)).toEqual(plan);
  });

  it('counts a larger batch for longer', () => {
    const alone = {...plan, axes: [plan.axes[1]], seeds: 1};
    const spec = sweepSpec(encoderSpec({training: {batch: 32}}), alone);
    expect(spec.ok && workOf(spec.value)).toBe(40 * (0.5 + 2));
  });

  it('is read from the form, with a sentence for what is wrong', () => {
    const draft = draftOf(BASE, plan);
    expect(planIn(BASE, 'main', draft)).toEqual({ok: true, value: plan});
    const [first, second] = draft.axes;
    const many = {...draft, axes: [ranged(BASE, 'main', first, {count: '12', scale: 'log'}), second]};
    const sentence = (wrong: typeof draft) => {
      const checked = planIn(BASE, 'main', wrong);
      return checked.ok ? '' : checked.sentences.join(' ');
    };
    expect(sentence(many)).toBe('These are 72 runs, and a sweep can have at most 64: take fewer values or seeds.');
    expect(sentence({...draft, seeds: '0'})).toBe('Seeds must be a whole number from 1 to 32.');
    expect(sentence({...draft, steps: 'x'})).toMatch(/^Steps must be a whole number/);
  });
});

describe('ready sweeps', () => {
  it('are runs that can be trained, in every preset that they are offered for; each lab has some', () => {
    const offered = new Set<string>();
    for (const preset of PRESETS) {
      const stage = preset.spec.stages.at(-1)!;
      for (const ready of readyFor(preset.spec, stage.id)) {
        const spec = sweepSpec(preset.spec, ready);
        expect(spec.ok ? [] : [preset.id, ready.name, ...spec.sentences]).toEqual([]);
        offered.add(`${preset.collection} ${ready.name}`);
      }
    }
    for (const name of [
      'sphere temperature',
      'sphere batch',
      'sphere both',
      'sphere width',
      'reward bias',
      'reward model-width',
      'policy beta',
      'policy answers',
    ]) {
      expect(offered).toContain(name);
    }
  });

  it('are drawn with metrics that a lab has', async () => {
    const names = (await Promise.all(LABS.map(({load}) => load()))).flatMap(({metrics}) =>
      metrics.map(({name}) => name),
    );
    expect(names).toEqual(expect.arrayContaining(metricsToDraw(names)));
    expect(metricsToDraw(['loss', 'uniformity', 'recallAt1'])).toEqual(['recallAt1', 'uniformity']);
    expect(metricsToDraw(['loss', 'accuracy', 'lengthCorrelation'], ['lengthCorrelation', 'goldCorrelation'])).toEqual([
      'lengthCorrelation',
      'accuracy',
    ]);
    expect(metricsToDraw(['loss', 'divergence', 'proxy', 'gold'])).toEqual(['gold', 'divergence']);
    expect(metricsToDraw(['loss'])).toEqual(['loss']);
  });

  it('are shared out over the cores, one of which is left to the page if there are more than two', () => {
    expect([1, 2, 4, 16].map((cores) => workersFor(36, cores))).toEqual([1, 2, 3, 15]);
    expect(workersFor(2, 16)).toBe(2);
  });
});

describe('the time that is left', () => {
  it('follows the speed of the last seconds, and does not count a pause', () => {
    const left = new Remaining();
    expect(left.until(600)).toBeUndefined();
    for (let i = 0; i <= 10; i++) left.note(1000 * i, 20 * i);
    expect(left.until(600)).toBeCloseTo(20, 5);
    left.rest();
    left.note(100_000, 200);
    left.note(101_000, 220);
    expect(left.until(600)).toBeCloseTo(19, 5);
  });

  it('is said as exactly as it is known', () => {
    expect([2, 33, 58, 84, 700].map(durationText)).toEqual([
      ...['a few seconds', 'about 35 s', 'about 1 min', 'about 1 min 20 s', 'about 12 min'],
    ]);
  });
});
