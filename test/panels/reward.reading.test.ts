import {describe, expect, it} from 'vitest';
import {CHANNELS, channelsOf} from '../../src/metrics/shared/channels.ts';
import type {RewardFrame} from '../../src/panels/data.ts';
import {nextWrong, readingOf} from '../../src/panels/reading/reading.ts';
import {largestOf, pointedText, reasonsIn, wordRows} from '../../src/panels/shared/words.ts';

function frame(some: Record<string, number[]>): RewardFrame {
  const pairs = some.label.length;
  const data = Float32Array.from(CHANNELS.flatMap((name) => some[name] ?? new Array<number>(pairs).fill(0)));
  return {tick: 3, pairs, unit: 20, counted: 'tokens', channels: channelsOf(data, pairs)};
}

const TEXTS = {
  unseen: [10, 11, 12, 13, 14, 15],
  text: (row: number) => `text ${row}`,
  question: (row: number) => `question ${row}`,
};

describe('reading a pair', () => {
  const known = frame({
    label: [1, 0, 0.5],
    rewardA: [1, 2, 0],
    rewardB: [0, 0, 1],
    goldA: [3, 1, 1],
    goldB: [1, 2, 1],
    lengthA: [1, 2, 1],
    lengthB: [0.5, 1, 3],
  });

  it('tells the texts of the pair, which was chosen, and the numbers of each', () => {
    const {question, answers} = readingOf(known, TEXTS, 0);
    expect(question).toBe('question 10');
    const match = readingOf(known, {...TEXTS, about: ['A at home: 2:1']}, 0);
    expect(match.verdict).toMatch(/^A won; the model gives A a chance of \d+ %/);
    expect(match.answers.map(({fate}) => fate)).toEqual(['● won', '○ lost']);
    expect(match.question).toBe('A at home: 2:1');
    expect(answers).toEqual([
      {name: 'A', text: 'text 10', chosen: true, fate: '● chosen', figures: 'reward +1.00 · truly +3.00 · 20 tokens'},
      {
        name: 'B',
        text: 'text 11',
        chosen: false,
        fate: '○ not chosen',
        figures: 'reward 0.00 · truly +1.00 · 10 tokens',
      },
    ]);
  });

  it('says who prefers which', () => {
    expect(readingOf(known, TEXTS, 0).verdict).toBe(
      'The annotator chose A; the model gives A a chance of 73 %; truly better is A.',
    );
    expect(readingOf(known, TEXTS, 1).verdict).toBe(
      'The annotator chose B; the model gives A a chance of 88 %; truly better is B.',
    );
    expect(readingOf(known, TEXTS, 2).verdict).toBe(
      'The annotator calls it a tie; the model gives B a chance of 73 %.',
    );
    expect(readingOf(known, TEXTS, 2).answers.some(({chosen}) => chosen)).toBe(false);
  });

  it('finds the next pair that the model gets wrong, round and round', () => {
    expect(nextWrong(known, 0)).toBe(1);
    expect(nextWrong(known, 1)).toBe(1);
    expect(nextWrong(frame({label: [1], rewardA: [1], rewardB: [0]}), 0)).toBe(0);
  });
});

describe('the words of a pair', () => {
  const text = {
    reward: 1.2,
    words: [
      {before: '', text: 'Six', contribution: 0.5},
      {before: ' ', text: 'hours', contribution: -0.75},
    ],
    rest: '.',
  };
  const reasons = {towards: 'A', parts: [{label: 'chance', amount: 1}]} as const;

  it('are told with what the reward is without them', () => {
    expect(pointedText({text, word: text.words[1]})).toBe('“hours” −0.75: the reward is +1.20, and +1.95 without it');
    expect(wordRows(text)).toEqual([
      ['Six', '+0.50'],
      ['hours', '−0.75'],
    ]);
    expect(wordRows(undefined)).toEqual([]);
  });

  it('are tinted by the largest contribution of all texts', () => {
    const none = {reward: 0, words: [], rest: ''};
    const of = (texts: (typeof none | typeof text)[]) => largestOf({tick: 0, pair: 0, written: [], texts, reasons});
    expect(of([none, text, none])).toBe(0.75);
    expect(of([none])).toBeGreaterThan(0);
  });

  it('say why the annotator chose, the strongest reasons first, and always what decided in the end', () => {
    const parts = (amounts: Record<string, number>) =>
      Object.entries(amounts).map(([label, amount]) => ({label, amount}));
    expect(reasonsIn({towards: 'B', parts: parts({chance: -0.4, '2 more facts': 3})})).toBe(
      'Why B: 2 more facts +3.00; chance −0.40.',
    );
    const flip = {label: 'label noise: the choice was flipped', amount: 0.1, decides: true};
    const noisy = [...parts({a: 3, b: -2, c: -1.5, d: 0.4, chance: 0.2}), flip];
    expect(reasonsIn({towards: 'A', parts: noisy})).toBe(
      'Why A: a +3.00; b −2.00; c −1.50; label noise: the choice was flipped +0.10; and 2 smaller.',
    );
    expect(reasonsIn({towards: 'A', parts: noisy}, 9)).not.toContain('smaller');
    expect(reasonsIn({towards: 'A', parts: parts({chance: 0.3, 'too close: a tie': -0.3})})).toBe(
      'Why neither: chance +0.30; too close: a tie −0.30.',
    );
    // One reason has no size worth telling.
    expect(reasonsIn({towards: 'B', parts: parts({'the file says so': 1})})).toBe('Why B: the file says so.');
  });
});
