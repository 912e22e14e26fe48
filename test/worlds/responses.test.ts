import {describe, expect, it} from 'vitest';
import {ATTRIBUTES, countsOf, featuresOf} from '../../src/worlds/responses/attributes.ts';
import {answer, ask, type Habits, LONGEST} from '../../src/worlds/responses/draw.ts';
import {
  FACTS,
  readable,
  SAID,
  type Statement,
  statementsIn,
  VOCABULARY,
  WRONG,
} from '../../src/worlds/responses/language.ts';
import {PHRASES, TOPICS} from '../../src/worlds/responses/topics.ts';

const HABITS: Habits = {
  quality: 0.6,
  verbosity: 0.4,
  style: 0.3,
  hedging: 0.2,
  flattery: 0.2,
  offTopic: 0.15,
  rudeness: 0.05,
};

const tokens = (...said: Statement[]): number[] => said.flatMap((one) => [...one.tokens]);
const draw = (habits: Habits, count = 400) =>
  Array.from({length: count}, (_, i) => {
    const {topic} = ask(1, i);
    return countsOf(answer(habits, 1, i, topic), topic);
  });
const mean = (x: number[]) => x.reduce((a, b) => a + b, 0) / x.length;

describe('the language of responses', () => {
  it('has a dozen topics and a few hundred words', () => {
    expect(TOPICS.length).toBeGreaterThanOrEqual(12);
    expect(VOCABULARY.length).toBeGreaterThan(250);
    expect(VOCABULARY.length).toBeLessThan(600);
    expect(new Set(VOCABULARY).size).toBe(VOCABULARY.length);
  });

  it('says nothing in the same words twice, and nothing is both right and wrong', () => {
    const texts = [
      ...TOPICS.flatMap(({facts, wrong}) => [...facts, ...wrong]),
      ...Object.values(PHRASES).flatMap((list) => [...list]),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('is taken apart into what was put together', () => {
    const said = [
      SAID.flattery[0],
      SAID.style[1],
      SAID.hedge[0],
      FACTS[2][0],
      WRONG[2][1],
      SAID.filler[3],
      SAID.rude[0],
    ];
    expect(statementsIn(tokens(...said))).toEqual(said);
    for (const one of [...FACTS.flat(), ...WRONG.flat(), ...Object.values(SAID).flat()]) {
      expect(statementsIn(one.tokens)).toEqual([one]);
    }
  });

  it('passes over words that say nothing', () => {
    const odd = [...FACTS[0][0].tokens.slice(1), 1, 2, ...FACTS[0][1].tokens];
    expect(statementsIn(odd)).toEqual([FACTS[0][1]]);
    expect(statementsIn([])).toEqual([]);
  });

  it('is read as sentences', () => {
    expect(readable(FACTS[0][0].tokens)).toBe('Put the egg into boiling water.');
    expect(readable(tokens(SAID.style[0], FACTS[0][0], SAID.hedge[1], FACTS[0][1]))).toBe(
      '• Put the egg into boiling water. I think, a soft egg needs six minutes.',
    );
  });
});

describe('attributes', () => {
  it('are counted exactly', () => {
    const said = tokens(
      SAID.flattery[0],
      SAID.style[0],
      FACTS[0][0],
      FACTS[0][0],
      SAID.hedge[0],
      FACTS[0][1],
      WRONG[0][0],
      FACTS[1][0],
      WRONG[1][0],
      SAID.filler[0],
      SAID.rude[1],
    );
    expect(countsOf(said, 0)).toEqual({
      facts: 2,
      wrong: 1,
      offTopic: 2,
      length: said.length,
      style: 1,
      hedges: 1,
      praise: 1,
      rude: 1,
      repeats: 1,
    });
    expect(countsOf(said, 1)).toMatchObject({facts: 1, wrong: 1, offTopic: 4});
  });

  it('are seen in their units', () => {
    const said = tokens(FACTS[0][0], FACTS[0][1]);
    const features = featuresOf(said, 0);
    ATTRIBUTES.forEach(({name, unit}, k) => {
      expect(features[k]).toBe(countsOf(said, 0)[name] / unit);
    });
  });
});

describe('answers', () => {
  it('are the same for the same drawing, and others for another', () => {
    const at = (drawing: number) => Array.from({length: 20}, (_, i) => answer(HABITS, drawing, i, 3));
    expect(at(1)).toEqual(at(1));
    expect(at(1)).not.toEqual(at(2));
  });

  it('say something, and never too much', () => {
    const most = {...HABITS, quality: 1, verbosity: 1, style: 1, hedging: 1, flattery: 1, offTopic: 1, rudeness: 1};
    for (const habits of [HABITS, most, {...HABITS, quality: 0, offTopic: 0}]) {
      for (const {length} of draw(habits, 200)) {
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThanOrEqual(LONGEST);
      }
    }
  });

  const effects: [keyof Habits, keyof ReturnType<typeof countsOf>][] = [
    ['quality', 'facts'],
    ['verbosity', 'length'],
    ['style', 'style'],
    ['hedging', 'hedges'],
    ['flattery', 'praise'],
    ['offTopic', 'offTopic'],
    ['rudeness', 'rude'],
  ];
  it.each(effects)('more %s, more %s', (habit, attribute) => {
    const of = (value: number) => mean(draw({...HABITS, [habit]: value}).map((counts) => counts[attribute]));
    expect(of(0.9)).toBeGreaterThan(1.2 * of(0.3));
    if (habit !== 'quality' && habit !== 'verbosity') expect(of(0)).toBe(0);
  });
});
