import {describe, expect, it} from 'vitest';
import {CHANNELS, channelsOf} from '../../../src/metrics/reward/judge.ts';
import type {RewardFrame} from '../../../src/panels/data.ts';
import {nextWrong, readingOf} from '../../../src/panels/reward/reading.ts';

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
    expect(readingOf(known, {...TEXTS, about: ['A at home: 2:1']}, 0).question).toBe('A at home: 2:1');
    expect(answers).toEqual([
      {name: 'A', text: 'text 10', chosen: true, figures: 'reward +1.00 · truly +3.00 · 20 tokens'},
      {name: 'B', text: 'text 11', chosen: false, figures: 'reward 0.00 · truly +1.00 · 10 tokens'},
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
