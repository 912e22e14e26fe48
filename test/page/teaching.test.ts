/** What a teacher sets, as text and back; and what it does to controls. */
import fc from 'fast-check';
import {afterEach, describe, expect, test} from 'vitest';
import {checkItems, tidied} from '../../src/app/modes/items.ts';
import {decodeTeaching, encodeTeaching} from '../../src/app/modes/teaching/codec.ts';
import {goalText, standingsOf} from '../../src/app/modes/teaching/goals.ts';
import {isFree, limitedField, type Teaching, useTeaching, withinLimits} from '../../src/app/modes/teaching/rules.ts';
import {shownAs, viewText} from '../../src/app/modes/view.ts';
import {REWARD_METRICS} from '../../src/programs/reward/metrics.spec.ts';
import {number} from '../../src/spec/index.ts';

const controls = fc.uniqueArray(
  fc.constantFrom('objective.temperature', 'training.batch', 'kind:world', 'seed', 'preset'),
);
const finite = fc.double({noNaN: true, noDefaultInfinity: true});
const teachings: fc.Arbitrary<Teaching> = fc.record({
  says: fc.string({minLength: 1, maxLength: 280, unit: 'grapheme'}).filter((text) => text.length <= 280),
  hidden: controls,
  locked: controls,
  limits: fc.dictionary(fc.constantFrom('objective.temperature', 'world.noise'), fc.tuple(finite, finite)),
  goals: fc.array(
    fc.oneof(
      fc.record({metric: fc.constant('loss'), below: finite}),
      fc.record({metric: fc.constant('accuracy'), above: finite}),
    ),
    {maxLength: 6},
  ),
});

describe('what a teacher has set', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(teachings, (teaching) => {
        const plain = JSON.parse(JSON.stringify(teaching));
        expect(decodeTeaching(encodeTeaching(teaching))).toEqual({ok: true, value: plain});
      }),
    );
  });

  test('that is damaged is a sentence, whatever it is', () => {
    const good = encodeTeaching({hidden: ['seed'], locked: [], limits: {}, goals: [{metric: 'loss', below: 1}]});
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.nat(good.length - 1).map((i) => good.slice(0, i)),
        ),
        (text) => {
          const read = decodeTeaching(text);
          if (!read.ok) expect(read.sentences[0]).toMatch(/damaged/);
        },
      ),
    );
    expect(decodeTeaching('A'.repeat(5000)).ok).toBe(false);
    expect(decodeTeaching('__proto__').ok).toBe(false);
  });

  test('is short: a goal and two locks fit in a line', () => {
    const text = encodeTeaching({
      says: 'Make the reward fair.',
      hidden: ['preset'],
      locked: ['objective.temperature'],
      limits: {},
      goals: [
        {metric: 'lengthCorrelation', below: 0.1},
        {metric: 'accuracy', above: 0.75},
      ],
    });
    expect(text.length).toBeLessThan(120);
  });
});

describe('controls', () => {
  afterEach(() => useTeaching.setState({now: undefined}));

  test('that are hidden or locked cannot be changed, limited ones only within limits', () => {
    expect(isFree('seed')).toBe(true);
    useTeaching.setState({now: {hidden: ['seed'], locked: ['a.b'], limits: {'c.d': [1, 2]}, goals: []}});
    expect([isFree('seed'), isFree('a.b'), isFree('c.d')]).toEqual([false, false, true]);
    expect([withinLimits('c.d', 5), withinLimits('c.d', 0), withinLimits('c.d', 1.5), withinLimits('x', 5)]).toEqual([
      2, 1, 1.5, 5,
    ]);
  });

  test('have the range that is left, with a sentence about it', () => {
    const field = number({
      label: 'Temperature',
      help: '',
      default: 0.1,
      range: [0.01, 2],
      scale: 'log',
      marks: [0.01, 0.1, 1],
    });
    const limited = limitedField(field, [0.05, 0.5]);
    expect(limited).toMatchObject({range: [0.05, 0.5], marks: [0.1], default: 0.1, scale: 'log'});
    expect(limited.expects).toContain('0.05 to 0.5');
    expect(limitedField(field, [3, 4])).toBe(field);
    expect(limitedField(field, [0.5, 0.05])).toBe(field);
  });
});

test('goals are told in words, and met together', () => {
  const goals = [
    {metric: 'accuracy', above: 0.75},
    {metric: 'lengthCorrelation', below: 0.1},
  ];
  expect(goals.map((goal) => goalText(goal, REWARD_METRICS))[0]).toMatch(/accuracy above 0.75/);
  const newest = (values: Record<string, number>) => (name: string) => values[name];
  const met = (values: Record<string, number>) => standingsOf(goals, newest(values)).map((one) => one.met);
  expect(met({accuracy: 0.8})).toEqual([true, false]);
  expect(met({accuracy: 0.8, lengthCorrelation: 0.05})).toEqual([true, true]);
  expect(met({accuracy: Number.NaN, lengthCorrelation: 0.1})).toEqual([false, false]);
});

describe('a way to show a run', () => {
  test('is read as it was written', () => {
    for (const text of [
      'embed',
      'present',
      'present:curves',
      'present::emoji,hot',
      'present:plane:emoji/AbC_-,studies/simcse',
    ]) {
      expect(viewText(shownAs({view: text}))).toBe(text);
    }
    expect(shownAs({view: 'nonsense'})).toEqual({kind: 'lab'});
    expect(shownAs({})).toEqual({kind: 'lab'});
  });

  test('goes through presets, studies and pasted links, and says which do not exist', () => {
    expect(tidied('emoji, hot\nhttps://x.org/lab/#/lab/cold/AbC&p=plane studies/simcse #/studies/simcse')).toEqual([
      'emoji',
      'hot',
      'cold/AbC',
      'studies/simcse',
      'studies/simcse',
    ]);
    expect(checkItems(['emoji', 'cold/AbC', 'studies/simcse'])).toBeUndefined();
    expect(checkItems(['nonsense'])).toContain('“nonsense”');
    expect(checkItems(['studies/nonsense'])).toContain('no study');
    expect(checkItems([])).toContain('at least one');
  });
});
